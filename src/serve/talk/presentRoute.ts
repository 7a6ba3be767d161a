import type { ClientBundle } from '../../load/client.js'
import type { StagePage } from '../../model/protocol/show.js'
import { contentPolicy } from '../../render/page/policy.js'
import { renderPlayer } from '../../render/player/player.js'
import { filesAt } from '../deck/deckRoute.js'
import { hashSource } from '../deck/pages.js'
import type { Shown } from '../deck/shown.js'
import type { Role } from '../http/access.js'
import { type Route, refuse, respond, type Visit } from '../http/respond.js'
import { sendImmutable } from '../http/sendFile.js'
import { stagePath } from './stage.js'

/** What the pages of a talk are made from. */
export interface PresentPages {
  /** Name of the deck in addresses. */
  readonly name: string
  readonly client: ClientBundle
  /** The deck as it is presented, which may be older than the one on disk. */
  readonly presented: () => Shown
  /** Invites a phone: gives its address and the code for it. */
  readonly invite: () => { readonly url: string; readonly svg: string } | undefined
}

/** Addresses of a talk's pages. */
export function pagesOf(name: string): { audience: string; presenter: string; remote: string; pair: string } {
  const at = `/${encodeURIComponent(name)}/`
  return { audience: at, presenter: `${at}presenter`, remote: `${at}remote`, pair: `${at}pair` }
}

/** Answers with the pages of a talk, each to whom it is for, and with the files of the deck that is presented. */
export function presentRoute({ name, client, presented, invite }: PresentPages): Route {
  const at = pagesOf(name)
  const made = new Map<string, { readonly shown: Shown; readonly html: Buffer; readonly policy: string }>()
  const page = (role: StagePage['role'], mayPresent: boolean) => {
    const key = `${role} ${mayPresent}`
    const shown = presented()
    const known = made.get(key)
    if (known?.shown === shown) return known
    const parts = {
      urlOf: shown.files.urlOf,
      ...client,
      scriptSource: hashSource(client.script),
      connectSources: "'self'",
    }
    const purpose = role === 'follower' ? 'audience' : role
    const stage: StagePage = {
      role,
      channel: `${stagePath}?for=${purpose}`,
      deck: shown.id,
      revision: shown.revision,
      pages: { audience: at.audience, ...(mayPresent ? { presenter: at.presenter } : {}) },
      ...(role === 'presenter' ? { pair: at.pair } : {}),
    }
    const notes = role === 'presenter' || role === 'remote'
    const { html } = renderPlayer(shown.deck, parts, { notes, stage })
    const policy = `${contentPolicy(shown.deck, parts)}; frame-ancestors 'none'`
    const fresh = { shown, html: Buffer.from(html), policy }
    made.set(key, fresh)
    return fresh
  }
  const send = (visit: Visit, role: StagePage['role'], mayPresent: boolean): true => {
    const { html, policy } = page(role, mayPresent)
    const headers = { 'Content-Type': 'text/html; charset=utf-8', 'Cache-Control': 'no-store' }
    respond(visit, 200, { ...headers, 'Content-Security-Policy': policy }, html)
    return true
  }
  return async (visit, role) => {
    const { path, method } = visit
    if (path === stagePath) {
      refuse(visit, 426, { Upgrade: 'websocket', Connection: 'Upgrade' })
      return true
    }
    if (path === decodeURIComponent(at.pair)) return pair(visit, role)
    if (method === 'POST') return false
    if (path.startsWith(decodeURIComponent(filesAt(name)))) {
      const hash = path.split('/')[4] ?? ''
      const file = presented().files.byHash.get(hash)
      if (file !== undefined) await sendImmutable(visit, hash, file)
      return file !== undefined
    }
    if (path === decodeURIComponent(at.audience)) {
      return send(visit, role === 'viewer' ? 'follower' : 'audience', role === 'speaker')
    }
    if (path === decodeURIComponent(at.presenter))
      return role === 'speaker' ? send(visit, 'presenter', true) : no(visit)
    if (path === decodeURIComponent(at.remote)) return role === 'viewer' ? no(visit) : send(visit, 'remote', false)
    return false
  }

  function pair(visit: Visit, role: Role): true {
    if (role !== 'speaker') return no(visit)
    if (visit.method !== 'POST') {
      refuse(visit, 405, { Allow: 'POST' })
      return true
    }
    // A page says where it comes from when it posts; `checkRequest` has compared it.
    if (visit.request.headers.origin === undefined) return no(visit)
    const invitation = invite()
    const headers = { 'Content-Type': 'application/json', 'Cache-Control': 'no-store' }
    respond(visit, 200, headers, JSON.stringify(invitation ?? {}))
    return true
  }
}

/** Says why, and what to do. */
function no(visit: Visit): true {
  const headers = {
    'Content-Type': 'text/plain; charset=utf-8',
    'Content-Security-Policy': "default-src 'none'; frame-ancestors 'none'",
    'Cache-Control': 'no-store',
  }
  respond(
    visit,
    403,
    headers,
    'This page is for the speaker.\n\nEach link or code works on one device, until the server stops.\nOn the presenting computer, press "Phone" in the presenter view for a new code,\nor restart `lectern present` for a new link.\n',
  )
  return true
}
