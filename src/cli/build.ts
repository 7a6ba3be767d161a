import { relative } from 'node:path'
import { createEngine } from '../compile/engine.js'
import { loadClient } from '../load/client.js'
import { configIgnoredBeside } from '../load/config.js'
import { findDecks } from '../load/decks.js'
import { seedWasm } from '../load/seed.js'
import { includeInto, loadSource, sourceFromBytes } from '../load/source.js'
import { type ExitCode, exitCodes, LecternError } from '../model/error.js'
import type { Problem } from '../model/problem.js'
import type { Source } from '../model/source.js'
import { type Built, buildDeck, isUnfit, type Made } from './buildDeck.js'
import type { Run } from './buildRun.js'
import type { CommandContext } from './commandContext.js'
import { openExportBrowser } from './exportBrowser.js'
import { countProblems, printProblems } from './printProblems.js'
import { readStandardInput } from './readStandardInput.js'
import { type BuildFlags, type Settings, settingsOf } from './settings.js'
import { targetsOf } from './targets.js'
import type { Terminal } from './terminal.js'

/** `lectern build`: compiles decks to files. Gives the exit code; throws `LecternError` for what stops all of it. */
export async function build(
  patterns: readonly string[],
  flags: BuildFlags,
  context: CommandContext,
): Promise<ExitCode> {
  const { terminal, signal } = context
  const settings = await settingsOf(flags, terminal.cwd)
  const time = stopwatch(settings, terminal)
  const say = (text: string): void => {
    if (!settings.quiet) terminal.err.write(`${text}\n`)
  }
  const wantsPdf = settings.formats.includes('pdf')
  // Started before anything is read: a browser takes longer than a compile.
  const browser = wantsPdf ? openExportBrowser({ named: settings.browser, signal, say }, terminal) : undefined
  try {
    const { sources, failures } = await readSources(patterns, settings, terminal)
    const targets = targetsOf(sources, settings.formats, settings.out, terminal.cwd, settings.json)
    const client = await loadClient(terminal.packageRoot)
    const paths = sources.map(({ path }) => path).filter(Boolean)
    const run: Run = {
      ...context,
      settings,
      engine: createEngine({ wasm: seedWasm(terminal.packageRoot) }),
      client,
      browser,
      sources: paths,
      time,
    }
    const problems: Problem[] = await ignoredConfigs(sources, terminal.cwd)
    const made: Made[] = []
    let exitCode: ExitCode = exitCodes.ok
    printIfPeople(problems)
    for (const failure of failures) fail(failure)
    for (const source of sources) {
      const built = await buildOrFailure(source, targets.get(source) ?? [], run)
      if (built instanceof LecternError) fail(built)
      else take(built)
    }
    if (browser && made.some(({ format }) => format === 'pdf')) {
      const { problems: said } = await browser.browser
      problems.push(...said)
      printIfPeople(said)
    }
    if (settings.json) terminal.out.write(`${JSON.stringify({ artefacts: made, problems }, null, 2)}\n`)
    else summarize(problems, settings.strict, say, terminal)
    return exitCode

    function take({ made: files, problems: found }: Built): void {
      made.push(...files)
      problems.push(...found)
      printIfPeople(found)
      for (const file of files) if (file.path !== '-') say(line(file, terminal))
      if (isUnfit(found, settings.strict) && exitCode === exitCodes.ok) exitCode = exitCodes.content
    }
    function fail(error: LecternError): void {
      problems.push(error.problem)
      printIfPeople([error.problem])
      if (exitCode === exitCodes.ok || exitCode === exitCodes.content) exitCode = error.exitCode
      if (settings.debug && error.cause !== undefined) terminal.err.write(`${String(error.cause)}\n`)
    }
    function printIfPeople(found: readonly Problem[]): void {
      if (!settings.json) printProblems(found, terminal)
    }
  } finally {
    await browser?.close()
    time('close')
  }
}

async function readSources(
  patterns: readonly string[],
  settings: Settings,
  terminal: Terminal,
): Promise<{ sources: Source[]; failures: LecternError[] }> {
  const { cwd } = terminal
  if (patterns.length === 1 && patterns[0] === '-') {
    const bytes = await readStandardInput()
    const source = sourceFromBytes(bytes, { file: '<stdin>', path: '', root: cwd, name: 'stdin' })
    return { sources: [await includeInto(source, cwd)], failures: [] }
  }
  const paths = await findDecks(patterns, { cwd, configured: settings.decks })
  const sources: Source[] = []
  const failures: LecternError[] = []
  for (const path of paths) {
    try {
      sources.push(await loadSource(path, { cwd }))
    } catch (error) {
      if (!(error instanceof LecternError)) throw error
      failures.push(error)
    }
  }
  return { sources, failures }
}

/** One deck that fails does not stop the others; a signal does. */
async function buildOrFailure(
  source: Source,
  targets: Parameters<typeof buildDeck>[1],
  run: Run,
): Promise<Built | LecternError> {
  try {
    return await buildDeck(source, targets, run)
  } catch (error) {
    if (error instanceof LecternError && !run.signal.aborted) return error
    throw error
  }
}

async function ignoredConfigs(sources: readonly Source[], cwd: string): Promise<Problem[]> {
  const found = await Promise.all(sources.map(({ path }) => (path === '' ? undefined : configIgnoredBeside(path, cwd))))
  return found.flat().filter((problem) => problem !== undefined)
}

function line({ path, bytes, pages, format }: Made, { cwd, colours }: Terminal): string {
  const size = bytes < 1_000_000 ? `${Math.ceil(bytes / 1000)} kB` : `${(bytes / 1_000_000).toFixed(1)} MB`
  const count = pages === undefined ? '' : `, ${pages} ${format === 'pdf' ? 'page' : 'slide'}${pages === 1 ? '' : 's'}`
  const shown = relative(cwd, path)
  return `${colours.green('✓')} ${shown.startsWith('..') ? path : shown} ${colours.dim(`(${size}${count})`)}`
}

function summarize(
  problems: readonly Problem[],
  strict: boolean,
  say: (text: string) => void,
  { colours }: Terminal,
): void {
  const counted = countProblems(problems)
  if (counted === '') return
  const whole = 'what was there is as it was.'
  if (problems.some(({ severity }) => severity === 'error'))
    say(colours.red(`${counted}. A deck with errors is not written; ${whole}`))
  else if (strict) say(colours.red(`${counted}. With --strict, a deck with warnings is not written; ${whole}`))
  else say(colours.yellow(`${counted}.`))
}

function stopwatch({ debug }: Settings, terminal: Terminal): (what: string) => void {
  let last = performance.now()
  return (what) => {
    const now = performance.now()
    if (debug) terminal.err.write(`${(now - last).toFixed(0).padStart(6)} ms  ${what}\n`)
    last = now
  }
}
