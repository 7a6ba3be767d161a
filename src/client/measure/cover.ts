import { colourOf } from './colours.js'

/** What lies over a line of text, as people call it; `undefined` when nothing does. Asked at three places of its ink. */
export function coverOf(parent: Element, ink: DOMRect, content: HTMLElement): string | undefined {
  const y = (ink.top + ink.bottom) / 2
  const ends = (top: Element | null): boolean =>
    top === null || !content.contains(top) || top.contains(parent) || parent.contains(top)
  for (const share of ink.width < 60 ? [0.5] : [0.08, 0.5, 0.92]) {
    const x = ink.left + ink.width * share
    // Usually it is the text's own element that lies on top, which is known in a fraction of the time of the whole pile.
    if (ends(document.elementFromPoint(x, y))) continue
    for (const top of document.elementsFromPoint(x, y)) {
      if (ends(top)) break
      if (paints(top) || generatesAt(top, x, y)) return nameOf(top)
    }
  }
  return undefined
}

function paints(element: Element): boolean {
  if (/^(?:img|video|canvas|iframe)$/.test(element.localName)) return true
  // Lines and letters of a drawing have their own order.
  if (element instanceof SVGElement) return false
  const { backgroundColor, backgroundImage, opacity } = getComputedStyle(element)
  return Number(opacity) > 0.2 && (backgroundImage !== 'none' || (colourOf(backgroundColor)?.[1] ?? 0) > 0.2)
}

/** True where an element is met outside of its box, and what it generates there has a colour. */
function generatesAt(element: Element, x: number, y: number): boolean {
  const { left, right, top, bottom } = element.getBoundingClientRect()
  if (x >= left && x <= right && y >= top && y <= bottom) return false
  return ['::before', '::after'].some((name) => {
    const { content, display, position, backgroundColor, backgroundImage, opacity } = getComputedStyle(element, name)
    if (/^(?:none|normal)$/.test(content) || display === 'none' || position !== 'absolute') return false
    return Number(opacity) > 0.2 && (backgroundImage !== 'none' || (colourOf(backgroundColor)?.[1] ?? 0) > 0.2)
  })
}

function nameOf(element: Element): string {
  const furniture = element.closest('header, footer')
  if (furniture !== null) return `the ${furniture.localName}`
  return names[element.localName] ?? 'a box'
}

const names: Readonly<Record<string, string>> = {
  img: 'an image',
  video: 'a video',
  canvas: 'a drawing',
  table: 'a table',
  td: 'a table',
  th: 'a table',
  pre: 'code',
  code: 'code',
  'marp-pre': 'code',
  blockquote: 'a quote',
}

/** True when nothing sets an emphasised word apart from the words around it. */
export function isLost(emphasis: Element, content: Element): boolean {
  const around = emphasis.parentElement
  if (around === null || !content.contains(around)) return false
  // Where no words stand beside it, the whole line is lit by what it is in.
  if (![...around.childNodes].some((node) => node instanceof Text && /[\p{L}\p{N}]/u.test(node.data))) return false
  const [own, other] = [getComputedStyle(emphasis), getComputedStyle(around)]
  if (signs.some((sign) => own[sign] !== other[sign])) return false
  const [a, b] = [own, other].map((style) => colourOf(style.color)?.[0] ?? [0, 0, 0])
  return Math.max(...[0, 1, 2].map((part) => Math.abs((a?.[part] ?? 0) - (b?.[part] ?? 0)))) <= 24
}

const signs = [
  ...(['fontWeight', 'fontStyle', 'fontFamily', 'fontSize', 'textTransform', 'textDecorationLine'] as const),
  ...(['backgroundColor', 'backgroundImage', 'borderBottomWidth', 'transform', 'textEmphasisStyle'] as const),
]
