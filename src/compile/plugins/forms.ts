// Which form a layout takes is decided by what is in it: CSS cannot count letters, and what a browser measures comes too late
// and differs between windows. All figures are estimates, on the safe side.
import { contextOf } from '../context.js'
import type { MarkdownIt, MarpitState, Token } from '../engine/markdownIt.js'
import { addStyle, classesOf, longestWord, textOf, widthOf } from './slideWords.js'

/** An entry of a list: its bold beginning, if any, and all of its text. */
interface Entry {
  readonly start: string
  /** When it happened; see `labels.ts`. */
  readonly label: string
  readonly text: string
}

/** Pixels across a slide of 16:9 and of 4:3. */
const rooms = { wide: 1120, narrow: 832 }

/** Width of a letter of running text and of a bold title, of the size of the type. */
const letter = { text: 0.56, bold: 0.64 }

/** The smallest type of entries side by side, in pixels, and the most lines that one may have. */
const least = { px: 28, lines: 8 }

/**
 * Tells a theme that declares its layouts how its first list is made: the custom properties `--lectern-items` (entries),
 * `--lectern-start` and `--lectern-label`
 * (letters of the longest bold beginning, of the longest label) and `--lectern-word` (of the longest word of these), and `data-lectern-form="rows"` where entries
 * side by side would be too narrow for their words.
 */
export function forms(md: MarkdownIt, marpit: MarpitState): void {
  md.core.ruler.push('lectern_forms', (state) => {
    if (state.inlineMode || !contextOf(state.env).hasLayouts(String(marpit.globals.theme ?? 'default'))) return
    const room = marpit.globals.size === '4:3' ? rooms.narrow : rooms.wide
    let slide: Token[] = []
    for (const token of state.tokens) {
      if (token.type === 'marpit_slide_open') slide = []
      slide.push(token)
      if (token.type === 'marpit_slide_close') form(slide, room)
    }
  })
}

function form(slide: readonly Token[], room: number): void {
  const [open] = slide
  const entries = entriesOf(slide)
  if (entries.length === 0) return
  const starts = entries.map(({ start }) => start).filter((start) => start !== '')
  const counts = {
    items: entries.length,
    start: Math.max(0, ...starts.map(widthOf)),
    label: Math.max(0, ...entries.map(({ label }) => widthOf(label))),
    word: Math.max(0, ...(starts.length > 0 ? starts : entries.map(({ text }) => text)).map(longestWord)),
  }
  addStyle(
    open,
    Object.entries(counts)
      .map(([name, count]) => `--lectern-${name}:${count};`)
      .join(''),
  )
  const classes = classesOf(open)
  const isTooNarrow =
    (classes.includes('steps') && !haveRoom(entries, 5, room / entries.length - 64)) ||
    (classes.includes('timeline') && !classes.includes('scale') && !haveRoom(entries, 5, room / entries.length - 28)) ||
    (classes.includes('cycle') && (entries.length > 6 || entries.some(({ text }) => widthOf(text) > 60))) ||
    (classes.includes('map') && (entries.length > 4 || entries.some(({ text }) => longestWord(text) > 13)))
  if (isTooNarrow) open?.attrSet('data-lectern-form', 'rows')
}

/** True when entries have room for their words and lines in boxes of this width beside each other. */
function haveRoom(entries: readonly Entry[], most: number, widthPx: number): boolean {
  return (
    entries.length <= most &&
    entries.every(({ start, text }) => {
      const lines = Math.ceil((widthOf(text) * least.px * letter.text * 1.1) / widthPx)
      const words = [longestWord(start) * letter.bold, longestWord(text) * letter.text]
      return lines <= least.lines && Math.max(...words) * least.px <= widthPx
    })
  )
}

/** Entries of the first list of a slide, with all that is below them. */
function entriesOf(slide: readonly Token[]): Entry[] {
  const first = slide.findIndex(({ type }) => /^(?:bullet|ordered)_list_open$/.test(type))
  const list = slide[first]
  if (list === undefined) return []
  const entries: { start: string; label: string; text: string }[] = []
  for (const token of slide.slice(first + 1)) {
    if (/_list_close$/.test(token.type) && token.level === list.level) break
    if (token.type === 'list_item_open' && token.level === list.level + 1)
      entries.push({ start: '', label: '', text: '' })
    const entry = entries.at(-1)
    if (token.type !== 'inline' || entry === undefined) continue
    const children = token.children ?? []
    const bold = children.findIndex(({ type }) => type === 'strong_close')
    if (entry.text === '' && children[0]?.type === 'strong_open') entry.start = textOf(children.slice(1, bold))
    if (entry.text === '' && children[0]?.type === 'lectern_label_open') entry.label = textOf(children.slice(1, 2))
    entry.text = `${entry.text} ${textOf(children)}`.trim()
  }
  return entries
}
