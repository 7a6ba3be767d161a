import type { SlideMeasurement } from '../../model/measurement.js'
import { fonts } from '../dom/page.js'
import { type Slide, spotOf } from './spots.js'

type Fonts = Pick<SlideMeasurement, 'fallbacks' | 'tofu'>

/** Fonts that another one stands in for, and characters that none has, each once with the first place. */
export function examineFonts(texts: readonly Text[], on: Slide): Fonts {
  const fallbacks = new Map<string, SlideMeasurement['fallbacks'][number]>()
  const tofu = new Map<string, SlideMeasurement['tofu'][number]>()
  for (const text of texts) {
    const parent = text.parentElement
    if (parent === null) continue
    const { fontFamily, fontWeight, fontStyle } = getComputedStyle(parent)
    // What draws diagrams names a font of its own first, and takes the system's: no author has asked for it.
    const family = parent.closest('[data-marp-mermaid]') === null ? wantedOf(fontFamily) : undefined
    if (family !== undefined && !fallbacks.has(family) && !isThere(family))
      fallbacks.set(family, { ...spotOf(parent, on), family })
    for (const character of text.data)
      if (
        isRare(character) &&
        !tofu.has(character) &&
        !isDrawn(character, `${fontStyle} ${fontWeight} 32px ${fontFamily}`)
      )
        tofu.set(character, { ...spotOf(parent, on), character })
  }
  return { fallbacks: [...fallbacks.values()], tofu: [...tofu.values()] }
}

/** The family that is wished for first, unless it is one that machines have or lack by nature. */
function wantedOf(list: string): string | undefined {
  const first = /^\s*(?:"([^"]+)"|'([^']+)'|([^,]+))/.exec(list)
  const family = (first?.[1] ?? first?.[2] ?? first?.[3] ?? '').trim()
  return family === '' || ofTheSystem.test(family) ? undefined : family
}

const ofTheSystem =
  /^(?:serif|sans-serif|monospace|cursive|fantasy|math|emoji|fangsong|system-ui|ui-[a-z-]+|-apple-system|BlinkMacSystemFont|SFMono.*|Segoe UI.*|Helvetica.*|Arial.*|Times.*|Georgia|Courier.*|Menlo|Monaco|Consolas|Cambria.*|Calibri|Verdana|Tahoma|Trebuchet MS|Roboto|Ubuntu.*|Cantarell|Noto.*|DejaVu.*|Liberation.*|Hiragino.*|Yu Gothic.*|Meiryo.*|Microsoft.*|PingFang.*|Apple.*|KaTeX_.*)$/i

function isThere(family: string): boolean {
  const known = there.get(family)
  if (known !== undefined) return known
  const faces = [...fonts].filter(
    (face) => face.family.replace(/^["']|["']$/g, '').toLowerCase() === family.toLowerCase(),
  )
  const found = faces.length > 0 ? faces.some(({ status }) => status !== 'error') : isInstalled(family)
  there.set(family, found)
  return found
}

/** A font of the machine changes the width of text that would else be in one of the generic fonts. */
function isInstalled(family: string): boolean {
  const context = new OffscreenCanvas(1, 1).getContext('2d')
  if (context === null) return true
  const widthIn = (font: string): number => {
    context.font = `48px ${font}`
    return context.measureText('mmmmmlli WQ@&0123').width
  }
  return ['monospace', 'serif', 'sans-serif'].some((basis) => widthIn(`"${family}", ${basis}`) !== widthIn(basis))
}

/** Letters of Latin 1 are in every font. What joins, combines or is not seen has no picture of its own. */
function isRare(character: string): boolean {
  return character > '\u024f' && !/[\p{Z}\p{M}\p{Cc}\p{Cf}]/u.test(character)
}

/** Draws the character and one that no font has: the same picture is the picture of a missing one. */
function isDrawn(character: string, font: string): boolean {
  const key = `${character} ${font}`
  const known = drawn.get(key)
  if (known !== undefined) return known
  const found = pictureOf(character, font) !== pictureOf('\u{10fffd}', font)
  drawn.set(key, found)
  return found
}

function pictureOf(character: string, font: string): string {
  const context = new OffscreenCanvas(48, 48).getContext('2d', { willReadFrequently: true })
  if (context === null) return character
  context.font = font
  context.fillText(character, 4, 36)
  return context
    .getImageData(0, 0, 48, 48)
    .data.filter((_, index) => index % 4 === 3)
    .join()
}

const there = new Map<string, boolean>()
const drawn = new Map<string, boolean>()
