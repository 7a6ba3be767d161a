import { createEngine } from '../../compile/engine/engine.js'
import { formatTable } from '../../export/formats.js'
import { inParallel } from '../../export/printing.js'
import { seedWasm } from '../../load/cache/seed.js'
import { loadClient } from '../../load/client.js'
import { type ExitCode, LecternError } from '../../model/error.js'
import type { Source } from '../../model/source.js'
import { openExportBrowser } from '../../project/browser.js'
import { inCommon } from '../../project/common.js'
import { ignoredConfigs } from '../../project/ignoredConfigs.js'
import { type Built, buildDeck } from '../../project/outputs/buildDeck.js'
import type { Run } from '../../project/outputs/buildRun.js'
import { canUseBeginFrame } from '../../project/outputs/canUseBeginFrame.js'
import { lastUse } from '../../project/outputs/lastUse.js'
import { type Order, staleFirst } from '../../project/outputs/staleFirst.js'
import { type Target, targetsOf } from '../../project/outputs/targets.js'
import { writeIndex } from '../../project/outputs/writeIndex.js'
import type { CommandContext } from '../commandContext.js'
import { type BuildFlags, type Settings, settingsOf } from '../options/settings.js'
import { readSources } from '../readSources.js'
import type { Terminal } from '../terminal/terminal.js'
import { openReport } from './buildReport.js'

/** `lectern build`: compiles decks to files. Gives the exit code; throws `LecternError` for what stops all of it. */
export async function build(
  patterns: readonly string[],
  flags: BuildFlags,
  context: CommandContext,
): Promise<ExitCode> {
  const { terminal, machine, signal } = context
  const { cwd } = machine
  const settings = await settingsOf(flags, cwd)
  const time = stopwatch(settings, terminal)
  const report = openReport(settings, terminal, cwd)
  const browser = openExportBrowser(
    { named: settings.browser, signal, say: report.say, stills: canUseBeginFrame(settings) },
    machine,
  )
  if (settings.index || settings.formats.some((format) => formatTable[format].needsBrowser)) browser.seek()
  try {
    const { sources, failures } = await readSources(patterns, settings, cwd, signal)
    const { shard } = settings
    if (shard !== undefined && sources.length + failures.length === 0)
      report.say(`Shard ${shard.number}/${shard.of} is empty: there are fewer decks than shards.`)
    const targets = targetsOf(sources, { ...settings, cwd })
    const client = await loadClient(machine.packageRoot)
    const engine = createEngine({ wasm: seedWasm(machine.packageRoot) })
    const paths = sources.map(({ path }) => path).filter(Boolean)
    const { progress } = report
    const common = inCommon()
    const released = lastUse(targets.values(), () => void browser.close().catch(() => {}))
    const { bytes } = terminal
    const run: Run = {
      ...context,
      bytes,
      settings,
      engine,
      client,
      browser,
      common,
      sources: paths,
      released,
      progress,
      time,
    }
    report.say(await ignoredConfigs(sources, cwd))
    for (const failure of failures) report.fail(failure)
    const built = await buildAll(sources, targets, run, report.startDecks(sources.length))
    const index = settings.index ? await writeIndex({ sources, targets, built }, run) : undefined
    if (index !== undefined) report.took(index)
    await report.sayOfBrowser(browser)
    return report.finish()
  } finally {
    report.clear()
    await browser.close()
    time('close')
  }
}

/** Builds decks, some at a time. What becomes of them is told in their order. */
async function buildAll(
  sources: readonly Source[],
  targets: ReadonlyMap<Source, readonly Target[]>,
  run: Run,
  tell: (index: number, built: Built | LecternError) => void,
): Promise<ReadonlyMap<Source, Built>> {
  const all = new Map<Source, Built>()
  const order = await staleFirst(sources, targets, run)
  await inParallel(order.sources, run.settings.together, async (source) => {
    const wanted = targets.get(source) ?? []
    const built = await buildOrFailure(source, wanted, order.stamps, run)
    run.released?.(wanted)
    if (!(built instanceof LecternError)) all.set(source, built)
    tell(sources.indexOf(source), built)
  })
  return all
}

/** One deck that fails does not stop the others; a signal does. */
async function buildOrFailure(
  source: Source,
  targets: readonly Target[],
  stamps: Order['stamps'],
  run: Run,
): Promise<Built | LecternError> {
  try {
    return await buildDeck(source, targets, stamps, run)
  } catch (error) {
    if (error instanceof LecternError && !run.signal.aborted) return error
    throw error
  }
}

function stopwatch({ debug }: Settings, terminal: Terminal): (what: string) => void {
  let last = performance.now()
  return (what) => {
    const now = performance.now()
    if (debug) terminal.err.write(`${(now - last).toFixed(0).padStart(6)} ms  ${what}\n`)
    last = now
  }
}
