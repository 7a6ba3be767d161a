import type { DefaultTreeAdapterTypes } from 'parse5'
import { addressOf } from './address.js'
import { type AddressPolicy, type Findings, useFile } from './findings.js'
import { withoutMarks } from './marks.js'

type Element = DefaultTreeAdapterTypes.Element

/** True for a picture on the network that may not be fetched; it is written down as such. */
export function isRemote(element: Element, policy: AddressPolicy, findings: Findings): boolean {
  if (policy.allowNet) return false
  const src = attributeOf(element, 'src')
  const address = addressOf(src)
  if (address.kind !== 'remote') return false
  useFile(address, src, 'image', policy, findings)
  return true
}

/**
 * Puts a box with the description in the place of a picture that is not fetched. It stays an `img`, so that layouts and links
 * around it are as with the picture; sizes that were asked for hold, and only one that nobody knows is made up.
 */
export function asBox(element: Element): void {
  const src = attributeOf(element, 'src')
  const box = isBadge(src) ? badge(words(element)) : frame(words(element), sizeOf(element))
  element.attrs = element.attrs.flatMap((attr) =>
    attr.name === 'src' ? [{ name: 'src', value: box }] : attr.name === 'srcset' ? [] : [attr],
  )
}

/** Little pictures that stand in a line of text. */
function isBadge(address: string): boolean {
  return /shields\.io|\bbadgen?\b|[/.]badges?\b|badge\.(?:svg|png)/i.test(address)
}

/** Size of a picture that says nothing of it, in CSS pixels. */
const usual = { width: 480, height: 270 }

/** The size that the picture would have by its own, so that the one that is asked for keeps a usual shape. */
function sizeOf(element: Element): { width: number; height: number } {
  const asked = (name: 'width' | 'height'): number =>
    Number(
      new RegExp(`(?:^|;)\\s*${name}:\\s*(\\d+(?:\\.\\d+)?)px`).exec(attributeOf(element, 'style'))?.[1] ??
        /^\s*(\d+)(?:px)?\s*$/.exec(attributeOf(element, name))?.[1] ??
        0,
    )
  const [width, height] = [asked('width'), asked('height')]
  if (width > 0 && height > 0) return { width, height }
  const scale = width > 0 ? width / usual.width : height > 0 ? height / usual.height : 1
  return { width: Math.round(usual.width * scale), height: Math.round(usual.height * scale) }
}

function words(element: Element): string {
  return withoutMarks(attributeOf(element, 'alt')).replace(/\s+/g, ' ').trim().slice(0, 120)
}

function frame(text: string, { width, height }: { width: number; height: number }): string {
  const fontSize = Math.max(8, Math.min(24, Math.round(Math.min(width / 12, height / 4))))
  const box = `display:flex;box-sizing:border-box;width:100%;height:100%;padding:.5em;border:2px dashed #888;background:#8882;color:#777;font:${fontSize}px sans-serif;align-items:center;justify-content:center;text-align:center;overflow:hidden`
  return drawing(
    width,
    height,
    `<foreignObject width="100%" height="100%"><div xmlns="http://www.w3.org/1999/xhtml" style="${box}">${xml(text)}</div></foreignObject>`,
  )
}

function badge(text: string): string {
  const shown = text.slice(0, 40)
  const width = Math.max(60, 12 + 7 * [...shown].length)
  return drawing(
    width,
    20,
    `<rect x=".5" y=".5" width="${width - 1}" height="19" rx="3" fill="#8882" stroke="#888"/><text x="50%" y="14" fill="#777" text-anchor="middle" font-family="sans-serif" font-size="11">${xml(shown)}</text>`,
  )
}

function drawing(width: number, height: number, inside: string): string {
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}">${inside}</svg>`
  // Only what would end an address or begin another part of it: everything else stays readable.
  return `data:image/svg+xml,${svg.replace(/[%#<>"\s]|[^\x20-\x7e]/gu, encodeURIComponent)}`
}

function xml(text: string): string {
  return text
    .replace(/[^\t\n\r\x20-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu, '')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
}

function attributeOf(element: Element, name: string): string {
  return element.attrs.find((attr) => attr.name === name)?.value ?? ''
}
