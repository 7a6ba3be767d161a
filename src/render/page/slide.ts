import type { Deck, Slide } from '../../model/deck.js'
import type { PageParts } from '../../model/page.js'
import { escapeHtml } from './escape.js'
import { placeFilesInHtml } from './files.js'

/**
 * One slide in a section of its own. The theme's selectors start at `div.marpit >`, so that element stands right
 * around the slide; one per slide, so that the section is ours to label, hide and lay out.
 */
export function renderSlide(
  deck: Deck,
  slide: Slide,
  parts: Pick<PageParts, 'urlOf'>,
  attributes: string,
  extra = '',
): string {
  const html = placeFilesInHtml(slide.html, parts.urlOf)
  const label = escapeHtml(slideLabel(deck, slide))
  return `<section class="lectern-slide" aria-label="${label}"${attributes}><div class="marpit">${html}</div>${extra}</section>`
}

/** Width, height and colours of the document: the style attribute of `<html>`. */
export function rootStyle(deck: Deck, scheme: string): string {
  return `color-scheme: ${scheme}; --lectern-width: ${deck.size.widthPx}px; --lectern-height: ${deck.size.heightPx}px`
}

/** Attribute of a document for paper that says: there are slides whose text is made smaller to fit (`fit: shrink`). */
export function fitsMark({ slides }: Deck): string {
  return slides.some(({ facts }) => facts.fits) ? ' data-lectern-fits' : ''
}

/** The exact sheet, for the printer. Comes last and is important, because themes bring an `@page` of their own. */
export function pageRule(deck: Deck): string {
  return `@page{size:${deck.size.widthPx}px ${deck.size.heightPx}px!important;margin:0!important}`
}

/** `7 of 31: Our communities`, for people who do not see it. */
function slideLabel(deck: Deck, slide: Slide): string {
  const position = `${slide.index + 1} of ${deck.slides.length}`
  return slide.title === '' ? position : `${position}: ${slide.title}`
}
