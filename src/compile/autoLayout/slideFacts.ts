import type { Token } from '../engine/markdownIt.js'

/** One block of a slide's content. */
export interface Block {
  readonly kind:
    | 'heading'
    | 'text'
    | 'picture'
    | 'pictures'
    | 'list'
    | 'quote'
    | 'callout'
    | 'table'
    | 'chart'
    | 'code'
    | 'column'
    | 'other'
  /** 1 to 6 for headings, else 0. */
  readonly level: number
  /** Letters that are read, ideographs counted twice. */
  readonly letters: number
  readonly text: string
  /** Entries of a list, with those that are nested; none for all else. */
  readonly items: readonly Item[]
  /** True for a numbered list. */
  readonly ordered: boolean
  /** True for a heading that fills its line (`<!-- fit -->`), and for a picture whose author gave its size. */
  readonly sized: boolean
  /** Index of its first token in the slide. */
  readonly from: number
}

/** One entry of a list. */
export interface Item {
  readonly text: string
  /** What it begins with in bold; empty when it does not. */
  readonly bold: string
}

/** What a slide consists of, as far as it decides its layout. */
export interface SlideFacts {
  readonly isFirst: boolean
  readonly isLast: boolean
  readonly blocks: readonly Block[]
  /** Pictures behind the slide, and whether one takes a side of it. */
  readonly backgrounds: number
  readonly hasSideBackground: boolean
}

/** Reads the facts of one slide off its tokens, from the one that opens it to the one that closes it. */
export function slideFacts(slide: readonly Token[], place: { isFirst: boolean; isLast: boolean }): SlideFacts {
  const blocks: Block[] = []
  let backgrounds = 0
  let hasSideBackground = false
  for (let index = 1; index < slide.length - 1; index++) {
    const end = endOfBlock(slide, index)
    const tokens = slide.slice(index, end)
    const block = blockOf(tokens, index)
    for (const words of tokens.flatMap(pictureWords)) {
      if (!words.includes('bg')) continue
      backgrounds += 1
      if (words.some((word) => /^(?:left|right)(?::|$)/.test(word))) hasSideBackground = true
    }
    if (block !== undefined) blocks.push(block)
    index = end - 1
  }
  return { ...place, blocks, backgrounds, hasSideBackground }
}

/** Index behind the block that begins at `start`. */
function endOfBlock(slide: readonly Token[], start: number): number {
  let depth = 0
  for (let index = start; index < slide.length; index++) {
    depth += slide[index]?.nesting ?? 0
    if (depth <= 0) return index + 1
  }
  return slide.length
}

const nothing = { level: 0, letters: 0, text: '', items: [], ordered: false, sized: false } as const

function blockOf(tokens: readonly Token[], from: number): Block | undefined {
  const [open, inline] = tokens
  if (open === undefined || open.hidden || silent.has(open.type)) return undefined
  if (open.type === 'marpit_comment') {
    return open.meta?.lecternComment?.kind === 'column' ? { ...nothing, kind: 'column', from } : undefined
  }
  const text = tokens.map(textOf).join(' ').replace(/\s+/g, ' ').trim()
  const read = { ...nothing, text, letters: lettersIn(text), from }
  switch (open.type) {
    case 'heading_open':
      return { ...read, kind: 'heading', level: Number(open.tag.slice(1)), sized: isFitted(inline) }
    case 'paragraph_open':
      return paragraphOf(inline, read)
    case 'bullet_list_open':
    case 'ordered_list_open':
      return {
        ...read,
        kind: hasOnlyText(tokens) ? 'list' : 'other',
        items: itemsOf(tokens),
        ordered: open.tag === 'ol',
      }
    case 'blockquote_open':
      if (!hasOnlyText(tokens)) return { ...read, kind: 'other' }
      return { ...read, kind: open.attrGet('class') === null ? 'quote' : 'callout' }
    case 'table_open':
      return { ...read, kind: 'table' }
    case 'lectern_chart':
      return { ...read, kind: 'chart' }
    case 'fence':
    case 'code_block':
      return { ...read, kind: 'code' }
    case 'marp_mermaid':
      return { ...read, kind: 'picture' }
    default:
      return { ...read, kind: 'other' }
  }
}

/** Nothing of these is seen as content of the slide. */
const silent = new Set(['front_matter', 'hr', 'marpit_style', 'marpit_slide_open', 'marpit_slide_close'])

function paragraphOf(inline: Token | undefined, read: Omit<Block, 'kind'>): Block | undefined {
  const children = (inline?.children ?? []).filter(isSeen)
  if (children.length === 0) return undefined
  const pictures = children.filter(({ type }) => type === 'image')
  if (pictures.length === 0) return { ...read, kind: children.some(isRaw) ? 'other' : 'text' }
  if (children.length > pictures.length) return { ...read, kind: 'other' }
  const sized = pictures
    .flatMap(pictureWords)
    .some((words) => words.some((word) => /^(?:[wh]|width|height):/.test(word)))
  if (pictures.length > 1) return { ...read, kind: pictures.length <= 4 && !sized ? 'pictures' : 'other' }
  return { ...read, kind: 'picture', sized }
}

/** Backgrounds, comments and blanks take no room. */
function isSeen(token: Token): boolean {
  if (token.type === 'marpit_comment' || /break$/.test(token.type)) return false
  if (token.type === 'text') return token.content.trim() !== ''
  return !(token.type === 'image' && pictureWords(token).some((words) => words.includes('bg')))
}

const isRaw = ({ type }: Token): boolean => type === 'html_inline'

/** Words in the brackets of each picture that Marp takes for itself. */
function pictureWords(token: Token): string[][] {
  if (token.type === 'inline') return (token.children ?? []).flatMap(pictureWords)
  if (token.type !== 'image') return []
  return [(token.meta?.marpitImage?.options ?? []).filter(({ consumed }) => consumed).map(({ content }) => content)]
}

function isFitted(inline: Token | undefined): boolean {
  return (inline?.children ?? []).some(({ type, content }) => type === 'marpit_comment' && content.trim() === 'fit')
}

function hasOnlyText(tokens: readonly Token[]): boolean {
  return tokens.every(
    ({ type, children }) =>
      /^(?:bullet_list|ordered_list|list_item|blockquote|paragraph)_|^inline$|^marpit_comment$/.test(type) &&
      (children ?? []).every((child) => child.type !== 'image' && !isRaw(child)),
  )
}

function itemsOf(tokens: readonly Token[]): Item[] {
  return tokens.flatMap((token, index) => {
    if (token.type !== 'list_item_open') return []
    const inline = tokens.slice(index, index + 3).find(({ type }) => type === 'inline')
    const children = (inline?.children ?? []).filter(({ type, content }) => type !== 'text' || content !== '')
    const end = children.findIndex(({ type }) => type === 'strong_close')
    const bold = children[0]?.type === 'strong_open' && end > 0 ? children.slice(0, end).map(textOf).join('') : ''
    return [{ text: inline === undefined ? '' : textOf(inline), bold }]
  })
}

function textOf(token: Token): string {
  if (token.children !== null && token.children.length > 0) return token.children.map(textOf).join('')
  if (/break$/.test(token.type)) return ' '
  return /^(?:text|code_inline|marp_emoji|marp_unicode_emoji|marp_math_inline)$/.test(token.type) ? token.content : ''
}

function lettersIn(text: string): number {
  return [...text].length + (text.match(/[\u1100-\u11ff\u2e80-\ud7af\uf900-\ufaff\uff00-\uff60]/g)?.length ?? 0)
}
