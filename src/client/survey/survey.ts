// The ruler: runs in a page where every slide has its full size, sheet under sheet, and says what there is to see. It
// judges nothing; that is done where no browser is needed.
import type { SlideSurvey } from '../../model/survey.js'
import { root } from '../page.js'
import { measureRuns } from './runs.js'

/** Measures the slides at these 0-based positions of the document. */
export function survey(from: number, to: number): SlideSurvey[] {
  return slidesOf().slice(from, to).map(measure)
}

function measure(slide: Element): SlideSurvey {
  const content =
    slide.querySelector('section[data-marpit-advanced-background="content"]') ??
    slide.querySelector('div.marpit section')
  if (!(content instanceof HTMLElement)) return { classes: '', runs: [] }
  slide.scrollIntoView({ behavior: 'instant' })
  const classes = [...content.classList].join(' ')
  return { classes, runs: measureRuns(slide, content) }
}

/** Shows the deck light or dark, as the player's switch does, and lets every element be pointed at. */
export function prepare(scheme: 'light' | 'dark'): void {
  root.style.colorScheme = scheme
  addStyle('*, ::before, ::after { pointer-events: auto !important }')
}

/** Lets letters vanish for a picture of what is behind them, and come back. Shadows stay: they help to read. */
export function hideText(hidden: boolean): void {
  addStyle(
    hidden
      ? '*, ::before, ::after, ::marker { -webkit-text-fill-color: transparent !important; -webkit-text-stroke: 0 !important; text-decoration-color: transparent !important } svg text, svg text * { fill: transparent !important; stroke: none !important }'
      : '',
    'letters',
  )
}

function addStyle(css: string, name = 'basis'): void {
  const known = root.querySelector(`:scope > style[data-lectern-survey="${name}"]`)
  const style = known ?? root.appendChild(Document.prototype.createElement.call(document, 'style'))
  style.setAttribute('data-lectern-survey', name)
  style.textContent = css
}

/** Where a slide stands in the document, for pictures of it. */
export function slideBox(index: number): { xPx: number; yPx: number; widthPx: number; heightPx: number } | undefined {
  const box = slidesOf()[index]?.getBoundingClientRect()
  const { scrollX, scrollY } = window
  return box && { xPx: box.left + scrollX, yPx: box.top + scrollY, widthPx: box.width, heightPx: box.height }
}

function slidesOf(): Element[] {
  return [...root.querySelectorAll(':scope > body > main > .lectern-slide')]
}
