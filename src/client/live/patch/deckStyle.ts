import { element } from '../../dom/element.js'
import { fonts as pageFonts, root } from '../../dom/page.js'
import { inTime } from '../inTime.js'
import { familiesIn, splitFonts } from './fontRules.js'
import { addressesIn } from './pictures.js'

/** The deck's CSS in the page. */
export interface DeckStyle {
  /** Addresses that `css` has and the CSS in the page has not, but for those of fonts. */
  newAddresses(css: string): readonly string[]
  /** Loads the fonts that `css` brings and that `text` needs, so that no other font is seen meanwhile. */
  loadFonts(css: string, text: string): Promise<void>
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
  let fonts = element('style')
  let coming: HTMLStyleElement | undefined
  rest.before(fonts)
  const write = (to: HTMLElement, text: string): void => {
    if (to.textContent !== text) to.textContent = text
  }
  const replace = (css: string): void => {
    const parts = splitFonts(css)
    if (coming?.textContent === parts.fonts) {
      fonts.remove()
      fonts = coming
    } else coming?.remove()
    coming = undefined
    write(fonts, parts.fonts)
    write(rest, parts.rest)
  }
  replace(rest.textContent)
  return {
    replace,
    loadFonts: async (css, text) => {
      const next = splitFonts(css).fonts
      if (next === fonts.textContent) return
      coming = element('style', {}, next)
      fonts.after(coming)
      const wanted = [...familiesIn(next)].flatMap((family) => [`1em ${family}`, `bold 1em ${family}`])
      await inTime(wanted.map((font) => pageFonts.load(font, text)))
    },
    newAddresses: (css) => {
      const known = new Set(addressesIn(rest.textContent))
      return addressesIn(splitFonts(css).rest).filter((address) => !known.has(address))
    },
  }
}
