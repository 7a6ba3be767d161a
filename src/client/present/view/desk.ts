import { root } from '../../dom/page.js'
import type { PresenterView } from './view.js'

/** The speaker's view in the place of the player, while this window is the speaker's. */
export interface Desk {
  readonly isOpen: boolean
  /** Opens or closes it; true when it was not so before. */
  set(open: boolean): boolean
}

/** Builds it, closed. The clock and the timer go while it is open. */
export function buildDesk(view: PresenterView): Desk {
  let isOpen = false
  let ticking = 0
  return {
    get isOpen() {
      return isOpen
    },
    set: (open) => {
      if (open === isOpen) return false
      isOpen = open
      clearInterval(ticking)
      if (open) {
        root.dataset.view = 'presenter'
        view.mount()
        ticking = setInterval(view.tick, tickMs)
      } else {
        delete root.dataset.view
        view.unmount()
      }
      return true
    },
  }
}

/** How often the clock and the timer are looked at. */
const tickMs = 250
