import { element } from './element.js'

/** The screen in one colour, so that people look at the speaker. */
export interface Blank {
  /** Shows the colour, changes to it, or takes it away when it is the one shown. Gives the colour that shows now. */
  toggle(colour: 'black' | 'white'): 'black' | 'white' | undefined
  /** True when there was something to clear. */
  clear(): boolean
}

/** Adds the blank screen, hidden, to the interface. A click or a tap clears it. */
export function buildBlank(container: HTMLElement): Blank {
  const cover = element('div', { id: 'lectern-blank' })
  cover.hidden = true
  container.prepend(cover)
  const clear = (): boolean => {
    const was = !cover.hidden
    cover.hidden = true
    return was
  }
  cover.addEventListener('click', clear)
  return {
    toggle: (colour) => {
      const same = !cover.hidden && cover.dataset.colour === colour
      cover.dataset.colour = colour
      cover.hidden = same
      return same ? undefined : colour
    },
    clear,
  }
}
