import type { Deck, FileRef } from '../../model/deck.js'
import type { PageParts } from '../../model/page.js'

/**
 * The content security policy of a page, for its `<meta>`. Nothing is allowed but our own script, styles, and files of
 * the kinds that the deck has: inside the page as `data:`, or beside it (`'self'`) when an address says so.
 * `frame-ancestors` and `sandbox` are missing because browsers ignore them in a `<meta>`; a server adds its header.
 */
export function contentPolicy(deck: Deck, parts: PageParts): string {
  // A deck that was let through with --unsafe-html brings scripts of its own; a hash would switch 'unsafe-inline' off.
  const script = deck.unsafeHtml
    ? `'unsafe-inline' 'unsafe-eval' data: blob: ${beyond(deck)}`
    : parts.script === ''
      ? "'none'"
      : parts.scriptSource
  return [
    "default-src 'none'",
    `script-src ${script}`,
    `style-src 'unsafe-inline'${deck.unsafeHtml ? ` data: ${beyond(deck)}` : ''}`,
    `img-src ${sources(deck, parts, 'image')}`,
    `font-src ${sources(deck, parts, 'font')}`,
    `media-src ${sources(deck, parts, 'media')}`,
    ...(deck.unsafeHtml ? [`frame-src data: blob: ${beyond(deck)}`, `object-src data: blob: ${beyond(deck)}`] : []),
    ...connections(deck, parts),
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ')
}

/** Where a deck of a trusted author may have frames, scripts and style sheets from: beside the page, and with `--allow-net` anywhere. */
function beyond(deck: Deck): string {
  return deck.openNet ? "'self' https: http:" : "'self'"
}

function connections(deck: Deck, { connectSources }: PageParts): string[] {
  const all = [connectSources, deck.openNet ? 'https: http: wss: ws:' : undefined].filter((one) => one !== undefined)
  return all.length === 0 ? [] : [`connect-src ${all.join(' ')}`]
}

function sources(deck: Deck, parts: PageParts, use: FileRef['use']): string {
  const net = deck.openNet ? ' https: http:' : ''
  // A page that follows a deck gets files that the deck does not have yet.
  if (parts.connectSources !== undefined) return `data: 'self'${net}`
  const beside = deck.files.some((file) => file.use === use && !parts.urlOf(file.key).startsWith('data:'))
  return (beside ? "data: 'self'" : 'data:') + net
}
