import { createHash } from 'node:crypto'
import type { ClientBundle } from '../../load/client.js'
import type { LivePage } from '../../model/protocol/live.js'
import { contentPolicy } from '../../render/page/policy.js'
import { renderPlayer } from '../../render/player/player.js'
import type { Shown } from './shown.js'

/** A page with the policy that belongs to it. */
export interface ServedPage {
  readonly html: Buffer
  readonly policy: string
}

/** The page that follows a deck. */
export function playerPage(shown: Shown, client: ClientBundle, live: LivePage, notes: boolean): ServedPage {
  const parts = {
    urlOf: shown.files.urlOf,
    ...client,
    scriptSource: hashSource(client.script),
    connectSources: "'self'",
  }
  const { html } = renderPlayer(shown.deck, parts, { notes, hashes: shown.hashes, live })
  return { html: Buffer.from(html), policy: `${contentPolicy(shown.deck, parts)}; frame-ancestors 'self'` }
}

/** A page of nothing but the deck's first slide, as large as its frame. */
export function firstSlidePage(shown: Shown, style: string): ServedPage {
  const deck = { ...shown.deck, slides: shown.deck.slides.slice(0, 1) }
  const parts = { urlOf: shown.files.urlOf, script: '', style: `${style}${firstSlideCss}`, scriptSource: "'none'" }
  const { html } = renderPlayer(deck, parts)
  return { html: Buffer.from(html), policy: `${contentPolicy(deck, parts)}; frame-ancestors 'self'` }
}

const firstSlideCss =
  'html,body{overflow:hidden}#lectern-deck{padding:0!important}.lectern-slide{margin:0!important;max-width:none!important}'

/** The policy's name for exactly this script. */
export function hashSource(script: string): string {
  return `'sha256-${createHash('sha256').update(script).digest('base64')}'`
}
