import type { EditorPage, EditorState, SaveAnswer, SaveRequest, SourceRefusal, SourceText } from '../../model/editor.js'
import type { Fetched } from './saver.js'

/** What the page asks of the server. All reject when it cannot be reached, or does not know this page any more. */
export interface EditorServer {
  state(): Promise<EditorState>
  source(file: string): Promise<Fetched>
  save(file: string, request: SaveRequest): Promise<SaveAnswer>
  /** Address of the live channel. */
  channel(): string
  /** Asks for the page's addresses anew: a server that was started again has other tokens. */
  renew(): Promise<void>
}

/** Talks to the server that the page came from. */
export function connectServer(first: EditorPage): EditorServer {
  let page = first
  const about = (file: string): string => `&file=${encodeURIComponent(file)}`
  const renew = async (): Promise<void> => {
    const response = await fetch(location.pathname, common())
    const text = response.ok ? await response.text() : ''
    const { editor } = new DOMParser().parseFromString(text, 'text/html').body.dataset
    if (editor !== undefined) page = JSON.parse(editor) as EditorPage
  }
  const ask = async (address: () => string, init?: RequestInit): Promise<unknown> => {
    const answer = await answerOf(address(), init)
    if (answer !== undefined) return answer
    await renew()
    const second = await answerOf(address(), init)
    if (second === undefined) throw new Error('Lectern was started again: open the address that it printed.')
    return second
  }
  return {
    state: async () => (await ask(() => page.state)) as EditorState,
    async source(file) {
      const found = (await ask(() => page.source + about(file))) as SourceText | SourceRefusal
      return 'reason' in found ? { ok: false, ...found } : { ok: true, source: found }
    },
    async save(file, request) {
      const headers = { 'Content-Type': 'application/json' }
      const init = { method: 'POST', headers, body: JSON.stringify(request) }
      return (await ask(() => page.save + about(file), init)) as SaveAnswer
    },
    channel: () => page.channel,
    renew,
  }
}

/** Our own server's JSON; `undefined` when it does not know us. A refusal to save is an answer too. */
async function answerOf(address: string, init: RequestInit = {}): Promise<unknown> {
  const response = await fetch(address, { ...common(), ...init })
  if (response.headers.get('content-type')?.startsWith('application/json')) return response.json()
  if (response.status === 403) return undefined
  throw new Error(`The server answers with ${response.status}.`)
}

function common(): RequestInit {
  return { cache: 'no-store', credentials: 'same-origin', signal: AbortSignal.timeout(20_000) }
}

/** Calls `changed` when the deck was built anew, and when the connection is there again. Gives what ends it. */
export function followDeck(server: EditorServer, changed: () => void, connected: (is: boolean) => void): () => void {
  let socket: WebSocket | undefined
  let timer: number | undefined
  let waitMs = 250
  let isEnded = false
  const open = (): void => {
    if (isEnded) return
    socket = new WebSocket(new URL(server.channel(), location.href.replace(/^http/, 'ws')))
    socket.addEventListener('message', ({ data }) => {
      const message = messageOf(data)
      if (message?.type === 'welcome') {
        // Only what happens from now on: what there is now is asked for at once.
        socket?.send(JSON.stringify({ type: 'hello', revision: message.revision }))
        waitMs = 250
        connected(true)
      }
      changed()
    })
    socket.addEventListener('close', () => {
      if (isEnded) return
      connected(false)
      const again = (): void => void server.renew().then(open, open)
      timer = window.setTimeout(again, waitMs * (0.5 + Math.random()))
      waitMs = Math.min(waitMs * 2, 5_000)
    })
  }
  open()
  return () => {
    isEnded = true
    clearTimeout(timer)
    socket?.close()
  }
}

function messageOf(data: unknown): { readonly type: string; readonly revision: number } | undefined {
  try {
    return JSON.parse(String(data)) as { type: string; revision: number }
  } catch {
    return undefined
  }
}
