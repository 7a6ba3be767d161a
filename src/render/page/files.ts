import { fileMark } from '../../model/deck.js'
import { escapeAddress } from './escape.js'

/**
 * Puts addresses where a slide's HTML has file marks. A mark stands inside a quoted attribute, so its key has been
 * through an HTML serializer: entities are decoded before `urlOf` is asked.
 */
export function placeFilesInHtml(html: string, urlOf: (key: string) => string): string {
  return html.replace(marks, (_, key: string) => escapeAddress(urlOf(decodeEntities(key))).replaceAll('&', '&amp;'))
}

/** Puts addresses where CSS has file marks. A mark stands inside `url("…")`. */
export function placeFilesInCss(css: string, urlOf: (key: string) => string): string {
  return css.replace(marks, (_, key: string) => escapeAddress(urlOf(key)))
}

/** Gives the text of an attribute back as it was before a serializer escaped it. */
export function decodeEntities(text: string): string {
  return text.replace(/&(amp|lt|gt|quot|nbsp|#39);/g, (whole, name: string) => characters[name] ?? whole)
}

const marks = new RegExp(`${fileMark.open}([^${fileMark.close}]*)${fileMark.close}`, 'g')

const characters: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  nbsp: '\u00a0',
  '#39': "'",
}
