import { element } from '../element.js'
import { root } from '../page.js'
import { splitFonts } from './fontRules.js'
import { addressesIn } from './pictures.js'

/** The deck's CSS in the page. */
export interface DeckStyle {
  /** Addresses that `css` has and the CSS in the page has not, but for those of fonts. */
  newAddresses(css: string): readonly string[]
  /** Puts other CSS in its place. Fonts that are the same are not loaded again, so text does not jump. */
  replace(css: string): void
}

/**
 * Takes hold of the deck's style element, the first of the head, and keeps its fonts in one of their own. To be called
 * while the head is being parsed: no font is in use yet.
 */
export function holdDeckStyle(): DeckStyle | undefined {
  const rest = root.querySelector<HTMLStyleElement>(':scope > head > style')
  if (rest === null) return undefined
  const fonts = element('style')
  rest.before(fonts)
  const write = (to: HTMLElement, text: string): void => {
    if (to.textContent !== text) to.textContent = text
  }
  const replace = (css: string): void => {
    const parts = splitFonts(css)
    write(fonts, parts.fonts)
    write(rest, parts.rest)
  }
  replace(rest.textContent)
  return {
    replace,
    newAddresses: (css) => {
      const known = new Set(addressesIn(rest.textContent))
      return addressesIn(splitFonts(css).rest).filter((address) => !known.has(address))
    },
  }
}
