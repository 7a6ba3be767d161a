import type { Token } from '../engine/markdownIt.js'
import { classesOf, textOf, widthOf } from './slideWords.js'

/** How much larger text is set on a slide of little, some and much text: `--grow` in the base of the packs. */
const grows = {
  slide: { little: 1.3, some: 1.12, much: 1 },
  columns: { little: 1.4, some: 1.2, much: 1 },
} as const

/** Pixels of a slide: room below a heading of one line, size of the text, space between items and between blocks. */
const room = { height: 430, width: 1120, gap: 72, text: 32, item: 14, block: 30, line: 1.42, heading: 53 } as const

/** Width of a letter, as a share of the type's size. A little wider than it is in most fonts. */
const letter = 0.53

/**
 * Whether the text of a slide fits when it is set in the size for so much text, by an estimate. Only for slides that are text in one
 * piece or in columns: other layouts have sizes of their own.
 */
export function fits(slide: readonly Token[], amount: 'little' | 'some' | 'much'): boolean {
  const classes = classesOf(slide[0])
  const starts = slide.filter(isColumn).length
  if (classes.some((name) => !plain.has(name)) || (starts === 0 && classes.some((name) => columned.has(name))))
    return false
  const size = room.text * grows[starts > 0 ? 'columns' : 'slide'][amount]
  const count = Math.max(starts, 1)
  const width = (room.width - (count - 1) * room.gap) / count
  let height = 0
  let tallest = 0
  let extra = 0
  for (const [index, token] of slide.entries()) {
    const before = slide[index - 1]
    if (isColumn(token)) height = 0
    if (token.type !== 'inline') continue
    const text = widthOf(textOf(token.children ?? []))
    const breaks = (token.children ?? []).filter(({ type }) => /^(?:hard|soft)break$/.test(type)).length
    const linesAt = (px: number, wide: number): number => breaks + Math.max(1, Math.ceil((text * px * letter) / wide))
    const isTitle = before?.type === 'heading_open' && before.tag < 'h3'
    if (isTitle) extra += (linesAt(50, room.width) - 1) * room.heading
    else if (before?.type === 'heading_open') height += linesAt(size * 1.15, width) * size * 1.4 + 22
    else {
      const isItem = slide[index - 2]?.type === 'list_item_open'
      height += linesAt(size, Math.min(width - (isItem ? 44 : 0), isItem ? width : size * 31)) * size * room.line
      height += isItem ? room.item : room.block
    }
    tallest = Math.max(tallest, height)
  }
  return tallest - room.item <= room.height - extra
}

const isColumn = ({ type }: Token): boolean => type === 'lectern_column_open'

/** Classes of slides whose text is set in the sizes above. */
const columned = new Set(['split', 'compare', 'thirds'])
const plain = new Set([...columned, 'invert'])
