import { root } from '../dom/page.js'
import { showLines } from './codeLines.js'
import type { Place } from './place.js'
import type { DeckView, SlideView, Stepped } from './slides.js'

/** Shows one place of the deck and hides the rest, from eyes and from assistive technology. */
export function showPlace(deck: DeckView, to: Place): void {
  const old = deck.slides.find(({ section }) => section.hasAttribute('data-current'))
  const current = deck.slides[to.slide]
  if (current === undefined) return
  showSteps(current, to.step)
  if (old === current) return
  if (old !== undefined) {
    delete old.section.dataset.current
    old.content.inert = !isReading()
    // Overview and paper show what a slide comes to.
    for (const code of old.codes) showLines(code, Number.POSITIVE_INFINITY)
    pauseMedia(old)
  }
  current.section.dataset.current = ''
  current.content.inert = false
  startMedia(current)
  for (const near of [deck.slides[to.slide + 1], deck.slides[to.slide - 1]]) decodePictures(near)
}

/** Takes slides out of reach, but for those that are shown; showing a place brings another one back. */
export function hideOthers(slides: readonly SlideView[]): void {
  for (const { section, content } of slides) content.inert = !isReading() && !section.hasAttribute('data-current')
}

/** Shows a slide as it is at a step; `Infinity` is its last, as it is in the reading view. */
export function showSteps({ fragments, codes }: Stepped, at: number): void {
  const step = isReading() ? Number.POSITIVE_INFINITY : at
  for (const code of codes) showLines(code, step)
  for (const [part, comes] of fragments) {
    const later = comes > step
    part.toggleAttribute('data-lectern-later', later)
    if (later) part.setAttribute('aria-hidden', 'true')
    else part.removeAttribute('aria-hidden')
  }
}

function isReading(): boolean {
  return root.dataset.view === 'reading'
}

function pauseMedia({ content }: SlideView): void {
  for (const media of content.querySelectorAll<HTMLMediaElement>('video, audio')) media.pause()
}

/** A browser may refuse to start sound before the first click; the controls are still there. */
function startMedia({ content }: SlideView): void {
  // The presenter view has copies.
  if (root.dataset.view === 'presenter') return
  for (const media of content.querySelectorAll<HTMLMediaElement>('video[autoplay], audio[autoplay]')) {
    media.play().catch(() => undefined)
  }
}

/** Slides that are not shown have no boxes, so their pictures would be decoded, and flash, when they come. */
function decodePictures(slide: SlideView | undefined): void {
  for (const picture of slide?.content.querySelectorAll('img') ?? []) picture.decode().catch(() => undefined)
}
