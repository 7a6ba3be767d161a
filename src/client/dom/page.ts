// Everything the player uses of `document` and `window` by name, taken once while the head is being parsed. A deck may
// contain `<img name="querySelector">` or `<a id="addEventListener">`, and such names hide the real thing: on `document`
// for every member, on `window` for what it inherits from EventTarget. Nothing of the author exists yet at this point,
// so what is kept here is the browser's own. Elements do not have the problem: below `root` all calls are safe.

/** The `<html>` element. */
export const root: HTMLElement = document.documentElement

export const createElement = document.createElement.bind(document)
export const createElementNS = document.createElementNS.bind(document)
export const onDocument = document.addEventListener.bind(document)
export const onWindow = window.addEventListener.bind(window)

/** The topmost element at a point of the window. */
export const elementFromPoint = document.elementFromPoint.bind(document)

/** Leaves full screen; absent where the browser has none. */
export const exitFullscreen: (() => Promise<void>) | undefined = document.exitFullscreen?.bind(document)

/** The fonts of the page. Its `ready` is another promise each time that loading begins, so it is asked when needed. */
export const fonts: FontFaceSet = document.fonts

/** Changes the page with a transition; absent where the browser has none. */
export const startViewTransition: ((update: () => void) => ViewTransition) | undefined =
  document.startViewTransition?.bind(document)
