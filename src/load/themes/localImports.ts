// `@import url("./fonts.css")` in a theme: a browser would load the other style sheet, and a page that is one file cannot. So its
// rules are written in its place. Imports by name (`@import "default"`) are the engine's, and those from the network stay to be told.
import { posix } from 'node:path'
import { decodeText } from '../deck/decodeText.js'
import { openInside } from '../disk/openInside.js'
import { readFrom } from '../disk/readRegular.js'

/** A style sheet that a theme imports. */
export interface ImportedSheet {
  /** Absolute. */
  readonly path: string
  /** Its folder, seen from the theme's: `/` between folders; empty for the theme's own. */
  readonly folder: string
  readonly css: string
}

/** A theme's CSS with the style sheets that it imports, and these. */
export interface Inlined {
  readonly css: string
  readonly sheets: readonly ImportedSheet[]
}

const most = { depth: 8, sheets: 64, bytes: 5 * 1024 * 1024 }
// A comment is matched so that nothing inside of it is.
const imports =
  /\/\*[\s\S]*?\*\/|@import\s+(?:url\(\s*(?:"([^"\n]+)"|'([^'\n]+)'|([^"'()\s]+))\s*\)|"([^"\n]+)"|'([^'\n]+)')([^;{}]*);/gi

/**
 * Writes the rules of imported style sheets below the folder `root` in the place of their import, on one line, so that the lines of
 * everything else stay. What cannot be read stays as it is.
 */
export async function inlineImports(css: string, root: string): Promise<Inlined> {
  const sheets: ImportedSheet[] = []
  let bytes = 0
  const { read, ahead } = readingAhead(root)
  const inline = async (text: string, folder: string, way: readonly string[]): Promise<string> => {
    const found = [...text.matchAll(imports)].filter(([whole]) => !whole.startsWith('/*'))
    ahead(found.map((match) => posix.join(folder, addressIn(match))))
    let done = ''
    let from = 0
    let hasRules = false
    for (const match of found) {
      const rules = await rulesOf(addressIn(match), folder, (match[6] ?? '').trim(), way)
      // The engine heeds an import only before all rules, but for this word of its own.
      const kept = hasRules ? match[0].replace(/^@import\s+(?!url\b)/i, '@import-theme ') : match[0]
      done += text.slice(from, match.index) + (rules ?? kept)
      hasRules ||= rules !== undefined
      from = match.index + match[0].length
    }
    return done + text.slice(from)
  }
  const rulesOf = async (
    address: string,
    folder: string,
    media: string,
    way: readonly string[],
  ): Promise<string | undefined> => {
    const path = posix.join(folder, address)
    // Layers and conditions of support decide more than where the rules stand.
    if (
      !isSheet(address) ||
      /^(?:layer|supports)\b/i.test(media) ||
      way.length > most.depth ||
      sheets.length >= most.sheets
    )
      return undefined
    const sheet = await read(path)
    if (sheet === undefined || sheet.bytes.length > most.bytes - bytes || way.includes(sheet.path)) return undefined
    const decoded = decodeText(sheet.bytes)
    if (!decoded.ok) return undefined
    bytes += decoded.text.length
    const plain = decoded.text.replace(/\/\*[\s\S]*?\*\//g, ' ').replace(/@charset[^;]*;/gi, '')
    const own = posix.dirname(path)
    sheets.push({ path: sheet.path, folder: own === '.' ? '' : own, css: decoded.text })
    const rules = rebased(await inline(plain, own, [...way, sheet.path]), posix.relative(folder, own))
      .replace(/\n/g, ' ')
      .trim()
    return media === '' ? rules : `@media ${media} { ${rules} }`
  }
  return css.includes('@import') ? { css: await inline(css, '.', []), sheets } : { css, sheets }
}

const addressIn = (match: RegExpExecArray): string => match.slice(1, 6).find((group) => group !== undefined) ?? ''

function isSheet(address: string): boolean {
  return /\.css$/i.test(address) && !/^(?:[a-z][a-z0-9+.-]*:|[/\\])/i.test(address)
}

interface ReadSheet {
  /** Absolute, links resolved. */
  readonly path: string
  readonly bytes: Uint8Array
}

/**
 * Reads style sheets side by side: opening one safely waits for the disk half a dozen times, and a pack of ours has forty.
 * They are used one after the other all the same.
 */
function readingAhead(root: string) {
  const known = new Map<string, Promise<ReadSheet | undefined>>()
  const open = async (path: string): Promise<ReadSheet | undefined> => {
    const opened = await openInside(root, path)
    if (!opened.ok) return undefined
    const read = await readFrom(opened.file, most.bytes).finally(() => opened.file.close())
    return read.ok ? { path: opened.path, bytes: read.bytes } : undefined
  }
  const read = (path: string): Promise<ReadSheet | undefined> => {
    const reading = known.get(path) ?? open(path)
    known.set(path, reading)
    return reading
  }
  const ahead = (paths: readonly string[]): void => {
    for (const path of paths) if (isSheet(path) && known.size < most.sheets) read(path).catch(() => undefined)
  }
  return { read, ahead }
}

/** CSS of a folder with its addresses named from another one. */
function rebased(css: string, folder: string): string {
  if (folder === '') return css
  return css.replace(/\burl\(\s*(["']?)([^"'()\n]+?)\1\s*\)/gi, (whole, _quote, address: string) =>
    /^(?:[a-z][a-z0-9+.-]*:|[/\\#])/i.test(address) ? whole : `url("${posix.join(folder, address)}")`,
  )
}
