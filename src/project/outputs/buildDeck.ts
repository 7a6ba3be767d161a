import { oncePerCause } from '../../check/report/cause.js'
import type { ExportJob } from '../../export/exporter.js'
import { type FormatEntry, formatTable } from '../../export/formats.js'
import { inputsFrom } from '../../export/inputs.js'
import type { Deck } from '../../model/deck.js'
import type { Problem } from '../../model/problem.js'
import type { Source } from '../../model/source.js'
import { exportJob } from '../exportJob.js'
import { type PreparedDeck, prepareDeck, surround } from '../prepareDeck.js'
import type { Run } from './buildRun.js'
import { type Delivery, deliveryTo } from './delivery.js'
import { changeable, fileHashes, fileStates, freshness, inputsOf } from './inputs.js'
import type { Made, Output } from './made.js'
import { slidesIn } from './pages.js'
import { type About, type Stamp, type StampPlace, textHash } from './stamp.js'
import type { Target } from './targets.js'

/** What became of one deck. */
export interface Built {
  readonly made: readonly Made[]
  readonly problems: readonly Problem[]
  /** Absent for a deck that could not be built. */
  readonly about?: About
  /** Absolute paths of all that it was made from; absent when nothing was made. */
  readonly inputs?: readonly string[]
}

/**
 * Compiles a deck once and writes every artefact that is asked for and not there already as it would be. A deck with an
 * error (with `--strict`, also with a warning) writes nothing, and what was there stays. Throws `LecternError` when the
 * machine is at fault.
 */
export async function buildDeck(
  source: Source,
  targets: readonly Target[],
  stamps: ReadonlyMap<Target, StampPlace>,
  run: Run,
): Promise<Built> {
  run.progress(`${source.name}: compiling`)
  const surroundings = await surround(source, run)
  const inputs = await inputsOf(source, surroundings, run)
  const isFresh = freshness(source, surroundings, run)
  const stale: Target[] = []
  const kept: Stamp[] = []
  for (const target of targets) {
    const stamp = stamps.get(target)?.stamp
    if (stamp !== undefined && !run.settings.force && (await isFresh(stamp, inputs(target)))) kept.push(stamp)
    else stale.push(target)
  }
  run.time(`${source.name}: what is there`)
  const unchanged = kept.flatMap(({ outputs }) => outputs.map((output) => madeOf({ ...output, unchanged: true })))
  const [same] = kept
  if (stale.length === 0 && same !== undefined) return { made: unchanged, problems: same.problems, about: same.about }
  if (stale.some(needsBrowser)) await run.browser.begin()
  const whole = await prepareDeck(source, run, surroundings)
  const prepared = { ...whole, problems: oncePerCause(whole.problems) }
  if (isUnfit(prepared.problems, run.settings.strict)) return { made: [], problems: prepared.problems }
  const text = textHash(source)
  const about = { meta: prepared.deck.meta, slides: prepared.deck.slides.length }
  const built = await makeArtefacts(prepared, source, stale, run, stamps)
  for (const { target, delivery, problems } of built.deliveries) {
    if (delivery.hasCopies()) continue
    await delivery.tidy()
    const refs = changeable(prepared.deck.files)
    const files = fileHashes(refs, prepared.files.files)
    const states = fileStates(refs, prepared.files.files)
    const outputs = delivery.outputs().map(({ unchanged: _, ...output }) => output)
    await stamps.get(target)?.keep({ text, inputs: inputs(target), refs, files, states, problems, outputs, about })
  }
  return { made: [...unchanged, ...built.made], problems: built.problems, about, inputs: prepared.inputs }
}

export function needsBrowser({ format }: Target): boolean {
  return formatTable[format].needsBrowser
}

function madeOf({ hash: _hash, state: _state, key: _key, ...made }: Output): Made {
  return made
}

/** Of a source, what artefacts are named after and may contain. */
export type Named = Pick<Source, 'file' | 'name' | 'path' | 'text'>

/** What was written to one target, and what there was to say. */
interface Delivered {
  readonly target: Target
  readonly delivery: Delivery
  readonly problems: readonly Problem[]
}

interface Artefacts extends Built {
  readonly deliveries: readonly Delivered[]
}

/** Writes every artefact that is asked for of a deck that is fit. */
export async function makeArtefacts(
  prepared: PreparedDeck,
  source: Named,
  targets: readonly Target[],
  run: Run,
  stamps: ReadonlyMap<Target, StampPlace> = new Map(),
): Promise<Artefacts> {
  const more: Problem[] = []
  const inputs = inputsFrom([...run.sources, ...prepared.inputs])
  const deliveries: Delivered[] = []
  for (const target of targets) {
    run.signal.throwIfAborted()
    run.progress(`${source.name}: ${target.format}`)
    const delivery = deliveryTo(
      target,
      source,
      { ...run, sources: inputs },
      run.settings.force ? undefined : stamps.get(target)?.stamp,
    )
    const deck = { ...prepared.deck, name: target.stem }
    const entry: FormatEntry = formatTable[target.format]
    const problems = await entry.make(deck, {
      ...exportJob(deck, prepared, source, run),
      options: optionsFor(target, deck, run.settings),
      ...(run.released === undefined ? {} : { released: () => run.released?.([target]) }),
      ...delivery,
    })
    more.push(...problems)
    deliveries.push({ target, delivery, problems: [...prepared.problems, ...problems] })
    run.time(`${source.name}: write ${target.format}`)
  }
  const made = deliveries.flatMap(({ delivery }) => delivery.outputs().map(madeOf))
  return { made, problems: [...prepared.problems, ...more], deliveries }
}

/** True when a deck with these problems must not be written. */
export function isUnfit(problems: readonly Problem[], strict: boolean): boolean {
  return problems.some(({ severity }) => severity === 'error' || (strict && severity === 'warning'))
}

/** How wide the small pictures of an index are, in pixels: twice what they take there. */
const thumbnailPx = 640

function optionsFor(target: Target, deck: Deck, { options, pages }: Run['settings']): ExportJob['options'] {
  if (target.thumbnail === true) {
    const scale = thumbnailPx / Math.max(deck.size.widthPx, deck.size.heightPx)
    return { ...options, slides: new Set([0]), steps: false, scale, transparent: false, quality: 80 }
  }
  return pages === undefined ? options : { ...options, slides: slidesIn(pages, deck) }
}
