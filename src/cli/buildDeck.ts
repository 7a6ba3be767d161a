import type { ExportJob } from '../export/exporter.js'
import { type FormatEntry, formatTable } from '../export/formats.js'
import { sourceOf } from '../export/html.js'
import type { Deck } from '../model/deck.js'
import type { Problem } from '../model/problem.js'
import type { Source } from '../model/source.js'
import type { Run } from './buildRun.js'
import { type Delivery, deliveryTo, type Made } from './delivery.js'
import { slidesIn } from './pageRanges.js'
import { type PreparedDeck, prepareDeck } from './prepareDeck.js'
import type { Target } from './targets.js'

/** What became of one deck. */
export interface Built {
  readonly made: readonly Made[]
  readonly problems: readonly Problem[]
}

/**
 * Compiles a deck once and writes every artefact that is asked for. A deck with an error (with `--strict`, also with a
 * warning) writes nothing, and what was there stays. Throws `LecternError` when the machine is at fault.
 */
export async function buildDeck(source: Source, targets: readonly Target[], run: Run): Promise<Built> {
  run.progress(`${source.name}: compiling`)
  const prepared = await prepareDeck(source, run)
  if (isUnfit(prepared.problems, run.settings.strict)) return { made: [], problems: prepared.problems }
  return makeArtefacts(prepared, source, targets, run)
}

/** Of a source, what artefacts are named after and may contain. */
export type Named = Pick<Source, 'file' | 'name' | 'text'>

/** Writes every artefact that is asked for of a deck that is fit. */
export async function makeArtefacts(
  prepared: PreparedDeck,
  source: Named,
  targets: readonly Target[],
  run: Run,
): Promise<Built> {
  const more: Problem[] = []
  const made: Made[] = []
  for (const target of targets) {
    run.signal.throwIfAborted()
    run.progress(`${source.name}: ${target.format}`)
    const delivery = deliveryTo(target, source, run)
    const deck = { ...prepared.deck, name: target.stem }
    const entry: FormatEntry = formatTable[target.format]
    more.push(...(await entry.make(deck, jobFor(deck, prepared, source, run, delivery))))
    made.push(...delivery.made())
    run.time(`${source.name}: write ${target.format}`)
  }
  return { made, problems: [...prepared.problems, ...more] }
}

/** True when a deck with these problems must not be written. */
export function isUnfit(problems: readonly Problem[], strict: boolean): boolean {
  return problems.some(({ severity }) => severity === 'error' || (strict && severity === 'warning'))
}

function jobFor(
  deck: Deck,
  { files }: PreparedDeck,
  source: Named,
  { settings, client, browser, signal, terminal }: Run,
  delivery: Delivery,
): ExportJob {
  const { script, style } = client.print
  return {
    options:
      settings.pages === undefined ? settings.options : { ...settings.options, slides: slidesIn(settings.pages, deck) },
    files,
    player: client.player,
    print: { script, style, scriptSource: sourceOf(script) },
    source: { name: `${source.name}.md`, bytes: Buffer.from(source.text) },
    modified: modifiedOf(deck, terminal.env),
    browser: browser.start,
    relaunch: browser.relaunch,
    tabs: settings.tabs,
    signal,
    ...(settings.timeoutMs === undefined ? {} : { timeoutMs: settings.timeoutMs }),
    ...delivery,
  }
}

/** The date inside files: `SOURCE_DATE_EPOCH` (seconds), else the talk's day, else a constant. Never the clock. */
function modifiedOf(deck: Deck, env: Readonly<Record<string, string | undefined>>): Date {
  const epoch = env.SOURCE_DATE_EPOCH
  if (epoch !== undefined && /^\d{1,12}$/.test(epoch)) return new Date(Number(epoch) * 1000)
  const { date } = deck.meta
  if (date !== undefined && /^\d{4}-\d{2}-\d{2}$/.test(date)) return new Date(`${date}T00:00:00Z`)
  return new Date('2000-01-01T00:00:00Z')
}
