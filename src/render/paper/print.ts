import type { Deck } from '../../model/deck.js'
import type { Page, PageParts } from '../../model/page.js'
import { escapeHtml } from '../page/escape.js'
import { renderHead } from '../page/head.js'
import { fitsMark, pageRule, renderSlide, rootStyle } from '../page/slide.js'
import { atStage } from '../player/codeStages.js'
import { type Frame, framesOf, stepCss } from './frames.js'
import { fitInto, type Paper, paperRule } from './paper.js'

/** What a document of slides is made of. */
export interface PrintOptions {
  /** Absent: every slide once. */
  readonly frames?: readonly Frame[]
  /** Absent: dark when the deck says so, else light. */
  readonly scheme?: 'light' | 'dark'
  /** Sheets to print on, each with one slide as large as it can be. Absent: the sheet is the slide. */
  readonly paper?: Paper
  /** CSS after everything else. */
  readonly css?: string
}

/**
 * The document that becomes paper, a PDF or pictures: one frame is one page of exactly the slide's size (or of the paper
 * that is asked for), and nothing of a player. Paper is light unless the deck says `dark`.
 */
export function renderPrint(deck: Deck, parts: PageParts, options: PrintOptions = {}): Page {
  const { frames = framesOf(deck), paper, scheme = schemeOf(deck) } = options
  const sheet = paper === undefined ? pageRule(deck) : onPaper(deck, paper, scheme)
  const head = renderHead(deck, parts, { lastCss: sheet + stepCss(frames) + (options.css ?? ''), social: false })
  return {
    html: `<!doctype html>
<html lang="${escapeHtml(deck.meta.lang)}" style="${rootStyle(deck, paper === undefined ? scheme : 'light')}"${fitsMark(deck)}>
<head>
${head}
</head>
<body>
<main>
${frames.map((frame) => renderSlide(deck, atStage(frame), parts, stepOf(frame))).join('\n')}
</main>
</body>
</html>
`,
  }
}

/** The colours of paper. */
export function schemeOf({ meta }: Deck): 'light' | 'dark' {
  return meta.colorScheme === 'dark' ? 'dark' : 'light'
}

/** The mark that `stepCss` goes by. */
export function stepOf({ step }: Frame): string {
  return step === undefined ? '' : ` data-lectern-step="${step}"`
}

/** The margins of dark slides are white all the same: nobody wants to print them. */
function onPaper(deck: Deck, paper: Paper, scheme: string): string {
  const { widthPx, heightPx } = fitInto(deck.size, paper)
  return `${paperRule(paper)}.lectern-slide{color-scheme:${scheme};display:grid!important;place-items:center!important;width:100%!important;height:${sheetHeight(paper)}!important}.lectern-slide>div.marpit>svg[data-marpit-svg]{width:${widthPx}px!important;height:${heightPx}px!important}html .lectern-slide section[data-lectern-invert][data-lectern-invert]{color-scheme:${scheme === 'dark' ? 'light' : 'dark'}!important}`
}

/** A hair less than the sheet: browsers round sheets to whole points, and what is higher takes a second one. */
function sheetHeight({ heightMm }: Paper): string {
  return `${heightMm - 0.5}mm`
}
