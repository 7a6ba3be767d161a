import type { ShownPicture } from '../../model/measurement.js'
import { pathOf } from './path.js'
import { belowOf, boxOf, isShown, round, type Slide } from './spots.js'
import { vanishedOf } from './vanished.js'

/** Every picture of a slide that shows. Emoji are text. */
export async function measurePictures(slide: Element, on: Slide): Promise<ShownPicture[]> {
  const inline = [...on.content.querySelectorAll('img')].filter(
    (picture) => picture.dataset.marpTwemoji === undefined && picture.closest(decoration) === null && isShown(picture),
  )
  const behind = [
    on.content,
    ...slide.querySelectorAll('[data-marpit-advanced-background="background"] figure'),
  ].filter((element) => /^url\("/.test(getComputedStyle(element).backgroundImage))
  return Promise.all([
    ...inline.map((picture) => measureInline(picture, on)),
    ...behind.map((one) => measureBehind(one, on)),
  ])
}

async function measureInline(picture: HTMLImageElement, { frame, content }: Slide): Promise<ShownPicture> {
  const rect = picture.getBoundingClientRect()
  const address = picture.currentSrc || picture.src
  const natural = await naturalSize(address)
  const fit = getComputedStyle(picture).objectFit
  return {
    element: pathOf(picture, content),
    below: belowOf(picture),
    box: boxOf(rect, frame),
    ...keyOf(address),
    alt: picture.alt.trim(),
    isDecoration: /^(?:presentation|none)$/.test(picture.getAttribute('role') ?? ''),
    background: false,
    ...natural,
    ...drawnSize(natural, rect, fit === 'cover' || fit === 'contain' ? fit : 'fill'),
    flows: flowsIn(content, picture),
    isSoft: isSoft(picture),
    ...(picture.closest('header, footer') === null ? {} : vanishedOf(picture)),
    beyondPx: round(
      Math.max(frame.left - rect.left, rect.right - frame.right, frame.top - rect.top, rect.bottom - frame.bottom),
    ),
  }
}

async function measureBehind(element: Element, { frame, content }: Slide): Promise<ShownPicture> {
  const { backgroundImage, backgroundSize } = getComputedStyle(element)
  const address = /^url\("([^"]*)"\)/.exec(backgroundImage)?.[1] ?? ''
  const natural = await naturalSize(address)
  const rect = element.getBoundingClientRect()
  const fit =
    backgroundSize === 'contain' || backgroundSize === 'cover' ? backgroundSize : ownSize(backgroundSize, rect)
  return {
    element: element === content ? 'section' : 'figure',
    below: undefined,
    box: boxOf(rect, frame),
    ...keyOf(address),
    alt: '',
    isDecoration: true,
    background: true,
    ...natural,
    ...drawnSize(natural, rect, fit),
    beyondPx: 0,
    flows: false,
    isSoft: isSoft(element),
  }
}

/** True unless somebody has taken it, or a box around it, out of the flow, or has moved it. */
function flowsIn(content: Element, picture: Element): boolean {
  for (let at: Element | null = picture; at !== null && at !== content; at = at.parentElement) {
    const { position, transform, translate, float, marginTop, marginRight, marginBottom, marginLeft } =
      getComputedStyle(at)
    if (position === 'absolute' || position === 'fixed' || float !== 'none') return false
    if (transform !== 'none' || translate !== 'none') return false
    if ([marginTop, marginRight, marginBottom, marginLeft].some((margin) => margin.startsWith('-'))) return false
  }
  return true
}

/** True where opacity or a filter leaves less than a third of it, or blurs it. */
function isSoft(element: Element): boolean {
  const { opacity, filter } = getComputedStyle(element)
  const filtered = Number(/\bopacity\(([\d.]+)\)/.exec(filter)?.[1] ?? 1)
  return Number(opacity) * filtered < 1 / 3 || /\bblur\((?!0px)/.test(filter)
}

type Natural = Pick<ShownPicture, 'naturalWidthPx' | 'naturalHeightPx'>

/** Pixels of the file; none for a drawing, which is sharp in any size. */
async function naturalSize(address: string): Promise<Natural> {
  if (address.startsWith('data:image/svg')) return { naturalWidthPx: 0, naturalHeightPx: 0 }
  const picture = new Image()
  picture.src = address
  await picture.decode().catch(() => undefined)
  return { naturalWidthPx: picture.naturalWidth, naturalHeightPx: picture.naturalHeight }
}

/** What CSS says of a background's size, as far as it says something. */
interface OwnSize {
  readonly widthPx: number | undefined
  readonly heightPx: number | undefined
}

/** `80%`, `auto 300px`: computed values are percentages, pixels or `auto`. */
function ownSize(written: string, { width, height }: DOMRect): OwnSize {
  const [wide = 'auto', high = 'auto'] = (written.split(',')[0] ?? '').trim().split(/\s+/)
  return { widthPx: lengthOf(wide, width), heightPx: lengthOf(high, height) }
}

function lengthOf(written: string, whole: number): number | undefined {
  const [, number, unit] = /^(-?[\d.]+)(%|px)$/.exec(written) ?? []
  return number === undefined ? undefined : unit === '%' ? (Number(number) / 100) * whole : Number(number)
}

function drawnSize(
  { naturalWidthPx, naturalHeightPx }: Natural,
  { width, height }: DOMRect,
  fit: 'cover' | 'contain' | 'fill' | OwnSize,
): Pick<ShownPicture, 'shownWidthPx' | 'shownHeightPx'> {
  if (fit === 'fill' || naturalWidthPx === 0 || naturalHeightPx === 0)
    return { shownWidthPx: round(width), shownHeightPx: round(height) }
  const scales = [width / naturalWidthPx, height / naturalHeightPx]
  if (typeof fit === 'object') {
    const ratio = naturalWidthPx / naturalHeightPx
    const width = fit.widthPx ?? (fit.heightPx === undefined ? naturalWidthPx : fit.heightPx * ratio)
    return { shownWidthPx: round(width), shownHeightPx: round(fit.heightPx ?? width / ratio) }
  }
  const scale = fit === 'cover' ? Math.max(...scales) : Math.min(...scales)
  return { shownWidthPx: round(naturalWidthPx * scale), shownHeightPx: round(naturalHeightPx * scale) }
}

/** Checks write the key of a file behind its address. */
function keyOf(address: string): { key?: string } {
  const at = address.lastIndexOf('#')
  return at < 0 ? {} : { key: decodeURIComponent(address.slice(at + 1)) }
}

const decoration = '[aria-hidden="true"], [role="presentation"], [role="none"]'
