import { readFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import { type Baseline, readBaseline, withoutKnown, writeBaseline } from '../../check/report/baseline.js'
import { createEngine } from '../../compile/engine/engine.js'
import { systemCode } from '../../export/machineError.js'
import { writeArtefact } from '../../export/write.js'
import { seedWasm } from '../../load/cache/seed.js'
import { loadClient } from '../../load/client.js'
import { type ExitCode, exitCodes, LecternError } from '../../model/error.js'
import type { Problem } from '../../model/problem.js'
import { plainText } from '../../model/words/plainText.js'
import { openExportBrowser } from '../../project/browser.js'
import { browserMark } from '../../project/browserMark.js'
import { recall } from '../../project/check/checkMemory.js'
import { checkOne, type Looked } from '../../project/check/checkOne.js'
import { openSpeller } from '../../project/check/openSpeller.js'
import { ruleSettings } from '../../project/check/ruleSettings.js'
import { ignoredConfigs } from '../../project/ignoredConfigs.js'
import { isUnfit } from '../../project/outputs/buildDeck.js'
import type { CommandContext } from '../commandContext.js'
import { settingsOf } from '../options/settings.js'
import { readSources } from '../readSources.js'
import type { CheckFlags } from './checkFlags.js'
import { explainRule, listRules, tellChecked } from './checkOutput.js'
import { explainLayout } from './explainLayout.js'
import { fixFiles } from './fixFiles.js'

/**
 * `lectern check`: measures decks and tells what is wrong. Gives the exit code; throws `LecternError` for what stops it.
 * `round`: how often it has written into the decks, and one.
 */
export async function check(
  patterns: readonly string[],
  flags: CheckFlags,
  context: CommandContext,
  round = 1,
): Promise<ExitCode> {
  const { terminal, machine, signal } = context
  const settings = await settingsOf({ ...flags, json: false }, machine.cwd)
  const rules = ruleSettings(flags.rule ?? [], settings.check)
  if (flags.explain === 'layout') {
    return explainLayout(patterns, { settings, json: flags.json === true || flags.format === 'json' }, context)
  }
  if (flags.explain !== undefined) return explainRule(flags.explain, terminal)
  if (flags.rules === true) return listRules(rules, flags, terminal)
  const baselinePath = flags.baseline ?? settings.check?.baseline
  if (flags.updateBaseline === true && baselinePath === undefined) throw noBaseline()
  const format = flags.format ?? (flags.json === true ? 'json' : 'text')
  const say = (text: string): void => {
    if (!settings.quiet) terminal.err.write(`${text}\n`)
  }
  const browser = openExportBrowser({ named: settings.browser, signal, say }, machine)
  browser.seek()
  const started = performance.now()
  try {
    const { sources, failures } = await readSources(patterns, settings, machine.cwd, signal)
    const pictures = flags.report !== undefined
    const mark = await browserMark(settings, machine)
    const recalled = await Promise.all(sources.map((source) => recall(source, mark, machine)))
    // A browser takes longer than a compile: it starts before that, unless it is likely that nothing has to be measured.
    if (pictures || recalled.some(({ isSameText }) => !isSameText)) await browser.begin()
    const baseline = flags.updateBaseline === true ? undefined : await baselineOf(baselinePath, machine.cwd)
    const client = await loadClient(machine.packageRoot)
    const engine = createEngine({ wasm: seedWasm(machine.packageRoot) })
    const looked: Looked[] = []
    const { cwd, packageRoot } = machine
    const speller = await openSpeller({ rules, config: settings.check, cwd, packageRoot })
    const run = { ...context, settings, rules, engine, client, browser, speller, pictures }
    for (const [at, one] of recalled.entries()) {
      // Ending a browser takes a while, too: it begins when the last slide has been measured.
      const measured = at < sources.length - 1 || pictures ? undefined : () => void browser.close().catch(() => {})
      looked.push(await checkOne(one, { ...run, ...(measured === undefined ? {} : { measured }) }))
    }
    const loose = [...failures.map(({ problem }) => problem), ...(await ignoredConfigs(sources, machine.cwd))]
    const known = looked.map((one) => quieted(one, baseline))
    const inputs = [...sources.map(({ path }) => path), ...known.flatMap((one) => one.inputs)]
    const everything = known.flatMap(({ reported }) => reported.problems)
    if (flags.updateBaseline === true && baselinePath !== undefined) {
      // A file that is something else is somebody's, and the path a slip.
      await baselineOf(baselinePath, machine.cwd, 'may be missing')
      await write(resolve(machine.cwd, baselinePath), writeBaseline(everything), inputs, signal)
      say(`${terminal.colours.green('✓')} ${plainText(baselinePath)} knows ${everything.length} problems`)
    }
    if (flags.fix === true) {
      const found = known.map(({ reported }) => reported)
      const job = { ...context, dryRun: flags.dryRun === true, split: flags.split === true, sources }
      // What is told then is what is left, at the lines where it stands now. Halves may be too long again.
      if (await fixFiles(found, job)) {
        const again = flags.split === true && round < mostRounds
        return check(patterns, again ? flags : { ...flags, fix: false, split: false }, context, round + 1)
      }
    }
    if (flags.report !== undefined) {
      const { reportPage } = await import('../../check/report/page.js')
      const page = reportPage(known.map(({ reported, pictures }) => ({ reported, pictures })))
      const read = baselinePath === undefined ? inputs : [...inputs, resolve(machine.cwd, baselinePath)]
      await write(resolve(machine.cwd, flags.report), page, read, signal)
      say(`${terminal.colours.green('✓')} ${plainText(flags.report)}`)
    }
    const tookMs = performance.now() - started
    tellChecked(
      known.map(({ reported }) => reported),
      loose,
      { format, tookMs, settings, terminal, machine },
    )
    const failed = failures[0]
    if (failed !== undefined) return failed.exitCode
    if (flags.updateBaseline === true) return exitCodes.ok
    return isUnfit([...everything, ...loose], settings.strict) ? exitCodes.content : exitCodes.ok
  } finally {
    await browser.close()
  }
}

/** How often decks are divided in one run: each time, what fits stays, and the rest is looked at again. */
const mostRounds = 40

function quieted(looked: Looked, baseline: Baseline | undefined): Looked {
  const { reported } = looked
  if (baseline === undefined) return looked
  const problems = withoutKnown(reported.problems, baseline)
  const quiet = reported.quiet + reported.problems.length - problems.length
  return { ...looked, reported: { ...reported, problems, quiet } }
}

async function baselineOf(
  path: string | undefined,
  cwd: string,
  missing: 'must be there' | 'may be missing' = 'must be there',
): Promise<Baseline | undefined> {
  if (path === undefined) return undefined
  try {
    return readBaseline(await readFile(resolve(cwd, path), 'utf8'), path)
  } catch (cause) {
    if (cause instanceof LecternError) throw cause
    if (missing === 'may be missing' && systemCode(cause) === 'ENOENT') return undefined
    const place = { file: path, line: 1, column: 1 }
    const hint = 'Check the path, or create it with --update-baseline.'
    const message = `The baseline \`${path}\` cannot be read.`
    throw new LecternError(
      { severity: 'error', code: 'baseline-invalid', message, hint, place },
      exitCodes.usage,
      cause,
    )
  }
}

async function write(file: string, text: string, sources: readonly string[], signal: AbortSignal): Promise<void> {
  await writeArtefact({ kind: 'text', name: file, bytes: Buffer.from(text) }, { to: { file }, sources, signal })
}

function noBaseline(): LecternError {
  const problem: Problem = {
    severity: 'error',
    code: 'usage',
    message: '`--update-baseline` needs a file to write.',
    hint: 'Add --baseline <file>, or `check: { baseline: … }` to the configuration.',
    place: { file: '', line: 1, column: 1 },
  }
  return new LecternError(problem, exitCodes.usage)
}
