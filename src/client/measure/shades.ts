import type { Rgb } from '../../model/measurement.js'
import { blend, type Colour, colourOf, stopsOf } from './colours.js'

/** Every colour that may lie at the middle of a line: one, or those of a gradient. Goes down from the text's element on, or from what is `below` it. */
export function shadesAt(parent: Element, rect: DOMRect, below = false): Rgb[] | undefined {
  const stack = document.elementsFromPoint(rect.left + rect.width / 2, rect.top + rect.height / 2)
  const from = stack.indexOf(parent)
  // Beyond the edge of the slide, behind something else, or where nothing can be pointed at.
  if (from < 0) return undefined
  const layers: (readonly Colour[])[] = []
  for (const at of stack.slice(below ? from + 1 : from)) {
    if (drawsMore(at, rect)) return undefined
    const style = getComputedStyle(at)
    const stops = stopsOf(style.backgroundImage)
    const flat = colourOf(style.backgroundColor)
    if (stops === undefined || flat === undefined) return undefined
    if (stops.length > 0) layers.push([...stops, [[0, 0, 0], 0]])
    layers.push([flat])
    if (flat[1] === 1) break
  }
  const shades = layers.reduceRight<Rgb[]>(
    (under, over) => over.flatMap((one) => under.map((below) => blend(one, below))),
    [[255, 255, 255]],
  )
  return shades.length > mostShades ? undefined : shades
}

function drawsMore(at: Element, text: DOMRect): boolean {
  if (at instanceof HTMLImageElement || at instanceof HTMLVideoElement || at instanceof HTMLCanvasElement) return true
  if (at instanceof SVGElement) return !transparentSvg.has(at.localName)
  const style = getComputedStyle(at)
  if (style.filter !== 'none' || style.mixBlendMode !== 'normal' || style.borderImageSource !== 'none') return true
  if (style.backdropFilter !== undefined && style.backdropFilter !== 'none' && style.backdropFilter !== '') return true
  return ['::before', '::after'].some((name) => {
    const pseudo = getComputedStyle(at, name)
    if (pseudo.content === 'none' || pseudo.content === 'normal' || pseudo.position !== 'absolute') return false
    const draws = pseudo.backgroundImage !== 'none' || colourOf(pseudo.backgroundColor)?.[1] !== 0
    return draws && mayTouch(pseudo, style, at.getBoundingClientRect(), text)
  })
}

/** Positions of what is placed absolutely are known in pixels; counted from another element than its own, from anywhere. */
function mayTouch(pseudo: CSSStyleDeclaration, style: CSSStyleDeclaration, owner: DOMRect, text: DOMRect): boolean {
  const [left, top, width, height] = [pseudo.left, pseudo.top, pseudo.width, pseudo.height].map(Number.parseFloat)
  if (style.position === 'static' || pseudo.transform !== 'none') return true
  if (left === undefined || top === undefined || width === undefined || height === undefined) return true
  if ([left, top, width, height].some(Number.isNaN)) return true
  const x = owner.left + Number.parseFloat(style.borderLeftWidth) + left
  const y = owner.top + Number.parseFloat(style.borderTopWidth) + top
  const room = [pseudo.paddingLeft, pseudo.paddingRight, pseudo.paddingTop].map(Number.parseFloat)
  const more = Math.max(0, ...room.filter((px) => px > 0)) * 2 + shadowReach(pseudo.boxShadow)
  return x - more < text.right && x + width + more > text.left && y - more < text.bottom && y + height + more > text.top
}

/** How far shadows reach beyond their box: offset, blur and spread of the widest one. */
function shadowReach(shadow: string): number {
  const each = shadow.split(/,(?![^(]*\))/).map((one) => {
    const [x = 0, y = 0, blur = 0, spread = 0] = [...one.matchAll(/(-?[\d.]+)px/g)].map(([, px]) => Number(px))
    return Math.max(Math.abs(x), Math.abs(y)) + blur + Math.max(0, spread)
  })
  return Math.max(0, ...each)
}

/** What groups, but draws nothing itself. */
const transparentSvg = new Set(['svg', 'g', 'foreignObject', 'text', 'tspan', 'a'])

const mostShades = 64
