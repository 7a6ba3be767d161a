// The measuring core: one way to look at slides, for `lectern check`, `lectern theme check` and the tests of the packs.
import type { SlideMeasurement } from '../../model/measurement.js'
import { lookBehind } from './behind.js'
import type { Measurable } from './measurable.js'

export interface MeasureJob {
  /** The ruler's code: `Client.ruler`. */
  readonly ruler: string
  /** How many slides the document has. */
  readonly slides: number
  /** The scheme to show it in. */
  readonly scheme: 'light' | 'dark'
  readonly signal?: AbortSignal
  /** False when nobody asks for contrast: texts have no colours then, and no pixels are looked at. Absent: true. */
  readonly colours?: boolean
}

/**
 * Measures every slide of a shown document: one measurement for each, in order. Slides whose text stands on pictures or
 * gradients are also looked at pixel by pixel. Rejects as the page does.
 */
export async function measureSlides(page: Measurable, job: MeasureJob): Promise<SlideMeasurement[]> {
  await page.evaluate(
    `(() => { ${job.ruler}; globalThis.lecternRuler = lecternRuler; lecternRuler.prepare('${job.scheme}') })()`,
  )
  const { colours = true } = job
  const measurements: SlideMeasurement[] = []
  // In parts, so that one enormous slide cannot take the answers of all others with it.
  for (let from = 0; from < job.slides; from += together) {
    job.signal?.throwIfAborted()
    // What the ruler gives is ours: it runs where no script of the page can reach it.
    const part = (await page.evaluate(
      `lecternRuler.measureSlides(${from}, ${from + together}, ${colours})`,
    )) as SlideMeasurement[]
    measurements.push(...part)
  }
  return colours ? lookBehind(page, measurements) : measurements
}

const together = 20
