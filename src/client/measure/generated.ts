// What a theme generates before and after the content of a slide has no rectangle that could be asked for. Where it is placed absolutely,
// its computed style says where it is, in pixels.
import type { Box } from '../../model/measurement.js'
import { colourOf } from './colours.js'
import { boxOf, type Slide } from './spots.js'

/** Where the page number of a slide stands; `undefined` when it has none, or nobody can say. */
export function pageNumber({ content, frame }: Slide): Box | undefined {
  const words = content.dataset.marpitPagination
  const style = getComputedStyle(content, '::after')
  const room = roomOf(content, style)
  const pen = new OffscreenCanvas(1, 1).getContext('2d')
  if (words === undefined || room === undefined || pen === null || !style.content.includes('"')) return undefined
  pen.font = `${style.fontWeight} ${style.fontSize} ${style.fontFamily}`
  const scale = content.getBoundingClientRect().width / content.offsetWidth
  const width = pen.measureText(words).width * scale
  const height = Number.parseFloat(style.fontSize) * 0.72 * scale
  const isAtEnd =
    /^(?:right|end|-webkit-right)$/.test(style.textAlign) !== (style.direction === 'rtl' && style.textAlign !== 'right')
  const left = room.width <= width * 1.5 || !isAtEnd ? room.left : room.right - width
  const middle = (room.top + room.bottom) / 2
  return boxOf(new DOMRect(left, middle - height / 2, width, height), frame)
}

/** A coloured box that a slide generates over its content, where ink lies behind it. */
export function isBehindGenerated(parent: Element, ink: DOMRect, content: HTMLElement): boolean {
  return ['::before', '::after'].some((name) => {
    const style = getComputedStyle(content, name)
    if ((colourOf(style.backgroundColor)?.[1] ?? 0) < 0.2 || Number(style.opacity) < 0.2) return false
    const room = roomOf(content, style, false)
    if (room === undefined || style.transform !== 'none' || isRaised(parent, content, Number(style.zIndex) || 0))
      return false
    const wide = Math.min(room.right, ink.right) - Math.max(room.left, ink.left)
    return wide > 4 && Math.min(room.bottom, ink.bottom) - Math.max(room.top, ink.top) > 3
  })
}

/** The box of something absolute, without its padding or with it. */
function roomOf(content: HTMLElement, style: CSSStyleDeclaration, inner = true): DOMRect | undefined {
  if (
    style.content === 'none' ||
    style.content === 'normal' ||
    style.display === 'none' ||
    style.position !== 'absolute'
  )
    return undefined
  const px = (value: string): number => Number.parseFloat(value) || 0
  const box = content.getBoundingClientRect()
  const scale = box.width / content.offsetWidth
  const padding = (side: 'Top' | 'Bottom' | 'Left' | 'Right') => (inner ? px(style[`padding${side}`]) : 0)
  const left = box.left + (px(style.left) + padding('Left')) * scale
  const top = box.top + (px(style.top) + padding('Top')) * scale
  const right = box.right - (px(style.right) + padding('Right')) * scale
  const bottom = box.bottom - (px(style.bottom) + padding('Bottom')) * scale
  return right > left && bottom > top ? new DOMRect(left, top, right - left, bottom - top) : undefined
}

function isRaised(parent: Element, content: HTMLElement, z: number): boolean {
  if (z < 0) return true
  for (let at: Element | null = parent; at !== null && at !== content; at = at.parentElement) {
    const { position, zIndex } = getComputedStyle(at)
    if (position !== 'static' && (Number(zIndex) || 0) > z) return true
  }
  return false
}
