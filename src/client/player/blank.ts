import { element } from '../dom/element.js'

/** The screen in one colour, so that people look at the speaker. */
export interface Blank {
  /** Shows the colour; empty for the slide. */
  show(colour: '' | 'black' | 'white'): void
}

/** Adds the blank screen, hidden, to the interface. `clicked` is told of a click or a tap on it. */
export function buildBlank(container: HTMLElement, clicked: () => void): Blank {
  const cover = element('div', { id: 'lectern-blank' })
  cover.hidden = true
  container.prepend(cover)
  cover.addEventListener('click', clicked)
  return {
    show: (colour) => {
      if (colour !== '') cover.dataset.colour = colour
      if (cover.hidden !== (colour === '')) cover.hidden = colour === ''
    },
  }
}
