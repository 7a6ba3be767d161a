import type { Deck, Slide } from '../../model/deck.js'
import type { Page, PageParts } from '../../model/page.js'
import type { LivePage } from '../../model/protocol/live.js'
import type { StagePage } from '../../model/protocol/show.js'
import { escapeHtml } from '../page/escape.js'
import { renderHead } from '../page/head.js'
import { pageRule, renderSlide, rootStyle } from '../page/slide.js'

// What the client has to know (titles, steps, lines) travels in attributes of each slide and not in one JSON island:
// one way of escaping fewer, nothing to parse at start, and a patched slide brings its own new values.

export interface SectionOptions {
  /** Puts the speaker notes into the page, for whoever gives the talk from this file. Absent: no notes. */
  readonly notes?: boolean
  /** `LiveSlide.hash` of every slide, for pages that follow the deck. */
  readonly hashes?: readonly string[]
}

export interface PlayerOptions extends SectionOptions {
  /** What the script of a page that follows the deck has to know. Absent: it does not follow. */
  readonly live?: LivePage
  /** What the script of a page of a talk that is being given has to know. */
  readonly stage?: StagePage
}

/**
 * The whole document of the player. Without JavaScript it is the slides, readable one under the other; everything that
 * moves is added by the client.
 */
export function renderPlayer(deck: Deck, parts: PageParts, options: PlayerOptions = {}): Page {
  const scheme = deck.meta.colorScheme === 'auto' ? 'light dark' : deck.meta.colorScheme
  const slides = deck.slides.map((slide) => renderSection(deck, slide, parts, options))
  const live = options.live === undefined ? '' : ` data-live="${escapeHtml(JSON.stringify(options.live))}"`
  const stage = options.stage === undefined ? '' : ` data-stage="${escapeHtml(JSON.stringify(options.stage))}"`
  const head = renderHead(deck, parts, { lastCss: pageRule(deck) + paperScheme(deck), social: true })
  return {
    html: `<!doctype html>
<html lang="${escapeHtml(deck.meta.lang)}" style="${rootStyle(deck, scheme)}">
<head>
${head}
</head>
<body>
<main id="lectern-deck" data-title="${escapeHtml(deck.meta.title)}"${planned(deck)}${live}${stage}>
${slides.join('\n')}
</main>
</body>
</html>
`,
  }
}

/** One slide as it stands in the player's page. */
export function renderSection(
  deck: Deck,
  slide: Slide,
  parts: Pick<PageParts, 'urlOf'>,
  { notes, hashes }: SectionOptions,
): string {
  const hash = hashes === undefined ? '' : ` data-hash="${hashes[slide.index] ?? ''}"`
  // Only windows that follow a deck lead back to its source.
  const file = hashes === undefined || slide.file === deck.file ? '' : ` data-file="${escapeHtml(slide.file)}"`
  return renderSlide(deck, slide, parts, `${slideData(slide)}${hash}${file}`, notes === true ? notesOf(slide) : '')
}

/** Paper is light unless the deck says dark, whatever the screen shows meanwhile. */
function paperScheme({ meta }: Deck): string {
  return meta.colorScheme === 'dark'
    ? ''
    : '@media print{html{color-scheme:light!important}html[style] section[data-lectern-invert][data-lectern-invert]{color-scheme:dark!important}}'
}

/** How many minutes the talk is meant to take, when the deck says. */
function planned({ meta }: Deck): string {
  return meta.durationMinutes === undefined ? '' : ` data-minutes="${meta.durationMinutes}"`
}

function slideData(slide: Slide): string {
  const { transition } = slide.directives
  const optional = [
    transition === undefined ? '' : ` data-transition="${escapeHtml(transition)}"`,
    slide.timeSeconds === undefined ? '' : ` data-time="${slide.timeSeconds}"`,
  ]
  return ` role="group" aria-roledescription="slide" data-title="${escapeHtml(slide.title)}" data-steps="${slide.steps}" data-line="${slide.line}"${optional.join('')}`
}

/** Sanitized HTML, one inert template for each note: nothing in it loads or shows until the presenter view copies it. */
function notesOf(slide: Slide): string {
  return slide.notesHtml.map((note) => `<template data-note>${note}</template>`).join('')
}
