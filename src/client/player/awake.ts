import { onDocument, root } from '../dom/page.js'

/** The controls, as far as showing and hiding goes. */
export interface Awake {
  /** Shows the controls for a moment. */
  wake(): void
}

/**
 * Marks the root while the mouse moves, and for a moment after: the controls show meanwhile. A finger does not wake
 * them by itself (taps move the talk); where there is no mouse they show once at the beginning, to be known.
 */
export function watchActivity(): Awake {
  let timer = 0
  const wake = (): void => {
    root.dataset.awake = ''
    clearTimeout(timer)
    timer = setTimeout(() => delete root.dataset.awake, restMs)
  }
  const byMouse = ({ pointerType }: PointerEvent): void => {
    if (pointerType !== 'touch') wake()
  }
  onDocument('pointermove', byMouse)
  onDocument('pointerdown', byMouse)
  if (matchMedia('(hover: none)').matches) wake()
  return { wake }
}

const restMs = 2500
