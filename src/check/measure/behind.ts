import type { Box, Rgb, SlideMeasurement, StepMeasurement, TextRun } from '../../model/measurement.js'
import { contrast, linear } from '../../model/words/contrast.js'
import type { Measurable } from './measurable.js'
import { type Raster, readPng } from './png.js'

/**
 * Takes a picture, without its letters, of every slide that has text over something that is not one colour, and gives
 * each such text the colour behind it that it can be read worst on. One pixel in twenty may be worse: the edge of a
 * line, a speck. Moments before the last step have a picture of their own only where their texts are seen otherwise.
 */
export async function lookBehind(
  page: Measurable,
  measurements: readonly SlideMeasurement[],
): Promise<SlideMeasurement[]> {
  const isClear = ({ runs, steps = [] }: SlideMeasurement): boolean =>
    !runs.some(isUnsure) && !steps.some((moment) => moment.runs.some(isUnsure))
  if (measurements.every(isClear)) return [...measurements]
  const lookAtAll = async (): Promise<SlideMeasurement[]> => {
    const seen: SlideMeasurement[] = []
    for (const [index, measurement] of measurements.entries())
      seen.push(isClear(measurement) ? measurement : await look(page, index, measurement))
    return seen
  }
  // Letters stand out from their ground or from their shadow: a soft one has every shade between, so each counts by itself.
  const hasShadow = (await page.evaluate('lecternRuler.hideText(true)')) === true
  const bare = await lookAtAll()
  if (hasShadow) await page.evaluate('lecternRuler.hideText(true, true)')
  const shaded = hasShadow && bare.some(isPale) ? await lookAtAll() : bare
  await page.evaluate('lecternRuler.hideText(false)')
  return bare.map((measurement, index) => clearer(measurement, shaded[index] ?? measurement))
}

function isPale({ runs, steps = [] }: SlideMeasurement): boolean {
  return [runs, ...steps.map((moment) => moment.runs)].flat().some((run) => ratioOf(run) < 4.5)
}

function ratioOf({ color, behind }: TextRun): number {
  if (color === undefined || behind === undefined) return 21
  return contrastOf(behind, lightOf(color))
}

/** Each text as it stands out better. */
function clearer(one: SlideMeasurement, other: SlideMeasurement): SlideMeasurement {
  if (one === other) return one
  const better = (runs: readonly TextRun[], others: readonly TextRun[] = []): TextRun[] =>
    runs.map((run, at) => {
      const second = others[at] ?? run
      return ratioOf(second) > ratioOf(run) ? second : run
    })
  const steps = one.steps?.map((moment, at) => ({ ...moment, runs: better(moment.runs, other.steps?.[at]?.runs) }))
  return { ...one, runs: better(one.runs, other.runs), ...(steps === undefined ? {} : { steps }) }
}

async function look(page: Measurable, index: number, measurement: SlideMeasurement): Promise<SlideMeasurement> {
  const frame = (await page.evaluate(`lecternRuler.slideBox(${index})`)) as Box
  const through = async (runs: readonly TextRun[]): Promise<TextRun[]> => {
    const part = partOf(runs.filter(isUnsure), frame)
    if (part === undefined) return [...runs]
    const { xPx, yPx, widthPx, heightPx } = part
    const clip = { xPx: frame.xPx + xPx, yPx: frame.yPx + yPx, widthPx, heightPx }
    const raster = readPng(await page.picture({ format: 'png', clip, fast: true }))
    return runs.map((run) => (isUnsure(run) ? withBehind(run, raster, part) : run))
  }
  const runs = measurement.runs.some(isUnsure) ? await through(measurement.runs) : measurement.runs
  if (measurement.steps === undefined) return { ...measurement, runs }
  const steps: StepMeasurement[] = []
  for (const moment of measurement.steps) {
    const changed = new Set(moment.changed)
    const isOpen = moment.runs.some((run, at) => changed.has(at) && isUnsure(run))
    if (isOpen) await page.evaluate(`lecternRuler.turnTo(${index}, ${moment.step})`)
    steps.push(isOpen ? { ...moment, runs: await through(moment.runs) } : moment)
  }
  await page.evaluate(`lecternRuler.turnTo(${index})`)
  return { ...measurement, runs, steps }
}

/** The part of a slide that has these texts in it, in whole pixels; absent when none of them is on the slide. */
function partOf(runs: readonly TextRun[], frame: Box): Box | undefined {
  const boxes = runs.flatMap((run) => run.boxes)
  const xPx = Math.max(0, Math.floor(Math.min(...boxes.map((box) => box.xPx))))
  const yPx = Math.max(0, Math.floor(Math.min(...boxes.map((box) => box.yPx))))
  const right = Math.min(frame.widthPx, Math.ceil(Math.max(...boxes.map((box) => box.xPx + box.widthPx))))
  const bottom = Math.min(frame.heightPx, Math.ceil(Math.max(...boxes.map((box) => box.yPx + box.heightPx))))
  const isThere = right > xPx && bottom > yPx
  return isThere ? { xPx, yPx, widthPx: right - xPx, heightPx: bottom - yPx } : undefined
}

function isUnsure(run: TextRun): boolean {
  return run.color !== undefined && run.behind === undefined && run.alpha > 0
}

function withBehind(run: TextRun, raster: Raster, part: Box): TextRun {
  const { color } = run
  if (color === undefined) return run
  const light = lightOf(color)
  // Lines are higher than their letters: what lies behind the rest of them hides nothing.
  const seen = (run.inks?.length ? run.inks : run.boxes).flatMap((box) =>
    pixelsIn({ ...box, xPx: box.xPx - part.xPx, yPx: box.yPx - part.yPx }, raster),
  )
  const rated = seen.map((pixel) => ({ pixel, ratio: contrastOf(pixel, light) })).sort((a, b) => a.ratio - b.ratio)
  const behind = rated[Math.floor(rated.length / 20)]?.pixel
  return behind === undefined ? run : { ...run, behind }
}

/** Every second pixel of every second row. */
function pixelsIn({ xPx, yPx, widthPx, heightPx }: Box, { width, height, channels, data }: Raster): Rgb[] {
  const pixels: Rgb[] = []
  for (let y = Math.max(0, Math.floor(yPx)); y < Math.min(height, yPx + heightPx); y += 2)
    for (let x = Math.max(0, Math.floor(xPx)); x < Math.min(width, xPx + widthPx); x += 2) {
      const at = (y * width + x) * channels
      pixels.push([data[at] ?? 0, data[at + 1] ?? 0, data[at + 2] ?? 0])
    }
  return pixels
}

function lightOf([red, green, blue]: Rgb): readonly [number, number, number] {
  return [linear(red / 255), linear(green / 255), linear(blue / 255)]
}

function contrastOf([red, green, blue]: Rgb, light: readonly [number, number, number]): number {
  return contrast([linear(red / 255), linear(green / 255), linear(blue / 255)], light)
}
