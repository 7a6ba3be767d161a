// What is wrong with slides that were measured: cut off, too small, on top of each other, too pale. The rules of
// `lectern check` say it to authors, `lectern theme check` to those who make themes, each with limits of its own.

import type { Box, Rgb, SlideMeasurement, TextRun } from '../../model/measurement.js'
import { contrast, linear } from '../../model/words/contrast.js'
import { clashes, isShared } from './clashes.js'

/** The smallest text that may be, in pixels of a slide that is 720 high, by what the text is. */
export interface TextFloors {
  readonly heading: number
  readonly subheading: number
  readonly body: number
  /** Tables, code, captions. */
  readonly small: number
  /** Headers and footers. */
  readonly furniture: number
  /** Raised and lowered text. */
  readonly script: number
  /** Words in diagrams; absent: they are not judged. */
  readonly drawn?: number
  /** The largest signs of a formula, whose others are smaller by nature; absent: they are not judged. */
  readonly formula?: number
}

/** One fault at one place of one slide. */
export interface Fault {
  readonly kind: 'overflow' | 'text-too-small' | 'overlap' | 'contrast' | 'word-broken'
  /** 0-based. */
  readonly slide: number
  readonly element: string
  /** See `TextRun.below`. */
  readonly below: number | undefined
  /** The text it is about. */
  readonly text: string
  readonly box: Box
  /** In words, without the text: `cut off by 12 px at the right`. */
  readonly what: string
  /** How far it is from what is allowed, for ordering: pixels or a ratio. */
  readonly by: number
}

/** Text that is cut off by the slide's edge or by a box. */
export function overflows(measurement: SlideMeasurement, slide: number): Fault[] {
  return worstPerBlock(measurement, (run) => {
    if (run.cut === undefined) return []
    const { edge, px, by } = run.cut
    const whose = by === 'slide' ? 'of the slide' : `of its ${wordFor(by)}`
    return [faultOf('overflow', slide, run, `cut off by ${px} px at the ${edge} ${whose}`, px)]
  })
}

/** Elements in words of an author: nobody writes a `marp-pre`. */
function wordFor(element: string): string {
  return words[element.replace(/^marp-/, '')] ?? 'box'
}

const words: Readonly<Record<string, string>> = {
  ...{
    pre: 'code',
    code: 'code',
    ul: 'list',
    ol: 'list',
    li: 'item',
    table: 'table',
    td: 'cell',
    th: 'cell',
    box: 'box',
  },
  ...{ p: 'paragraph', blockquote: 'quote', figure: 'figure', header: 'header', footer: 'footer', heading: 'heading' },
  ...{ h1: 'heading', h2: 'heading', h3: 'heading', h4: 'heading', h5: 'heading', h6: 'heading', svg: 'drawing' },
}

/** Text smaller than the floors of the room. */
export function smallTexts(
  measurement: SlideMeasurement,
  slide: number,
  floors: TextFloors,
  heightPx: number,
): Fault[] {
  const texts = worstPerBlock(measurement, (run) => {
    if (run.role === 'formula') return []
    const floor = floors[run.role]
    if (floor === undefined) return []
    const size = (run.fontPx / heightPx) * 720
    if (size >= floor - 0.25) return []
    return [faultOf('text-too-small', slide, run, `only ${round(size)} px tall (minimum ${floor})`, floor - size)]
  })
  return [...texts, ...smallFormulas(measurement, slide, floors.formula, heightPx)]
}

function smallFormulas(
  { runs }: SlideMeasurement,
  slide: number,
  floor: number | undefined,
  heightPx: number,
): Fault[] {
  if (floor === undefined) return []
  const formulas = new Map<number, TextRun[]>()
  for (const run of runs) {
    if (run.role !== 'formula') continue
    const signs = formulas.get(run.block)
    if (signs === undefined) formulas.set(run.block, [run])
    else signs.push(run)
  }
  return [...formulas.values()].flatMap((signs) => {
    const largest = signs.reduce((one, other) => (other.fontPx > one.fontPx ? other : one))
    const size = (largest.fontPx / heightPx) * 720
    if (size >= floor - 0.25) return []
    const fault = faultOf(
      'text-too-small',
      slide,
      largest,
      `only ${round(size)} px tall (minimum ${floor})`,
      floor - size,
    )
    const boxes = signs.flatMap((sign) => sign.boxes)
    return [{ ...fault, text: short(signs.map(({ text }) => text).join(' ')), box: around(boxes) }]
  })
}

/** Text that lies over text of another block or over the page number, behind something, or under a logo. */
export function overlaps(measurement: SlideMeasurement, slide: number): Fault[] {
  const { runs, pictures, pageNumber } = measurement
  const texts = clashes(runs).map(({ upper, lower, box }) => ({
    ...faultOf('overlap', slide, upper, `overlaps “${short(lower.text)}”`, Math.min(box.widthPx, box.heightPx)),
    box,
  }))
  const logos = pictures.filter(({ element, background }) => !background && /^(?:header|footer)\b/.test(element))
  const others = worstPerBlock(measurement, (run) => {
    if (run.cut !== undefined || run.role === 'formula' || run.role === 'drawn') return []
    if (run.covered !== undefined) return [faultOf('overlap', slide, run, `is hidden behind ${run.covered}`, 1)]
    if (run.role === 'furniture') return []
    const meets = (box: Box): boolean => (run.inks ?? []).some((ink) => isShared(ink, box))
    const logo = logos.find(({ box }) => meets(box))
    if (logo !== undefined) {
      const where = logo.element.startsWith('header') ? 'header' : 'footer'
      return [faultOf('overlap', slide, run, `overlaps the image in the ${where}`, 1)]
    }
    return pageNumber !== undefined && meets(pageNumber)
      ? [faultOf('overlap', slide, run, 'overlaps the page number', 1)]
      : []
  })
  return [...texts, ...others]
}

/** Words that go on in the next line without a hyphen. */
export function brokenWords(measurement: SlideMeasurement, slide: number): Fault[] {
  return worstPerBlock(measurement, (run) =>
    run.broken === undefined || run.cut !== undefined
      ? []
      : [{ ...faultOf('word-broken', slide, run, 'broken across lines without a hyphen', 1), text: short(run.broken) }],
  )
}

/** Emphasised words that look like all others. */
export function lostWords(measurement: SlideMeasurement, slide: number): Fault[] {
  return worstPerBlock(measurement, (run) =>
    run.lost === undefined || run.cut !== undefined
      ? []
      : [faultOf('contrast', slide, run, 'emphasised, but looks the same as the text around it', 1)],
  )
}

/** Text with less contrast than WCAG 2.2 AA asks for: 4.5:1, and 3:1 from 24 px on, or 18.66 px when it is bold. */
export function paleTexts(measurement: SlideMeasurement, slide: number, { furniture = 4.5 } = {}): Fault[] {
  return worstPerBlock(measurement, (run) => {
    const ratio = contrastOf(run)
    // What is cut off is told as that, and a sign between words is no word.
    if (ratio === undefined || run.cut !== undefined || !/[\p{L}\p{N}]/u.test(run.text)) return []
    const isLarge = run.fontPx >= 24 || (run.bold && run.fontPx >= 18.66)
    const wanted = isLarge ? 3 : run.role === 'furniture' ? furniture : 4.5
    // 4.47 is 4.5 to every eye.
    if (ratio >= wanted - 0.05) return []
    return [faultOf('contrast', slide, run, `${ratio.toFixed(1)}:1 (minimum ${wanted}:1)`, wanted - ratio)]
  })
}

/** The worst fault of each block: a line of code is thirty texts, and one thing to mend. */
function worstPerBlock({ runs }: SlideMeasurement, look: (run: TextRun) => readonly Fault[]): Fault[] {
  const worst = new Map<number, Fault>()
  // Of faults that are as good as equal, the first: that is where people look.
  for (const run of runs)
    for (const fault of look(run)) if (fault.by > (worst.get(run.block)?.by ?? 0) * 1.02) worst.set(run.block, fault)
  return [...worst.values()]
}

/** Contrast of a text with what is behind it; `undefined` when its colour is not known. */
function contrastOf({ color, alpha, behind }: TextRun): number | undefined {
  if (color === undefined || behind === undefined) return undefined
  const [red, green, blue] = color.map((part, index) => part * alpha + (behind[index] ?? 0) * (1 - alpha))
  return contrast(lightOf([red ?? 0, green ?? 0, blue ?? 0]), lightOf(behind))
}

function lightOf([red, green, blue]: Rgb): [number, number, number] {
  return [linear(red / 255), linear(green / 255), linear(blue / 255)]
}

function faultOf(kind: Fault['kind'], slide: number, run: TextRun, what: string, by: number): Fault {
  return {
    kind,
    slide,
    element: run.element,
    below: run.below,
    text: short(run.text),
    box: around(run.boxes),
    what,
    by,
  }
}

/** The smallest rectangle around all lines of a text. */
export function around(boxes: readonly Box[]): Box {
  const left = Math.min(...boxes.map(({ xPx }) => xPx))
  const top = Math.min(...boxes.map(({ yPx }) => yPx))
  const right = Math.max(...boxes.map(({ xPx, widthPx }) => xPx + widthPx))
  const bottom = Math.max(...boxes.map(({ yPx, heightPx }) => yPx + heightPx))
  return { xPx: left, yPx: top, widthPx: right - left, heightPx: bottom - top }
}

function short(text: string): string {
  const line = text.replace(/\s+/g, ' ')
  return line.length <= 40 ? line : `${line.slice(0, 39)}…`
}

function round(value: number): number {
  return Math.round(value * 10) / 10
}
