// Measuring is what a check takes time for. Measurements are remembered under everything that decides how a slide looks, so
// after an edit only the slides that changed are laid out again.
import { createHash } from 'node:crypto'
import type { Browser } from '../../export/browser/run/browser.js'
import { dataUris } from '../../export/html/dataUri.js'
import { sourceOf } from '../../export/html/html.js'
import type { LoadedFile } from '../../model/artefact.js'
import { type Deck, fileMark, type Slide } from '../../model/deck.js'
import type { SlideMeasurement } from '../../model/measurement.js'
import type { Memo } from '../../model/memo.js'
import { decodeEntities } from '../../render/page/files.js'
import { renderPrint } from '../../render/paper/print.js'
import type { CheckView } from '../rule.js'
import { measureSlides } from './measure.js'

/** What was measured before, by a key of everything that decides how a slide looks. */
export interface MeasurementStore {
  get(key: string): SlideMeasurement | undefined
  set(key: string, measurement: SlideMeasurement): void
}

/** Measurements in a memo of texts. What is remembered is what we wrote: memos are checked when they are read. */
export function measurementsIn(memo: Memo): MeasurementStore {
  return {
    get(key) {
      const text = memo.get(key)
      return text === undefined ? undefined : (JSON.parse(text) as SlideMeasurement)
    },
    set: (key, measurement) => memo.set(key, JSON.stringify(measurement)),
  }
}

/** What measuring a deck depends on. */
export interface MeasureDeckJob {
  readonly files: ReadonlyMap<string, LoadedFile>
  readonly browser: () => Promise<Browser>
  readonly known: MeasurementStore
  /** The print client and the ruler. */
  readonly client: { readonly print: { readonly script: string; readonly style: string }; readonly ruler: string }
  readonly signal: AbortSignal
  /** Called once when nothing more has to be measured. */
  readonly measured?: () => void
  /** Awaited between slides, by those who have something more urgent to do now and then. */
  readonly breathe?: () => Promise<void>
  /** Hashes of the contents of files, for those who check again and again. */
  readonly hashes?: WeakMap<Uint8Array, string>
}

/** Measurements of all slides, one list for each view, and how many of the slides had to be measured. */
export async function measureDeck(
  deck: Deck,
  views: readonly CheckView[],
  job: MeasureDeckJob,
): Promise<{ readonly measurements: readonly (readonly SlideMeasurement[])[]; readonly measured: number }> {
  const keys = keysOf(deck, views, job)
  const known: (SlideMeasurement | undefined)[][] = []
  for (const list of keys) {
    const recalled: (SlideMeasurement | undefined)[] = []
    for (const key of list) {
      await job.breathe?.()
      recalled.push(job.known.get(key))
    }
    known.push(recalled)
  }
  const stale = deck.slides.filter((_, index) => known.some((list) => list[index] === undefined))
  const parts = partsOf(stale)
  const work = async (): Promise<void> => {
    for (let part = parts.shift(); part !== undefined; part = parts.shift()) {
      const fresh = await measure({ ...deck, slides: part }, views, job)
      part.forEach(({ index }, at) => {
        views.forEach((_, view) => {
          const measurement = fresh[view]?.[at]
          const [list, key] = [known[view], keys[view]?.[index]]
          if (measurement === undefined || list === undefined || key === undefined) return
          list[index] = measurement
          job.known.set(key, measurement)
        })
      })
    }
  }
  await Promise.all(Array.from({ length: together }, work))
  job.measured?.()
  return {
    measurements: known.map((list) => list.filter((measurement) => measurement !== undefined)),
    measured: stale.length,
  }
}

/** Two documents are measured at a time, of at most that many slides. */
const together = 2
const slidesAtOnce = 25

function partsOf(slides: readonly Slide[]): Slide[][] {
  const count = slides.length < 8 ? 1 : Math.max(together, Math.ceil(slides.length / slidesAtOnce))
  const size = Math.ceil(slides.length / count)
  return Array.from({ length: slides.length === 0 ? 0 : count }, (_, at) =>
    slides.slice(at * size, (at + 1) * size),
  ).filter((part) => part.length > 0)
}

async function measure(deck: Deck, views: readonly CheckView[], job: MeasureDeckJob): Promise<SlideMeasurement[][]> {
  const { client, files, signal } = job
  const { size } = deck
  const [first] = views
  if (first === undefined) return []
  const { html } = renderPrint(deck, {
    urlOf: namedUris(files),
    ...client.print,
    scriptSource: sourceOf(client.print.script),
  })
  const browser = await job.browser()
  const page = await browser.open(html, { size, ...first, waitForScript: true, signal })
  try {
    const measurements: SlideMeasurement[][] = []
    for (const view of views) {
      if (view !== first) await page.emulate({ size, ...view, waitForScript: true, signal })
      measurements.push(
        await measureSlides(page, { ruler: client.ruler, slides: deck.slides.length, scheme: view.scheme, signal }),
      )
    }
    return measurements
  } finally {
    page.close()
  }
}

/** Addresses of pictures with their keys behind them, so that the ruler can say which file it saw. */
function namedUris(files: ReadonlyMap<string, LoadedFile>): (key: string) => string {
  const uris = dataUris(files)
  return (key) =>
    files.get(key)?.mime.startsWith('image/') === true ? `${uris(key)}#${encodeURIComponent(key)}` : uris(key)
}

function keysOf(deck: Deck, views: readonly CheckView[], job: MeasureDeckJob): string[][] {
  const { client, files, hashes = new WeakMap<Uint8Array, string>() } = job
  const hashOfFile = (key: string): string => {
    const bytes = files.get(key)?.bytes
    if (bytes === undefined) return ''
    const hash = hashes.get(bytes) ?? sha256(bytes)
    hashes.set(bytes, hash)
    return hash
  }
  const used = (text: string): string =>
    [...text.matchAll(marks)].map(([, key = '']) => hashOfFile(decodeEntities(key))).join()
  const shared = [client.ruler, client.print.script, client.print.style, deck.css, used(deck.css), deck.meta.lang]
  const basis = sha256([...shared, JSON.stringify(deck.size), String(deck.unsafeHtml)].map(sha256).join())
  return views.map(({ media, scheme }) =>
    deck.slides.map(({ hash, html }) => `check:${sha256([basis, media, scheme, hash, used(html)].join(' '))}`),
  )
}

const marks = new RegExp(`${fileMark.open}([^${fileMark.close}]*)${fileMark.close}`, 'g')

function sha256(content: string | Uint8Array): string {
  return createHash('sha256').update(content).digest('base64url')
}
