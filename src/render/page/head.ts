import type { Deck } from '../../model/deck.js'
import type { PageParts } from '../../model/page.js'
import { escapeHtml, escapeStyle } from './escape.js'
import { placeFilesInCss } from './files.js'
import { contentPolicy } from './policy.js'

/** What differs between the heads of our documents. */
export interface HeadOptions {
  /** CSS after everything else, where nothing of the deck can overrule it. */
  readonly lastCss: string
  /** True for pages that people pass on: description, Open Graph, canonical address. */
  readonly social: boolean
}

/**
 * The head of a page. The policy comes before anything that it governs. Our script stands in the head on purpose: it
 * runs before the first element of the author exists, so it can keep what it needs of `document` before any
 * `<img name="querySelector">` hides it.
 */
export function renderHead(deck: Deck, parts: PageParts, options: HeadOptions): string {
  const nonce = parts.nonce === undefined ? '' : ` nonce="${escapeHtml(parts.nonce)}"`
  return [
    '<meta charset="utf-8">',
    `<meta http-equiv="Content-Security-Policy" content="${escapeHtml(contentPolicy(deck, parts))}">`,
    '<meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover">',
    `<title>${escapeHtml(deck.meta.title)}</title>`,
    '<meta name="generator" content="Lectern">',
    ...describe(deck),
    ...(options.social ? openGraph(deck) : []),
    attribution(deck),
    `<style>${escapeStyle(placeFilesInCss(deck.css, parts.urlOf))}</style>`,
    `<style>${escapeStyle(parts.style)}${escapeStyle(options.lastCss)}</style>`,
    parts.script === '' ? '' : `<script${nonce}>${parts.script}</script>`,
  ]
    .filter((line) => line !== '')
    .join('\n')
}

/** What the licence of the emoji asks for, in the files that have some. */
function attribution({ files }: Deck): string {
  const twemoji = 'Emoji: Twemoji (github.com/jdecked/twemoji), CC BY 4.0'
  return files.some(({ from }) => from === 'emoji') ? `<!-- ${twemoji} -->` : ''
}

function describe({ meta }: Deck): string[] {
  return [
    named('description', meta.description),
    named('author', meta.author),
    named('keywords', meta.keywords.length === 0 ? undefined : meta.keywords.join(', ')),
  ]
}

function openGraph({ meta }: Deck): string[] {
  const url = httpOnly(meta.url)
  const image = httpOnly(meta.image)
  return [
    property('og:type', 'website'),
    property('og:title', meta.title),
    property('og:description', meta.description),
    property('og:url', url),
    property('og:image', image),
    property('og:locale', /^[a-z]{2}-[A-Z]{2}$/.test(meta.lang) ? meta.lang.replace('-', '_') : undefined),
    named('twitter:card', image === undefined ? undefined : 'summary_large_image'),
    url === undefined ? '' : `<link rel="canonical" href="${escapeHtml(url)}">`,
  ]
}

function named(name: string, content: string | undefined): string {
  return content === undefined || content === '' ? '' : `<meta name="${name}" content="${escapeHtml(content)}">`
}

function property(name: string, content: string | undefined): string {
  return content === undefined || content === '' ? '' : `<meta property="${name}" content="${escapeHtml(content)}">`
}

/** Compile promises http or https; a page checks again, because it is where the address becomes live. */
function httpOnly(address: string | undefined): string | undefined {
  return address !== undefined && /^https?:\/\/[^\s]+$/i.test(address) ? address : undefined
}
