// A slide of an included file names its files from the folder of that file. Pages and loading know one folder, the deck's.
import { fileMark } from '../model/deck.js'
import type { SlideFacts } from '../model/facts.js'
import { partAt } from '../model/origin.js'
import type { Source } from '../model/source.js'
import { addressOf } from './sanitize/address.js'
import type { FoundFile } from './sanitize/findings.js'

/** True when some of a deck's text stands in another folder than the deck. */
export function hasFolders({ parts }: Pick<Source, 'parts'>): boolean {
  return parts.some(({ folder }) => folder !== '')
}

/** The folder, seen from the deck's, that an address counts from which is written on a line (1-based); empty: the deck's own. */
export function folderOf(source: Pick<Source, 'parts'>, line: number, written: string): string {
  const part = partAt(source, line)
  if (part === undefined || part.folder === '') return ''
  return part.fromDeck?.includes(decoded(written)) === true ? '' : part.folder
}

/** The same file, named from the deck's folder. `folder`: where its address counts from, seen from there. */
export function rebaseFile(file: FoundFile, folder: string): FoundFile {
  if (folder === '' || file.from !== 'deck') return file
  const address = file.key.slice('deck:'.length)
  return { ...file, key: `deck:${joined(folder, address)}`, path: joined(folder, file.path) }
}

/** A slide's HTML with the marks of its files renamed, and its links to files rewritten alike. `keys`: old key → new key. */
export function rebaseHtml(
  html: string,
  keys: ReadonlyMap<string, string>,
  folderOfLink: (written: string) => string,
): string {
  const marks = new RegExp(`${fileMark.open}(deck:[^${fileMark.close}]*)${fileMark.close}`, 'g')
  return html
    .replace(marks, (_, key: string) => {
      const renamed = keys.get(unescaped(key))
      return `${fileMark.open}${renamed === undefined ? key : escaped(renamed)}${fileMark.close}`
    })
    .replace(/(<a (?:[^>"]*"[^"]*")*? ?href=")([^"#?][^"]*)"/g, (whole, before: string, written: string) => {
      const href = unescaped(written)
      const rebased = rebaseLink(href, folderOfLink)
      return rebased === href ? whole : `${before}${escaped(rebased)}"`
    })
}

/** The facts of a slide whose HTML is rebased. */
export function rebaseFacts(
  facts: SlideFacts,
  keys: ReadonlyMap<string, string>,
  folderOfLink: (written: string) => string,
): SlideFacts {
  return {
    ...facts,
    links: facts.links.map((href) => rebaseLink(href, folderOfLink)),
    files: facts.files.map((key) => keys.get(key) ?? key),
  }
}

function rebaseLink(href: string, folderOfLink: (written: string) => string): string {
  if (/^[#?/]/.test(href) || addressOf(href).kind !== 'local') return href
  return joined(encodeURI(folderOfLink(href)), href)
}

/** CSS with its local addresses named from the deck's folder. `changed` gets each new address with what it was. */
export function rebaseCss(css: string, folderAt: (written: string) => string, changed: Map<string, string>): string {
  return css.replace(/\burl\(\s*(["']?)([^"'()\n]+?)\1\s*\)/gi, (whole, quote: string, written: string) => {
    if (addressOf(written).kind !== 'local' || /^[/\\]/.test(written)) return whole
    const folder = folderAt(written)
    if (folder === '') return whole
    const address = joined(encodeURI(folder), written)
    changed.set(address, written)
    const mark = quote === '' ? '"' : quote
    return `url(${mark}${address}${mark})`
  })
}

/** Takes `.` and `..` out of a path as far as it stays inside; what leads out keeps its `..` and is refused when it is read. */
function joined(folder: string, path: string): string {
  if (path.startsWith('/') || folder === '') return path
  const parts: string[] = []
  for (const part of `${folder}/${path}`.split('/')) {
    if (part === '.') continue
    if (part === '..' && parts.length > 0 && parts.at(-1) !== '..') parts.pop()
    else parts.push(part)
  }
  return parts.join('/')
}

function escaped(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('"', '&quot;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('\u00a0', '&nbsp;')
}

function unescaped(text: string): string {
  return text.replace(/&(amp|lt|gt|quot|nbsp);/g, (_, name: keyof typeof characters) => characters[name])
}

const characters = { amp: '&', lt: '<', gt: '>', quot: '"', nbsp: '\u00a0' } as const

function decoded(text: string): string {
  try {
    return decodeURI(text)
  } catch {
    return text
  }
}
