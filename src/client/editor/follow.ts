// The cursor and the slide follow each other. The frame and the editor are of one origin and still only send each other
// numbers: what stands in a message is checked on both sides, and so are the window that it comes from and its origin.
import { EditorView, type ViewUpdate } from '@codemirror/view'
import { beginOf, slideAt, slidesInText } from './slidesInText.js'
import { fromOutside } from './view.js'

/** Pause after a key in which the frame does not move the cursor. */
const typingMs = 1_000

export interface Follower {
  /** The editor has changed, or its cursor has moved. */
  updated(update: ViewUpdate): void
  /** Switches following on or off. */
  follow(is: boolean): void
}

/** Lets `view` and the slides in `frame` follow each other. `elsewhere` opens the text that holds a slide. */
export function followSlides(view: EditorView, frame: HTMLIFrameElement, elsewhere: (slide: number) => void): Follower {
  let typedMs = Number.NEGATIVE_INFINITY
  let shown: number | undefined
  let isOn = true

  const go = (slide: number | undefined): void => {
    if (!isOn || slide === undefined || slide === shown) return
    shown = slide
    keepPlace(slide)
    frame.contentWindow?.postMessage({ type: 'lectern-go', slide }, location.origin)
  }
  window.addEventListener('message', ({ data, origin, source }) => {
    if (origin !== location.origin || source !== frame.contentWindow) return
    const said = placeIn(data)
    if (said === undefined) return
    const { slide } = said
    shown = slide
    const { state } = view
    // The frame listens from now on: what was sent to it before is lost.
    if (said.isNew) {
      go(slideAt(state, state.selection.main.head))
      return
    }
    if (!isOn || document.activeElement !== frame || performance.now() - typedMs < typingMs) return
    if (slideAt(state, state.selection.main.head) === slide) return
    const at = beginOf(state, slide)
    if (at === undefined) elsewhere(slide)
    else putCursor(view, at)
  })
  return {
    updated(update) {
      const isTyped = update.docChanged && !update.transactions.some((one) => one.annotation(fromOutside))
      if (isTyped) typedMs = performance.now()
      const isOther = update.startState.field(slidesInText, false) !== update.state.field(slidesInText, false)
      if (update.selectionSet || update.docChanged || isOther)
        go(slideAt(update.state, update.state.selection.main.head))
    },
    follow(is) {
      isOn = is
      shown = undefined
      const { state } = view
      go(slideAt(state, state.selection.main.head))
    },
  }
}

/** Puts the cursor to an offset and shows it; the focus stays where it is. */
export function putCursor(view: EditorView, at: number): void {
  view.dispatch({ selection: { anchor: at }, effects: EditorView.scrollIntoView(at, { y: 'start', yMargin: 60 }) })
}

/** Loaded again, the page is at the same slide. */
function keepPlace(slide: number): void {
  history.replaceState(null, '', `#${slide + 1}`)
}

function placeIn(data: unknown): { readonly slide: number; readonly isNew: boolean } | undefined {
  if (typeof data !== 'object' || data === null) return undefined
  const { type, slide, isNew } = data as Partial<Record<'type' | 'slide' | 'isNew', unknown>>
  if (type !== 'lectern-at' || !Number.isSafeInteger(slide) || Number(slide) < 0) return undefined
  return { slide: Number(slide), isNew: isNew === true }
}
