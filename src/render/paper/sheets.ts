// What handouts and notes pages have in common: the sheet with its header and footer, and slides on it as small pictures
// that stay vector and text. Headers and footers are boxes in the page's margin (CSS Paged Media 3, 5), which repeat by
// themselves and are no content: screen readers and the tags of a PDF pass over them.
import type { Deck, DeckMeta } from '../../model/deck.js'
import type { Page, PageParts } from '../../model/page.js'
import { escapeHtml } from '../page/escape.js'
import { placeFilesInCss } from '../page/files.js'
import { renderHead } from '../page/head.js'
import { fitsMark, rootStyle } from '../page/slide.js'
import type { Paper } from './paper.js'
import { paperFont, paperFontCss } from './paperFonts.js'

/** What every document of sheets is told. */
export interface SheetOptions {
  readonly paper: Paper
  readonly scheme: 'light' | 'dark'
  /** 1-based number of the first sheet of this document. */
  readonly firstPage: number
  /** How many sheets all documents have together; absent when nobody knows yet. */
  readonly pages?: number
}

/** Less than a pixel from the margin, a frame is moved to whole pixels outside, where paper ends. */
const rimMm = 0.3

/** Width and height inside the margins, in millimetres. */
export function contentOf({ widthMm, heightMm, marginMm }: Paper): {
  readonly widthMm: number
  readonly heightMm: number
} {
  return { widthMm: widthMm - 2 * marginMm - rimMm, heightMm: heightMm - 2 * (marginMm + headMm) }
}

/** Room for a header and a footer inside the margins. */
const headMm = 8

/** A whole document of sheets. */
export function renderSheets(
  deck: Deck,
  parts: PageParts,
  options: SheetOptions & { css: string; body: string },
): Page {
  const css =
    placeFilesInCss(paperFontCss, parts.urlOf) + pageBoxes(deck, options) + baseCss(options.scheme) + options.css
  const head = renderHead(deck, parts, { lastCss: css, social: false })
  return {
    html: `<!doctype html>
<html lang="${escapeHtml(deck.meta.lang)}" style="${rootStyle(deck, 'light')}"${fitsMark(deck)}>
<head>
${head}
</head>
<body>
${fontCalls(deck)}
<main>
${options.body}
</main>
</body>
</html>
`,
  }
}

/** Header and footer: title, event and date, speaker, page. Boxes fill the margin; their padding keeps what printers reach. */
function pageBoxes({ meta }: Deck, { paper, firstPage, pages }: SheetOptions): string {
  const { widthMm, heightMm, marginMm } = paper
  const boxes = [
    ['top-left', `font-weight:700;width:65%;${text(shorten(meta.title, 80))}`],
    ['top-right', text(shorten(occasion(meta), 50))],
    ['bottom-left', text(shorten(meta.author ?? '', 80))],
    ['bottom-right', `content:counter(page)${pages === undefined ? '' : ` " / ${pages}"`}`],
  ]
  const rules = boxes.map(([name = '', rule = '']) => {
    const edge = name.startsWith('top') ? 'top' : 'bottom'
    return `@${name}{font:8.5pt "${paperFont}",sans-serif;color:#555;vertical-align:${edge};padding-${edge}:${marginMm}mm;${rule}}`
  })
  const margin = `${marginMm + headMm}mm ${marginMm}mm`
  return `@page{size:${widthMm}mm ${heightMm}mm!important;margin:${margin}!important;${rules.join('')}}@page :first{counter-set:page ${firstPage}}`
}

function occasion({ event = '', date = '' }: DeckMeta): string {
  return event.includes(date) ? event : [event, date].filter(Boolean).join(' · ')
}

/** Fonts come when an element of the document asks for them; boxes in the margin are none. */
function fontCalls({ meta }: Deck): string {
  const words = escapeHtml(`${meta.title} ${meta.author ?? ''} ${occasion(meta)} 0123456789 /`)
  return `<div class="fonts" aria-hidden="true">${words}<b>${words}</b></div>`
}

function text(content: string): string {
  return `content:"${content.replace(/["\\\n\f\r<]/g, (character) => `\\${character.charCodeAt(0).toString(16)} `)}"`
}

function shorten(words: string, longest: number): string {
  const letters = [...words]
  return letters.length > longest
    ? `${letters
        .slice(0, longest - 1)
        .join('')
        .trimEnd()}…`
    : words
}

function baseCss(scheme: string): string {
  return `html,body{background:#fff!important}
body{color:#222;font:10.5pt/1.45 "${paperFont}",sans-serif;margin:0}
.lectern-slide{break-after:auto!important;color-scheme:${scheme};outline:1px solid #999;outline-offset:-1px;width:var(--slide-width)!important;height:var(--slide-height)!important}
.lectern-slide>div.marpit>svg[data-marpit-svg]{width:var(--slide-width)!important;height:var(--slide-height)!important}
html .lectern-slide section[data-lectern-invert][data-lectern-invert]{color-scheme:${scheme === 'dark' ? 'light' : 'dark'}!important}
.fonts{height:0;overflow:hidden;position:absolute;visibility:hidden;width:0}
.lines{align-content:start;display:grid;grid-auto-rows:9mm}.lines span{border-bottom:.2mm solid #aaa}`
}

/** Lines to write on. */
export function writingLines(count: number): string {
  return `<div class="lines" aria-hidden="true">${'<span></span>'.repeat(Math.max(0, count))}</div>`
}

/** Where a slide's size on the sheet is put. */
export function slideSize(widthMm: number, heightMm: number): string {
  return `--slide-width:${round(widthMm)}mm;--slide-height:${round(heightMm)}mm`
}

function round(value: number): number {
  return Math.floor(value * 100) / 100
}
