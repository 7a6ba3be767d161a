import { root } from '../../dom/page.js'
import type { DeckView, SlideView } from '../../player/slides.js'
import type { Talk } from '../../player/talk.js'

/** The deck as a row of thumbnails below the presenter view. */
export interface Strip {
  /** Makes pictures of the slides: nothing in them plays or has the focus. */
  calm(): void
  /** Marks the slide that shows and, when it is another one, brings it into the middle. */
  mark(): void
}

/** Builds it. Whoever looks for a slide by scrolling is left alone until the talk moves or the row changes its size. */
export function buildStrip({ deck, place }: Talk): Strip {
  let marked: SlideView | undefined
  new ResizeObserver(() => centre(deck, marked)).observe(deck.main)
  return {
    calm: () => {
      marked = undefined
      for (const slide of deck.slides) calmSlide(slide)
    },
    mark: () => {
      const now = deck.slides[place().slide]
      if (now === undefined) return
      // The player has just made it its own again.
      calmSlide(now)
      for (const old of deck.main.querySelectorAll('.lectern-thumb[aria-current=true]'))
        old.setAttribute('aria-current', 'false')
      now.section.querySelector(':scope > .lectern-thumb')?.setAttribute('aria-current', 'true')
      if (marked !== now) centre(deck, now)
      marked = now
    },
  }
}

function calmSlide({ content }: SlideView): void {
  content.inert = true
  for (const media of content.querySelectorAll<HTMLMediaElement>('video, audio')) media.pause()
}

function centre({ main }: DeckView, slide: SlideView | undefined): void {
  if (slide === undefined || root.dataset.view !== 'presenter') return
  const { left, width } = slide.section.getBoundingClientRect()
  const off = left + width / 2 - innerWidth / 2
  if (Math.abs(off) > 1) main.scrollLeft += off
}
