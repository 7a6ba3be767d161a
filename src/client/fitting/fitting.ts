import { fonts } from '../dom/page.js'
import type { SlideView } from '../player/slides.js'

// Marp's fitting elements measure themselves when they have a box and forget it when they lose it. A printed page lays
// slides out without giving them the time to measure, so slides with such elements keep an invisible box once they had
// the time. Text that shrinks keeps its size without a box, once that is known. All other slides have none, which is what keeps
// large decks fast.

/** Gives boxes to those of the slides that need one, a few at a time while nothing else is to do; then calls `done`. */
export function keepFittingBoxes(slides: readonly SlideView[], done: () => void): void {
  const waiting = slides.filter(({ section }) => section.querySelector(`${scaled}, [data-lectern-fit]`))
  const measured = waiting.filter(({ section }) => section.querySelector(scaled) === null)
  const some = (): void => {
    for (const { section } of waiting.splice(0, atOnce)) section.dataset.kept = ''
    // Two frames: one to measure, one to draw what was measured.
    if (waiting.length === 0)
      requestAnimationFrame(() =>
        requestAnimationFrame(() => {
          void fonts.ready.then(() => {
            for (const { section } of measured) delete section.dataset.kept
          })
          done()
        }),
      )
    else whenIdle(some)
  }
  whenIdle(some)
}

/** Safari has no idle callback. */
function whenIdle(work: () => void): void {
  if (typeof requestIdleCallback === 'function') requestIdleCallback(work, { timeout: 500 })
  else setTimeout(work, 50)
}

const atOnce = 8
const scaled = '[data-auto-scaling], marp-auto-scaling'
