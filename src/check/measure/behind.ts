import { contrast, linear } from '../../model/contrast.js'
import type { Box, Rgb, SlideSurvey, StepSurvey, TextRun } from '../../model/survey.js'
import type { Measurable } from './measurable.js'
import { type Raster, readPng } from './png.js'

/**
 * Takes a picture, without its letters, of every slide that has text over something that is not one colour, and gives
 * each such text the colour behind it that it can be read worst on. One pixel in twenty may be worse: the edge of a
 * line, a speck. Moments before the last step have a picture of their own only where their texts are seen otherwise.
 */
export async function lookBehind(page: Measurable, surveys: readonly SlideSurvey[]): Promise<SlideSurvey[]> {
  const isClear = ({ runs, steps = [] }: SlideSurvey): boolean =>
    !runs.some(isUnsure) && !steps.some((moment) => moment.runs.some(isUnsure))
  if (surveys.every(isClear)) return [...surveys]
  await page.evaluate('lecternRuler.hideText(true)')
  const seen: SlideSurvey[] = []
  for (const [index, survey] of surveys.entries()) seen.push(isClear(survey) ? survey : await look(page, index, survey))
  await page.evaluate('lecternRuler.hideText(false)')
  return seen
}

async function look(page: Measurable, index: number, survey: SlideSurvey): Promise<SlideSurvey> {
  const frame = (await page.evaluate(`lecternRuler.slideBox(${index})`)) as Box
  const through = async (runs: readonly TextRun[]): Promise<TextRun[]> => {
    const part = partOf(runs.filter(isUnsure), frame)
    if (part === undefined) return [...runs]
    const { xPx, yPx, widthPx, heightPx } = part
    const clip = { xPx: frame.xPx + xPx, yPx: frame.yPx + yPx, widthPx, heightPx }
    const raster = readPng(await page.picture({ format: 'png', clip, fast: true }))
    return runs.map((run) => (isUnsure(run) ? withBehind(run, raster, part) : run))
  }
  const runs = survey.runs.some(isUnsure) ? await through(survey.runs) : survey.runs
  if (survey.steps === undefined) return { ...survey, runs }
  const steps: StepSurvey[] = []
  for (const moment of survey.steps) {
    const changed = new Set(moment.changed)
    const isOpen = moment.runs.some((run, at) => changed.has(at) && isUnsure(run))
    if (isOpen) await page.evaluate(`lecternRuler.turnTo(${index}, ${moment.step})`)
    steps.push(isOpen ? { ...moment, runs: await through(moment.runs) } : moment)
  }
  await page.evaluate(`lecternRuler.turnTo(${index})`)
  return { ...survey, runs, steps }
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
  const light = color.map((part) => linear(part / 255)) as unknown as [number, number, number]
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

function contrastOf([red, green, blue]: Rgb, light: readonly [number, number, number]): number {
  return contrast([linear(red / 255), linear(green / 255), linear(blue / 255)], light)
}
