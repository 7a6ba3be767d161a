import type { ClientMessage, LivePage, Patch, Resync, ServerMessage } from '../../model/protocol/live.js'
import { recall, remember } from '../dom/storage.js'
import { openChannel } from './channel.js'
import type { Panel } from './panel/panel.js'
import { reportPainting } from './panel/report.js'
import { readMessage } from './patch/parse.js'
import type { Patcher } from './patch/patcher.js'

/**
 * Keeps the page at what the server has. Messages are dealt with one after another, because a change may wait for its
 * pictures. `patcher` is absent when the page has no slide: then the first deck loads it anew.
 */
export function keepUpToDate(page: LivePage, panel: Panel, patcher: Patcher | undefined): void {
  /** Session of the deck that the page has; of the server that it talks to. */
  let session: string | undefined
  let server: string | undefined
  let { revision } = page
  /** True when nothing can be patched until all of the deck has come. */
  let isStale = false
  let isConnected = false
  let last: Promise<void> = Promise.resolve()

  /** What need not be sent. More than the server reads are not told; then all of the deck comes, and what is equal stays. */
  const has = (): string[] => {
    const hashes = patcher?.hashes() ?? []
    return hashes.length > mostHashes ? [] : hashes
  }
  const resync = (): void => channel.send({ type: 'resync', slides: has() })
  const change = async (message: Patch | Resync): Promise<void> => {
    const startMs = performance.now()
    if (message.type === 'resync' && message.slides.length === 0) {
      // A server that has no deck to show yet: what is here is better.
      isStale = true
      return panel.problems(message.problems)
    }
    if (patcher === undefined) return reload()
    if (message.type === 'patch') {
      if (isStale) return resync()
      if (message.from !== revision) return message.to === revision ? undefined : resync()
    }
    const applied = await patcher.apply(message, panel.follows())
    if (applied === 'misfit') return message.type === 'patch' ? resync() : reload()
    if (applied === 'scripts') return reload()
    session = server
    revision = message.to
    isStale = false
    panel.problems(message.problems)
    if (page.debug !== true) return
    const timings = message.type === 'patch' ? message.timings : undefined
    reportPainting(revision, { startMs, patchedMs: performance.now(), timings }, channel.send)
  }
  const take = async (message: ServerMessage): Promise<void> => {
    if (message.type === 'patch' || message.type === 'resync') return change(message)
    if (message.type === 'reload') return reload()
    if (message.type === 'welcome') {
      if (message.runtime !== page.runtime) return reload()
      server = message.session
      session ??= server
      isStale ||= session !== server
    }
    panel.problems(message.problems)
  }
  const channel = openChannel<ServerMessage, ClientMessage>(page.channel, {
    read: readMessage,
    connected: (connection) => {
      isConnected = connection === 'on'
      panel.connected(connection)
    },
    hello: () => ({
      type: 'hello',
      revision,
      ...(session === undefined ? {} : { session }),
      // Whoever only asks whether the connection lives has been told before.
      ...(session === undefined || isConnected ? {} : { slides: has() }),
    }),
    message: (message) => {
      last = last.then(() => take(message)).catch(fail)
    },
  })
}

const mostHashes = 1000

/** A mistake of ours must not leave a page that is half new. */
function fail(error: unknown): void {
  console.error(error)
  reload()
}

/** The address keeps the place. Not twice in a row: a page that cannot be helped by it would load for ever. */
function reload(): void {
  // Without storage it may load too often, but it loads.
  const justNow = Date.now() - Number(recall('window', name) ?? 0) < 3000
  remember('window', name, String(Date.now()))
  if (justNow) setTimeout(reload, 3000)
  else location.reload()
}

const name = 'lectern-reloaded'
