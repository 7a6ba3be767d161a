// The ruler: runs in a page where every slide has its full size, sheet under sheet, and says what there is to see. It
// judges nothing; that is done where no browser is needed.
import type { Box, SlideMeasurement, TextRun } from '../../model/measurement.js'
import { root } from '../dom/page.js'
import { gatherFacts } from './facts.js'
import { examineFonts } from './fonts.js'
import { pageNumber } from './generated.js'
import { measurePictures } from './pictures.js'
import { measureTexts } from './runs.js'
import { isShown, type Slide, spotOf } from './spots.js'
import { measureSteps, showStep } from './steps.js'

/** Measures the slides at these 0-based positions of the document; without `colours`, texts have none. */
export async function measureSlides(from: number, to: number, colours = true): Promise<SlideMeasurement[]> {
  const measurements: SlideMeasurement[] = []
  for (const slide of slidesOf().slice(from, to)) measurements.push(await measure(slide, colours))
  // Pictures are taken of places in the document; the window has to stand where it stood.
  window.scrollTo({ top: 0, left: 0, behavior: 'instant' })
  return measurements
}

async function measure(slide: Element, colours: boolean): Promise<SlideMeasurement> {
  const content = contentOf(slide)
  if (content === undefined) return nothing
  slide.scrollIntoView({ behavior: 'instant' })
  const on = { frame: slide.getBoundingClientRect(), content, colours }
  const { runs, nodes, unseen } = measureTexts(on)
  const pictures = await measurePictures(slide, on)
  const number = pageNumber(on)
  return {
    classes: [...content.classList].join(' '),
    runs,
    pictures,
    ...gatherFacts(on),
    ...examineFonts(nodes, on),
    words: countWords(runs, nodes),
    blank:
      runs.every(({ role }) => role === 'furniture') &&
      pictures.length === 0 &&
      ![...content.querySelectorAll(drawing)].some(isShown),
    unseen,
    ...(number === undefined ? {} : { pageNumber: number }),
    ...fitOf(on),
    ...(isPaper() ? {} : measureSteps(on, runs)),
  }
}

/** On paper, everything has come. */
function isPaper(): boolean {
  return matchMedia('print').matches
}

function contentOf(slide: Element): HTMLElement | undefined {
  const content =
    slide.querySelector('section[data-marpit-advanced-background="content"]') ??
    slide.querySelector('div.marpit section')
  return content instanceof HTMLElement ? content : undefined
}

/** What `shrink.ts` has written on the slide, and the first block that is too low. */
function fitOf(on: Slide): Pick<SlideMeasurement, 'fit'> {
  const { content, frame } = on
  const { lecternScale, lecternBeyond } = content.dataset
  if (lecternScale === undefined) return {}
  const scale = Number(lecternScale) / 100
  const blocks = [...content.querySelectorAll('p, li, h1, h2, h3, h4, h5, h6, pre, marp-pre, tr, blockquote')]
  const lowest = frame.bottom - Number.parseFloat(getComputedStyle(content).paddingBottom)
  const first = blocks.find(
    (block) => block.closest('header, footer') === null && block.getBoundingClientRect().bottom > lowest + 1,
  )
  const lineHeight = Number.parseFloat(getComputedStyle(first ?? blocks[0] ?? content).lineHeight) || 40
  // What is only too wide is no matter of lines.
  const linesOver = first === undefined ? 0 : Math.ceil(Number(lecternBeyond ?? 0) / (lineHeight * scale))
  return { fit: { scale, linesOver, ...(first === undefined ? {} : { first: spotOf(first, on) }) } }
}

const drawing = 'svg, img, video, audio, canvas, hr, table, iframe'

const nothing: SlideMeasurement = {
  classes: '',
  runs: [],
  pictures: [],
  headings: [],
  links: [],
  codes: [],
  moving: [],
  emptySlots: [],
  fallbacks: [],
  tofu: [],
  words: 0,
  blank: true,
  unseen: '',
}

/** Words as people count them; a character is a word where writing knows no spaces. */
function countWords(runs: readonly TextRun[], nodes: readonly Text[]): number {
  return runs.reduce((sum, { role }, index) => {
    if (role === 'furniture' || role === 'drawn' || role === 'formula') return sum
    const text = nodes[index]?.data ?? ''
    const spaceless = /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Thai}\p{sc=Lao}\p{sc=Khmer}\p{sc=Myanmar}]/u
    if (spaceless.test(text)) return sum + segmentsIn(text)
    return sum + (text.match(/[\p{L}\p{N}][\p{L}\p{N}\p{M}'’.,:-]*/gu)?.length ?? 0)
  }, 0)
}

/** Words of a writing without spaces. Particles and endings of Japanese hang on the word before them, as in reading. */
function segmentsIn(text: string): number {
  const words = [...new Intl.Segmenter(undefined, { granularity: 'word' }).segment(text)]
  return words.filter(({ isWordLike, segment }) => isWordLike && !/^\p{sc=Hiragana}{1,2}$/u.test(segment)).length
}

/** Shows the deck light or dark, as the player's switch does, and lets every element be pointed at. */
export function prepare(scheme: 'light' | 'dark'): void {
  root.style.colorScheme = scheme
  addStyle(
    '*, ::before, ::after { pointer-events: auto !important } [data-lectern-later] { visibility: hidden !important }',
  )
}

/**
 * Lets letters vanish for a picture of what is behind them, and come back; with `shadows`, theirs stay. Says whether any of them has one.
 */
export function hideText(hidden: boolean, shadows = false): boolean {
  const shadowless = shadows ? '' : '; text-shadow: none !important'
  const hasShadow = hidden && [...root.querySelectorAll('*')].some((one) => getComputedStyle(one).textShadow !== 'none')
  addStyle(
    hidden
      ? `*, ::before, ::after, ::marker { -webkit-text-fill-color: transparent !important; -webkit-text-stroke: 0 !important; text-decoration-color: transparent !important${shadowless} } svg text, svg text * { fill: transparent !important; stroke: none !important }`
      : '',
    'letters',
  )
  return hasShadow
}

function addStyle(css: string, name = 'basis'): void {
  const known = root.querySelector(`:scope > style[data-lectern-measure="${name}"]`)
  const style = known ?? root.appendChild(Document.prototype.createElement.call(document, 'style'))
  style.setAttribute('data-lectern-measure', name)
  style.textContent = css
}

/** Shows a slide at a step, for a picture of it; without one, as it was. */
export function turnTo(index: number, step?: number): void {
  turnBack()
  const slide = slidesOf()[index]
  const content = slide && contentOf(slide)
  turnBack = step === undefined || content === undefined ? () => {} : showStep(content, step)
}

let turnBack = (): void => {}

/**
 * Where a slide stands in the document, for a picture of it. Scrolls to the top: the browser counts pictures of what is in
 * the window from the window's corner, and all others from the document's.
 */
export function slideBox(index: number): Box | undefined {
  window.scrollTo({ top: 0, left: 0, behavior: 'instant' })
  const box = slidesOf()[index]?.getBoundingClientRect()
  return box && { xPx: box.left, yPx: box.top, widthPx: box.width, heightPx: box.height }
}

function slidesOf(): Element[] {
  return [...root.querySelectorAll(':scope > body > main > .lectern-slide')]
}
