import { elementFromPoint, onDocument, onWindow, root } from '../dom/page.js'
import { openMemory } from '../present/memory.js'
import type { Place } from './place.js'
import { hideOthers, showSteps } from './stage.js'
import type { Talk } from './talk.js'

/** The slides one below the other, each as wide as the window and complete: for a phone that is held upright. */
export interface Reading {
  isOpen(): boolean
  toggle(): void
  /** True when there was something to close. */
  close(): boolean
  /** The talk is there now: scrolls to it, unless that is where the reader has scrolled. */
  moved(to: Place): void
  /** Opens it where it was left open, in a window that is higher than wide. */
  begin(): void
}

/** Builds it, closed. `button` is the one that opens it. Scrolling moves the talk: address and counter keep up. */
export function buildReading(talk: Talk, button: Element | null): Reading {
  const memory = openMemory('browser')
  /** Where we have scrolled to, which is nothing that a reader did. The browser goes there by itself, too, give or take a margin. */
  let own = 0
  let width = 0
  const isOpen = (): boolean => root.dataset.view === 'reading'
  const bring = (slide: number): void => {
    talk.deck.slides[slide]?.section.scrollIntoView()
    own = scrollY
    width = innerWidth
  }
  const set = (open: boolean): void => {
    if (open) root.dataset.view = 'reading'
    else delete root.dataset.view
    button?.setAttribute('aria-pressed', String(open))
    memory.set('reading', open)
    hideOthers(talk.deck.slides)
    const { slide, step } = talk.place()
    for (const [index, one] of talk.deck.slides.entries()) if (open || index === slide) showSteps(one, step)
    bring(slide)
  }
  onDocument('scroll', () => {
    if (!isOpen() || Math.abs(scrollY - own) < 12) return
    own = -99
    const slide = slideAtLine(talk)
    if (slide >= 0 && slide !== talk.place().slide) talk.move({ slide, step: 0 })
  })
  // Bars of browsers come and go while somebody scrolls; only turning the phone gives slides another size.
  onWindow('resize', () => {
    if (isOpen() && width !== innerWidth) bring(talk.place().slide)
  })
  const close = (): boolean => {
    if (!isOpen()) return false
    set(false)
    return true
  }
  return {
    isOpen,
    close,
    toggle: () => {
      if (!close()) set(true)
    },
    moved: ({ slide }) => {
      if (isOpen() && slideAtLine(talk) !== slide) bring(slide)
    },
    begin: () => {
      const isUpright = innerHeight > innerWidth
      if (isUpright && root.dataset.role === undefined && memory.get('reading') === true) set(true)
    },
  }
}

/** The slide that is being read: the line goes from the top of the window to its end as the page does. -1 between slides. */
function slideAtLine({ deck }: Talk): number {
  const most = root.scrollHeight - innerHeight
  const line = most > 0 ? (scrollY / most) * (innerHeight - 110) : 0
  const section = elementFromPoint(innerWidth / 2, 10 + line)?.closest('.lectern-slide')
  return deck.slides.findIndex((slide) => slide.section === section)
}
