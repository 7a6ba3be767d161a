import type { Rgb, TextRun } from '../../model/measurement.js'
import { colourOf, contrastWith } from './colours.js'
import { shadesAt } from './shades.js'

type Paint = Pick<TextRun, 'color' | 'alpha' | 'behind'>

/**
 * The colour of a text and, where that is certain, the one colour behind it. Whatever else lies there (a picture, a
 * gradient, a filter, something a pseudo-element draws) has to be looked at pixel by pixel.
 */
export function paintOf(
  parent: Element,
  style: CSSStyleDeclaration,
  rects: readonly DOMRect[],
  content: HTMLElement,
): Paint {
  const filled = parent instanceof SVGElement ? style.fill : style.webkitTextFillColor
  const [color, own] = colourOf(filled) ?? [undefined, 1]
  const alpha = own * opacityOf(parent, content)
  const isCutOut = ancestors(parent, content).some((at) => getComputedStyle(at).backgroundClip.includes('text'))
  if (color === undefined || isCutOut) return { alpha }
  const shades: Rgb[] = []
  for (const rect of new Set([rects[0], rects.at(-1)])) {
    const found = rect === undefined ? undefined : shadesAt(parent, rect)
    if (found === undefined) return { color, alpha }
    shades.push(...found)
  }
  const behind = worstOf(shades, color, alpha)
  // A gradient that may be too close to the colour of the text has to be looked at where the text stands.
  const isSure = new Set(shades.map(String)).size === 1 || contrastWith(behind, color, alpha) >= 4.5
  return isSure ? { color, alpha, behind } : { color, alpha }
}

function worstOf(shades: readonly Rgb[], color: Rgb, alpha: number): Rgb {
  return shades.reduce((worst, one) =>
    contrastWith(one, color, alpha) < contrastWith(worst, color, alpha) ? one : worst,
  )
}

function opacityOf(parent: Element, content: Element): number {
  return ancestors(parent, content).reduce((product, at) => product * Number(getComputedStyle(at).opacity), 1)
}

function ancestors(from: Element, content: Element): Element[] {
  const list: Element[] = []
  for (let at: Element | null = from; at !== null; at = at.parentElement) {
    list.push(at)
    if (at === content) break
  }
  return list
}
