import { readFileSync } from 'node:fs'
import { type ExitCode, exitCodes, LecternError } from '../../model/error.js'
import { plainText } from '../../model/words/plainText.js'
import type { Machine } from '../../project/machine.js'
import type { CommandContext } from '../commandContext.js'
import type { CommonFlags } from '../options/options.js'
import { settingsOf } from '../options/settings.js'
import { jsonOutput } from '../terminal/printer.js'
import type { Terminal } from '../terminal/terminal.js'
import { probeBrowser } from './browser.js'
import { probeDisk, probeDisplay, probeLocale, probeNetwork, probeNode, probePort, probeWatching } from './machine.js'
import type { Probe } from './probe.js'
import { probeStage } from './stage.js'

/** Options of `doctor` as the command line gives them. */
export interface DoctorFlags extends CommonFlags {
  readonly json?: boolean
  readonly stage?: boolean
}

/** `lectern doctor`: what is there, what is missing, what to do. Fails with 3 when the machine will not do, with 2 without the deck, with 1 when the deck is not fit. */
export async function doctor(
  patterns: readonly string[],
  flags: DoctorFlags,
  context: CommandContext,
): Promise<ExitCode> {
  const { terminal, machine, signal } = context
  if (patterns.length > 0 && flags.stage !== true) throw noStage(patterns)
  const { platform } = machine
  const settings = await settingsOf({ ...flags, json: false }, machine.cwd)
  const [browser, watching, port, disk, stage] = await Promise.all([
    probeBrowser(settings.browser, machine, signal),
    probeWatching(platform),
    probePort(4400),
    probeDisk(machine),
    flags.stage === true ? probeStage(patterns, settings, context) : [],
  ])
  const probes = [
    probeNode(process.version, oldestNode(machine)),
    ...browser,
    probeLocale(machine),
    watching,
    port,
    ...disk,
    probeDisplay(machine),
    probeNetwork(),
    ...stage,
  ]
  if (flags.json === true) terminal.out.write(jsonOutput({ probes }))
  else tell(probes, terminal, flags.stage === true)
  const failed = probes.filter(({ status }) => status === 'failure' || (settings.strict && status === 'warning'))
  if (failed.length === 0) return exitCodes.ok
  // The machine first: nothing can be done about a deck without it.
  return failed.every(({ exitCode }) => exitCode !== undefined)
    ? failed.some(({ exitCode }) => exitCode === exitCodes.usage)
      ? exitCodes.usage
      : exitCodes.content
    : exitCodes.environment
}

function noStage([deck = '']: readonly string[]): LecternError {
  const message = 'Decks are checked only with `--stage`.'
  const hint = `Run \`lectern doctor --stage ${deck}\`, or \`lectern check ${deck}\` to check the slides.`
  const place = { file: '', line: 1, column: 1 }
  return new LecternError({ severity: 'error', code: 'usage', message, hint, place }, exitCodes.usage)
}

/** From the `engines` of the package: `>=20.19`. */
function oldestNode({ packageRoot }: Machine): string {
  const { engines } = JSON.parse(readFileSync(`${packageRoot}/package.json`, 'utf8')) as { engines: { node: string } }
  return engines.node.replace(/^\D+/, '')
}

function tell(probes: readonly Probe[], { out, colours }: Terminal, stage: boolean): void {
  const widest = Math.max(...probes.map(({ name }) => name.length))
  for (const { name, status, message, hint } of probes) {
    const mark = { ok: colours.green('✓'), warning: colours.yellow('!'), failure: colours.red('✗') }[status]
    const word = status === 'ok' ? '' : `${status}: `
    out.write(`${mark} ${name.padEnd(widest)}  ${word}${plainText(message)}\n`)
    if (hint !== '') out.write(`  ${' '.repeat(widest)}  ${colours.dim(`→ ${plainText(hint)}`)}\n`)
  }
  const [failed, doubtful] = ['failure', 'warning'].map((one) => probes.filter(({ status }) => status === one))
  const names = (list: readonly Probe[] = []): string => [...new Set(list.map(({ name }) => name))].join(', ')
  const what = stage ? 'the talk' : 'work'
  if (failed?.length) out.write(`\n${colours.red('✗')} Not ready for ${what}: fix ${names(failed)}\n`)
  else if (doubtful?.length) out.write(`\n${colours.green('✓')} Ready for ${what}, with warnings: ${names(doubtful)}\n`)
  else out.write(`\n${colours.green('✓')} Ready for ${what}\n`)
}
