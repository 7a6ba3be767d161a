import { createEngine } from '../../compile/engine/engine.js'
import { formatTable } from '../../export/formats.js'
import { seedWasm } from '../../load/cache/seed.js'
import { loadClient } from '../../load/client.js'
import { type ExitCode, exitCodes, LecternError } from '../../model/error.js'
import type { Source } from '../../model/source.js'
import { openExportBrowser } from '../../project/browser.js'
import { inCommon } from '../../project/common.js'
import { followDeck } from '../../project/followDeck.js'
import { isUnfit, makeArtefacts } from '../../project/outputs/buildDeck.js'
import type { Run } from '../../project/outputs/buildRun.js'
import { canUseBeginFrame } from '../../project/outputs/canUseBeginFrame.js'
import { targetsOf } from '../../project/outputs/targets.js'
import type { Prepared } from '../../serve/deck/prepared.js'
import { openSession, type Session, type Update } from '../../serve/deck/session.js'
import type { CommandContext } from '../commandContext.js'
import { type BuildFlags, settingsOf } from '../options/settings.js'
import { readSources } from '../readSources.js'
import { until } from '../terminal/until.js'
import { watchReport } from './watchReport.js'

/** `lectern build --watch`: writes the files of decks, and again after every change, until it is stopped. */
export async function buildAndWatch(
  patterns: readonly string[],
  flags: BuildFlags,
  context: CommandContext,
): Promise<ExitCode> {
  const { terminal, machine, signal } = context
  const { cwd, packageRoot } = machine
  const settings = await settingsOf(flags, cwd)
  if (settings.json || settings.out === '-' || patterns.includes('-')) throw noStreams()
  const { sources, failures } = await readSources(patterns, settings, cwd, signal)
  const [failure] = failures
  if (failure !== undefined) throw failure
  const targets = targetsOf(sources, { ...settings, cwd })
  const report = watchReport(terminal, settings, cwd)
  const browser = openExportBrowser(
    { named: settings.browser, signal, say: report.say, stills: canUseBeginFrame(settings) },
    machine,
  )
  if (settings.formats.some((format) => formatTable[format].needsBrowser)) await browser.begin()
  const engine = createEngine({ wasm: seedWasm(packageRoot) })
  const run: Run = {
    ...context,
    bytes: terminal.bytes,
    settings,
    engine,
    client: await loadClient(packageRoot),
    browser,
    common: inCommon(),
    sources: sources.map(({ path }) => path),
    progress: () => undefined,
    time: () => undefined,
  }
  const readSettings = () => settingsOf(flags, cwd)
  const sessions = new Map<Source, Session>()
  for (const source of sources) {
    const { name, path, file } = source
    const prepare = followDeck(path, { machine, engine, readSettings, fonts: 'used' })
    sessions.set(source, openSession({ name, path, file, prepare, filesAt: '', exhausted: report.exhausted }))
  }
  const write = async (source: Source, update: Update, prepared: Prepared): Promise<void> => {
    const { deck, files, beside, problems, text, dependencies } = prepared
    const { name, file, path } = source
    const whole = { deck, files: { files, beside, problems: [] }, problems, inputs: dependencies }
    const begun = performance.now()
    const built = await makeArtefacts(whole, { name, file, path, text }, targets.get(source) ?? [], run)
    for (const { delivery } of built.deliveries) await delivery.tidy()
    report.wrote(update, file, built, performance.now() - begun)
  }
  try {
    const queue = latestOfEach(write, (source, error) => {
      if (!(error instanceof LecternError) || signal.aborted) throw error
      report.failed(source.file, error)
    })
    for (const [source, session] of sessions) {
      session.listen((update) => {
        const { prepared, problems } = update
        report.problems(source.file, problems)
        if (prepared === undefined || isUnfit(problems, settings.strict)) report.unfit(update, source.file)
        else queue.add(source, update, prepared)
      })
    }
    for (const session of sessions.values()) await session.start()
    report.say('Watching for changes. Press Ctrl+C to stop.')
    await Promise.race([until(signal), queue.broken])
    return exitCodes.ok
  } finally {
    for (const session of sessions.values()) session.close()
    await browser.close()
  }
}

interface Queue {
  add(source: Source, update: Update, prepared: Prepared): void
  /** Rejects with what must end the command. */
  readonly broken: Promise<never>
}

/** Writes one deck at a time. What was not begun when a newer version came is left out. */
function latestOfEach(
  write: (source: Source, update: Update, prepared: Prepared) => Promise<void>,
  failed: (source: Source, error: unknown) => void,
): Queue {
  const waiting = new Map<Source, readonly [Update, Prepared]>()
  let isWriting = false
  let end: (reason: unknown) => void = () => undefined
  const broken = new Promise<never>((_, reject) => {
    end = reject
  })
  broken.catch(() => undefined)
  const writeAll = async (): Promise<void> => {
    isWriting = true
    for (let [next] = waiting; next !== undefined; [next] = waiting) {
      const [source, [update, prepared]] = next
      waiting.delete(source)
      await write(source, update, prepared).catch((error: unknown) => failed(source, error))
    }
    isWriting = false
  }
  return {
    add(source, update, prepared) {
      waiting.set(source, [update, prepared])
      if (!isWriting) writeAll().catch(end)
    },
    broken,
  }
}

function noStreams(): LecternError {
  return new LecternError(
    {
      severity: 'error',
      code: 'usage',
      message: '--watch rebuilds files; it does not work with standard input, standard output or --json.',
      hint: 'Name a deck, and a file or folder with -o.',
      place: { file: '', line: 1, column: 1 },
    },
    exitCodes.usage,
  )
}
