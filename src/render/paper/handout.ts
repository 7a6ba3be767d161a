import type { Deck } from '../../model/deck.js'
import type { Page, PageParts } from '../../model/page.js'
import { escapeHtml } from '../page/escape.js'
import { renderSlide } from '../page/slide.js'
import type { Frame } from './frames.js'
import { type Paper, type PaperName, paperOf } from './paper.js'
import { contentOf, renderSheets, type SheetOptions, slideSize, writingLines } from './sheets.js'

/** How slides lie on a sheet. */
export interface Layout {
  readonly paper: Paper
  readonly columns: number
  readonly rows: number
  /** One slide, in millimetres. */
  readonly widthMm: number
  readonly heightMm: number
  /** True for lines to write on beside each slide. */
  readonly lines: boolean
}

const gapMm = 8
/** Room for the number below a slide. */
const captionMm = 6

/**
 * Finds the layout in which slides are largest: the sheet upright or lying, and every way of dividing it. Three slides
 * always stand upright with lines beside them, because that is what three are for.
 */
export function layoutOf(deck: Deck, perPage: 2 | 3 | 4 | 6 | 9, name: PaperName, marginMm: number): Layout {
  if (perPage === 3) {
    const layout = divide(deck, paperOf(name, marginMm, 'upright'), 1, 3, 0.56)
    return { ...layout, lines: true }
  }
  const ways = (['upright', 'lying'] as const).flatMap((direction) =>
    divisors(perPage).map((columns) => divide(deck, paperOf(name, marginMm, direction), columns, perPage / columns, 1)),
  )
  return ways.reduce((best, way) => (way.widthMm > best.widthMm + 0.5 ? way : best))
}

function divisors(count: number): number[] {
  return Array.from({ length: count }, (_, index) => index + 1).filter((one) => count % one === 0)
}

function divide({ size }: Deck, paper: Paper, columns: number, rows: number, share: number): Layout {
  const content = contentOf(paper)
  const cellWidth = ((content.widthMm - (columns - 1) * gapMm) / columns) * share
  const cellHeight = (content.heightMm - (rows - 1) * gapMm) / rows - captionMm
  const scale = Math.min(cellWidth / size.widthPx, cellHeight / size.heightPx)
  return { paper, columns, rows, widthMm: size.widthPx * scale, heightMm: size.heightPx * scale, lines: false }
}

/** The sheets of some frames: `firstPage` is the number of the first of them. */
export function renderHandout(
  deck: Deck,
  parts: PageParts,
  { layout, frames, ...options }: SheetOptions & { readonly layout: Layout; readonly frames: readonly Frame[] },
): Page {
  const { columns, rows, widthMm, heightMm, lines } = layout
  const perSheet = columns * rows
  const sheets = Array.from({ length: Math.ceil(frames.length / perSheet) }, (_, at) =>
    frames.slice(at * perSheet, (at + 1) * perSheet),
  )
  const content = contentOf(layout.paper)
  const beside = lines ? writingLines(Math.floor((content.heightMm / rows - 4) / 9)) : ''
  const cell = ({ slide, label }: Frame): string =>
    `<div class="cell">${renderSlide(deck, slide, parts, '')}${beside}<p class="number">${escapeHtml(label)}</p></div>`
  const css = `main{${slideSize(widthMm, heightMm)}}
.sheet{break-after:page;box-sizing:border-box;display:grid;grid-template-columns:repeat(${columns},${lines ? '1fr' : 'var(--slide-width)'});grid-template-rows:repeat(${rows},1fr);height:${content.heightMm - 1}mm;justify-content:space-${columns === 1 ? 'around' : 'between'};width:${content.widthMm}mm}
.sheet:last-child{break-after:auto}
.cell{align-content:start;align-self:${lines ? 'stretch' : 'center'};break-inside:avoid;display:grid;grid-template-rows:auto 1fr;grid-template-columns:var(--slide-width)${lines ? ' 1fr' : ''};column-gap:${gapMm}mm}
.lines{grid-row:span 2}
.number{color:#555;font-size:8pt;line-height:1;margin:1.5mm 0 0}`
  const body = sheets.map((sheet) => `<div class="sheet">${sheet.map(cell).join('')}</div>`).join('\n')
  return renderSheets(deck, parts, { ...options, css, body })
}
