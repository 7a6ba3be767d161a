// Where the ink of text is. The rectangles that a browser gives are those of lines, the same for `ace` and for `gypsy`; what is cut off,
// and what touches something else, are letters. The same font on a canvas says how far up and down they reach.

/** One line of a text: its rectangle, its letters and the rectangle that these fill. */
export interface Line {
  readonly rect: DOMRect
  readonly ink: DOMRect
}

/** The lines of a text, and the first word that goes on in the next line without a hyphen, if there is one. */
export function readLines(
  node: Text,
  rects: readonly DOMRect[],
  style: CSSStyleDeclaration,
): { readonly lines: readonly Line[]; readonly broken?: string } {
  const isFlat = style.writingMode === 'horizontal-tb' && !isTurned(node.parentElement)
  if (!isFlat) return { lines: rects.map((rect) => ({ rect, ink: rect })) }
  const [only] = rects
  if (only === undefined || rects.length === 1)
    return { lines: rects.map((rect) => ({ rect, ink: inkOf(node.data, rect, style) })) }
  const texts = rects.map(() => '')
  let broken: string | undefined
  const range = new Range()
  for (const { index, 0: word } of node.data.matchAll(words)) {
    range.setStart(node, index)
    range.setEnd(node, index + word.length)
    const parts = [...range.getClientRects()].filter(({ width }) => width > 0.5)
    for (const part of parts) {
      const line = rects.findIndex((rect) => Math.abs(rect.top - part.top) < 2 && part.left > rect.left - 2)
      texts[line] = `${texts[line] ?? ''}${word} `
    }
    const [first, second] = parts
    if (broken !== undefined || first === undefined || second === undefined) continue
    if (Math.abs(first.top - second.top) < first.height / 2) continue
    const whole = brokenWord(node, index, word, first, style)
    if (whole !== undefined) broken = whole
  }
  return {
    lines: rects.map((rect, index) => ({ rect, ink: inkOf(texts[index] ?? '', rect, style) })),
    ...(broken === undefined ? {} : { broken }),
  }
}

/** What stands between spaces. */
const words = /\S+/gu

/** Letters before and after the break that belong together, and no hyphen between them: the word. */
function brokenWord(
  node: Text,
  from: number,
  word: string,
  line: DOMRect,
  style: CSSStyleDeclaration,
): string | undefined {
  const range = new Range()
  let end = 0
  let width = 0
  for (; end < word.length; end++) {
    range.setStart(node, from + end)
    range.setEnd(node, from + end + 1)
    const { top, height, width: own } = range.getBoundingClientRect()
    if (top > line.top + line.height / 2 && height > 0) break
    width += own
  }
  const [before, after] = [word.slice(0, end), word.slice(end)]
  if (!/[\p{L}\p{N}]$/u.test(before) || !/^[\p{L}\p{N}]/u.test(after) || spaceless.test(before + after))
    return undefined
  // A hyphen that the browser adds has a width, and no character.
  const isHyphenated = style.hyphens === 'auto' && line.width > width + line.height * 0.1
  return isHyphenated ? undefined : word.replace(/^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$/gu, '')
}

/** Writing that breaks between any two signs. */
const spaceless = /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Thai}\p{sc=Lao}\p{sc=Khmer}\p{sc=Myanmar}]/u

function inkOf(text: string, rect: DOMRect, style: CSSStyleDeclaration): DOMRect {
  const shown = style.textTransform === 'uppercase' ? text.toUpperCase() : text
  const key = `${style.fontStyle} ${style.fontWeight} ${style.fontFamily} ${signsOf(shown)}`
  let reach = known.get(key)
  if (reach === undefined) {
    pen ??= new OffscreenCanvas(1, 1).getContext('2d')
    if (pen === null) return rect
    pen.font = `${style.fontStyle} ${style.fontWeight} 100px ${style.fontFamily}`
    const sizes = pen.measureText(shown.trim())
    const whole = sizes.fontBoundingBoxAscent + sizes.fontBoundingBoxDescent
    reach = [
      (sizes.fontBoundingBoxAscent - sizes.actualBoundingBoxAscent) / whole,
      (sizes.fontBoundingBoxDescent - sizes.actualBoundingBoxDescent) / whole,
    ]
    known.set(key, reach)
  }
  const [above, below] = reach
  return new DOMRect(
    rect.left,
    rect.top + above * rect.height,
    rect.width,
    Math.max(1, rect.height * (1 - above - below)),
  )
}

/** Texts of the same signs reach as far. */
function signsOf(text: string): string {
  return text.length > 40 ? [...new Set(text)].sort().join('') : text
}

/** True when an element stands aslant: the rectangle around it is larger than itself, and says nothing of what it touches. */
export function isAslant(element: Element | null): boolean {
  for (let at = element; at !== null && at.localName !== 'section'; at = at.parentElement) {
    const { transform, rotate } = getComputedStyle(at)
    const [, a = '1', b = '0'] = /^matrix\(([^,]+), ([^,]+),/.exec(transform) ?? []
    if (Math.abs(Number(a) * Number(b)) > 0.001) return true
    if (rotate !== 'none' && Number.parseFloat(rotate) % 90 !== 0) return true
  }
  return false
}

/** True when something turns or slants an element. */
export function isTurned(element: Element | null): boolean {
  for (let at = element; at !== null && at.localName !== 'section'; at = at.parentElement) {
    const { transform, rotate } = getComputedStyle(at)
    if (rotate !== 'none' || /^matrix\([^,]+, (?!-?0,)/.test(transform)) return true
  }
  return false
}

let pen: OffscreenCanvasRenderingContext2D | null | undefined
const known = new Map<string, readonly [above: number, below: number]>()
