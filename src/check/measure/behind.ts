import { contrast, linear } from '../../model/contrast.js'
import type { Box, Rgb, SlideSurvey, TextRun } from '../../model/survey.js'
import type { Measurable } from './measurable.js'
import { type Raster, readPng } from './png.js'

/**
 * Takes a picture, without its letters, of every slide that has text over something that is not one colour, and gives
 * each such text the colour behind it that it can be read worst on. One pixel in twenty may be worse: the edge of a
 * line, a speck.
 */
export async function lookBehind(page: Measurable, surveys: readonly SlideSurvey[]): Promise<SlideSurvey[]> {
  const unsure = surveys.map(({ runs }) => runs.some(isUnsure))
  if (!unsure.includes(true)) return [...surveys]
  await page.evaluate('lecternRuler.hideText(true)')
  const seen: SlideSurvey[] = []
  for (const [index, survey] of surveys.entries()) {
    if (unsure[index] !== true) {
      seen.push(survey)
      continue
    }
    const clip = (await page.evaluate(`lecternRuler.slideBox(${index})`)) as Box
    const raster = readPng(await page.picture({ format: 'png', clip }))
    seen.push({ ...survey, runs: survey.runs.map((run) => (isUnsure(run) ? withBehind(run, raster) : run)) })
  }
  await page.evaluate('lecternRuler.hideText(false)')
  return seen
}

function isUnsure(run: TextRun): boolean {
  return run.color !== undefined && run.behind === undefined && run.alpha > 0
}

function withBehind(run: TextRun, raster: Raster): TextRun {
  const { color } = run
  if (color === undefined) return run
  const light = color.map((part) => linear(part / 255)) as unknown as [number, number, number]
  const seen = run.boxes.flatMap((box) => pixelsIn(box, raster))
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
