// A slide is measured with everything shown. What comes later is hidden by `visibility`, which moves nothing, so most steps
// need no second look. Three things can make an earlier step look worse than the last one: CSS that moves content as steps
// come (`[data-lectern-later] { display: none }`, `:has()`), a picture or a coloured box that text relies on and that comes
// later than the text, and code whose lines are pointed at in turn. Only such steps are measured, and only texts that are
// seen otherwise there are judged. The lines of code that stand back are pale on purpose.
import type { SlideMeasurement, StepMeasurement, TextRun } from '../../model/measurement.js'
import { readSteps, type Stepped } from '../player/slides.js'
import { showSteps } from '../player/stage.js'
import { colourOf } from './colours.js'
import { measureTexts } from './runs.js'
import type { Slide } from './spots.js'

/** The steps of a slide that look otherwise than the whole, with the texts of each. */
export function measureSteps(on: Slide, whole: readonly TextRun[]): Pick<SlideMeasurement, 'steps'> {
  const stepped = readSteps(on.content)
  const last = lastOf(stepped)
  if (last === 0) return {}
  const restore = remember(stepped)
  const places = placesOf(on.content)
  const painted = stepped.fragments.flatMap(([part, comes]) => paintersIn(part).map((box) => ({ part, comes, box })))
  const steps: StepMeasurement[] = []
  // Paper shows code as its last stage does, and so it has been measured.
  const seen = new Set([pointedOf(stepped)])
  for (let step = 0; step <= Math.min(last, mostSteps); step++) {
    showSteps(stepped, step)
    const moved = placesOf(on.content) !== places
    const pointed = pointedOf(stepped)
    const missing = painted.filter(({ comes }) => comes > step).map(({ box }) => box)
    const isNew = pointed !== '' && !seen.has(pointed)
    seen.add(pointed)
    if (!moved && !isNew && missing.length === 0) continue
    const { runs, parents } = measureTexts(on)
    const changed = runs.flatMap((run, index) => {
      const touches = parents[index]?.closest('.line.highlighted') != null || missing.some((box) => meets(run, box, on))
      return touches || (moved && isElsewhere(run, whole)) ? [index] : []
    })
    if (changed.length > 0) steps.push({ step, runs, changed })
  }
  restore()
  return steps.length === 0 ? {} : { steps }
}

/** Shows a slide at a step until the function that comes back is called. */
export function showStep(content: HTMLElement, step: number): () => void {
  const stepped = readSteps(content)
  const restore = remember(stepped)
  showSteps(stepped, step)
  return restore
}

function lastOf({ fragments, codes }: Stepped): number {
  return Math.max(0, ...fragments.map(([, step]) => step), ...codes.map(({ from, stages }) => from + stages.length - 1))
}

/** What steps change is put back to the letter: paper shows code as nobody points at it. */
function remember({ fragments, codes }: Stepped): () => void {
  const lines = codes.flatMap(({ block }) => [...block.querySelectorAll('.line')])
  const classes = lines.map((line) => line.className)
  const pointed = codes.map(({ block }) => block.hasAttribute('data-lectern-pointed'))
  const hidden = fragments.map(([part]) => part.getAttribute('aria-hidden'))
  return () => {
    for (const [index, line] of lines.entries()) line.className = classes[index] ?? ''
    for (const [index, { block }] of codes.entries())
      block.toggleAttribute('data-lectern-pointed', pointed[index] === true)
    for (const [index, [part]] of fragments.entries()) {
      part.removeAttribute('data-lectern-later')
      const old = hidden[index]
      if (typeof old === 'string') part.setAttribute('aria-hidden', old)
      else part.removeAttribute('aria-hidden')
    }
  }
}

/** Where everything stands, to be compared. */
function placesOf(content: Element): string {
  return [...content.querySelectorAll('*')]
    .map((element) => {
      const { left, top, width, height } = element.getBoundingClientRect()
      return `${Math.round(left)},${Math.round(top)},${Math.round(width)},${Math.round(height)}`
    })
    .join(' ')
}

/** Which lines of code are pointed at; empty when none is. */
function pointedOf({ codes }: Stepped): string {
  return codes
    .flatMap(({ block }, code) =>
      [...block.querySelectorAll('.line')].flatMap((line, index) =>
        line.classList.contains('highlighted') ? [`${code}:${index + 1}`] : [],
      ),
    )
    .join(' ')
}

/** Boxes of what text may stand on. */
function paintersIn(part: Element): DOMRect[] {
  return [part, ...part.querySelectorAll('*')]
    .filter((element) => {
      if (/^(?:img|video|canvas|svg|iframe)$/.test(element.localName)) return true
      if (element instanceof SVGElement) return false
      const { backgroundImage, backgroundColor } = getComputedStyle(element)
      return backgroundImage !== 'none' || (colourOf(backgroundColor)?.[1] ?? 1) > 0
    })
    .map((element) => element.getBoundingClientRect())
}

function meets({ boxes }: TextRun, box: DOMRect, { frame }: Slide): boolean {
  return boxes.some(({ xPx, yPx, widthPx, heightPx }) => {
    const [left, top] = [frame.left + xPx, frame.top + yPx]
    return left < box.right && left + widthPx > box.left && top < box.bottom && top + heightPx > box.top
  })
}

function isElsewhere(run: TextRun, whole: readonly TextRun[]): boolean {
  const [box] = run.boxes
  return !whole.some(
    ({ text, element, boxes: [other] }) =>
      text === run.text && element === run.element && other?.xPx === box?.xPx && other?.yPx === box?.yPx,
  )
}

/** More than these is a mistake of its own (`too-many-steps`). */
const mostSteps = 40
