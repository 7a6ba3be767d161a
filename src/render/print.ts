import type { Deck } from '../model/deck.js'
import type { Page, PageParts } from '../model/page.js'
import { escapeHtml } from './escape.js'
import { renderHead } from './head.js'
import { pageRule, renderSlide, rootStyle } from './slide.js'

export interface PrintOptions {
  /** 0-based index of the first slide. Absent: the first of the deck. */
  readonly from?: number
  /** 0-based index after the last slide. Absent: up to the end. */
  readonly to?: number
}

/**
 * The document that becomes paper or a PDF: each slide is one page of exactly the slide's size, with every step shown,
 * and nothing of a player. Paper is light unless the deck says `dark`.
 */
export function renderPrint(deck: Deck, parts: PageParts, options: PrintOptions = {}): Page {
  const slides = deck.slides.slice(options.from ?? 0, options.to)
  const scheme = deck.meta.colorScheme === 'dark' ? 'dark' : 'light'
  const head = renderHead(deck, parts, { lastCss: pageRule(deck), social: false })
  return {
    html: `<!doctype html>
<html lang="${escapeHtml(deck.meta.lang)}" style="${rootStyle(deck, scheme)}">
<head>
${head}
</head>
<body>
<main>
${slides.map((slide) => renderSlide(deck, slide, parts, '')).join('\n')}
</main>
</body>
</html>
`,
  }
}
