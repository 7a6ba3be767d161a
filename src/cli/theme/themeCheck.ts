import { existsSync } from 'node:fs'
import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { unknownTheme } from '../../compile/checks/directives.js'
import { createEngine } from '../../compile/engine/engine.js'
import { seedWasm } from '../../load/cache/seed.js'
import { loadClient } from '../../load/client.js'
import { engineNames } from '../../load/themes/engineThemes.js'
import type { FoundTheme } from '../../load/themes/findPacks.js'
import { findOne } from '../../load/themes/onePack.js'
import { checkPackFiles } from '../../load/themes/packFiles.js'
import { loadThemes } from '../../load/themes/themes.js'
import { type ExitCode, exitCodes, LecternError } from '../../model/error.js'
import type { Problem } from '../../model/problem.js'
import { openExportBrowser } from '../../project/browser.js'
import type { CommandContext } from '../commandContext.js'
import { type Settings, settingsOf } from '../options/settings.js'
import { jsonOutput } from '../terminal/printer.js'
import { countProblems, printProblems } from '../terminal/printProblems.js'
import type { ThemeFlags } from './themeFlags.js'
import { faultProblems, fontProblems } from './themeProblems.js'
import { type Trial, tryTheme } from './tryTheme.js'

/** What is said of one pack. */
interface Checked {
  readonly name: string
  readonly slides: number
  readonly problems: readonly Problem[]
}

/** `lectern theme check`: manifest, files, licences, and every layout in a real browser. Errors give exit code 1. */
export async function themeCheck(
  packs: readonly string[],
  flags: ThemeFlags,
  { terminal, machine, signal }: CommandContext,
): Promise<ExitCode> {
  const settings = await settingsOf(flags, machine.cwd)
  const say = (text: string): void => {
    if (!settings.quiet) terminal.err.write(`${text}\n`)
  }
  const named = packs.length > 0 ? packs : await packsOf(machine.cwd)
  const browser = openExportBrowser({ named: settings.browser, signal, say }, machine)
  try {
    const client = await loadClient(machine.packageRoot)
    const engine = createEngine({ wasm: seedWasm(machine.packageRoot) })
    const base = { machine, engine, client, signal, browser, brand: false, time: () => {} }
    const checks = startedInPairs(named, (pack) => checkPack(pack, { ...base, settings: { ...settings, theme: pack } }))
    const checked: Checked[] = []
    for (const check of checks) {
      const one = await check
      checked.push(one)
      if (settings.json) continue
      printProblems(one.problems, terminal)
      say(summary(one, terminal))
    }
    if (settings.json) terminal.out.write(jsonOutput({ packs: checked }))
    return isUnfit(checked, settings) ? exitCodes.content : exitCodes.ok
  } finally {
    await browser.close()
  }
}

/** One is laid out while the other is compiled; each is told in its turn. */
function startedInPairs<One>(packs: readonly string[], check: (pack: string) => Promise<One>): Promise<One>[] {
  const started: Promise<One>[] = []
  for (const pack of packs) {
    const before = started.at(-2)
    const one = before === undefined ? check(pack) : before.then(() => check(pack))
    one.catch(() => {})
    started.push(one)
  }
  return started
}

/** The project's own packs. @throws LecternError (2) when there are none. */
async function packsOf(cwd: string): Promise<string[]> {
  const folder = join(cwd, 'themes')
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => [])
  const packs = entries
    .map(({ name }) => name)
    .filter((name) => /\.css$/i.test(name) || existsSync(join(folder, name, 'theme.json')))
  if (packs.length > 0) return packs.map((name) => `./themes/${name}`).sort()
  const hint = 'Name one, such as `lectern theme check night`, or create one with `lectern theme new`.'
  const place = { file: '', line: 1, column: 1 }
  const message = 'No themes to check in `themes/`.'
  throw new LecternError({ severity: 'error', code: 'usage', message, hint, place }, exitCodes.usage)
}

async function checkPack(pack: string, trial: Trial): Promise<Checked> {
  const { cwd, packageRoot } = trial.machine
  const search = { cwd, packageRoot, dirs: trial.settings.themeDirs, option: pack }
  const { themes, names, forced, problems } = await loadThemes(search)
  const name = forced ?? pack
  const found = await findOne(search)
  if (found === undefined && !problems.some(({ severity }) => severity === 'error')) {
    const place = { file: '', line: 1, column: 1 }
    const own = engineNames.includes(name)
    throw new LecternError(
      own
        ? {
            severity: 'error',
            code: 'usage',
            message: `\`${name}\` is one of Marp's themes; only your own can be checked.`,
            hint: 'Name one of your own themes.',
            place,
          }
        : unknownTheme(name, names, place),
      exitCodes.usage,
    )
  }
  const theme = themes.find((one) => one.name === name)
  const others = problems.filter(({ severity, place }) => severity === 'error' || belongsTo(found, place.file))
  if (found === undefined || theme === undefined) return { name, slides: 0, problems: others }
  const files = await checkPackFiles(found, cwd)
  const {
    faults,
    problems: made,
    missingFonts,
    slides,
  } = await tryTheme(theme, found.manifest?.sizes ?? [], found.root, trial)
  const own = made.filter(
    ({ place, code }) => belongsTo(found, place.file) && !others.some((other) => other.code === code),
  )
  const all = [
    ...others,
    ...files,
    ...own.map(raised),
    ...fontProblems(missingFonts, found),
    ...faultProblems(faults, found),
  ]
  return { name, slides, problems: all.filter(({ code }) => code !== 'theme-shadowed') }
}

/** True for the manifest of a theme and for its CSS. */
function belongsTo(found: FoundTheme | undefined, file: string): boolean {
  const folder = found?.file.replace(/[^/]+$/, '') ?? ''
  return file === found?.file || (folder !== '' && file.startsWith(folder))
}

/** What a talk can be given with is a mistake in a theme: everybody who uses it has it. */
function raised(problem: Problem): Problem {
  const codes: readonly string[] = ['remote-asset', 'font-missing', 'image-missing', 'file-outside']
  return codes.includes(problem.code) ? { ...problem, severity: 'error' } : problem
}

function isUnfit(checked: readonly Checked[], { strict }: Settings): boolean {
  return checked.some(({ problems }) =>
    problems.some(({ severity }) => severity === 'error' || (strict && severity === 'warning')),
  )
}

function summary({ name, slides, problems }: Checked, { colours }: CommandContext['terminal']): string {
  const isBroken = problems.some(({ severity }) => severity === 'error')
  const mark = isBroken ? colours.red('✗') : colours.green('✓')
  const counted = countProblems(problems)
  const looked = slides === 0 ? 'not rendered' : `${slides} slides checked`
  return `${mark} ${name} ${colours.dim(`(${looked})`)}${counted === '' ? '' : `: ${counted}`}`
}
