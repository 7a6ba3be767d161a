import type {
  EditorPage,
  EditorState,
  SaveAnswer,
  SaveRequest,
  SourceRefusal,
  SourceText,
} from '../../model/protocol/editor.js'
import type { Fetched } from './saver.js'

/** What the page asks of the server. All reject when it cannot be reached, or does not know this page any more. */
export interface EditorServer {
  state(): Promise<EditorState>
  source(file: string): Promise<Fetched>
  save(file: string, request: SaveRequest): Promise<SaveAnswer>
  /** Address of the live channel. */
  channel(): string
}

/** Talks to the server that the page came from. */
export function connectServer(page: EditorPage): EditorServer {
  const at = (file: string): string => `${page.source}&file=${encodeURIComponent(file)}`
  return {
    state: async () => (await ask(page.state)) as EditorState,
    async source(file) {
      const found = (await ask(at(file))) as SourceText | SourceRefusal
      return 'reason' in found ? { ok: false, ...found } : { ok: true, source: found }
    },
    async save(file, request) {
      const headers = { 'Content-Type': 'application/json' }
      return (await ask(at(file), { method: 'POST', headers, body: JSON.stringify(request) })) as SaveAnswer
    },
    channel: () => page.channel,
  }
}

/** Our own server's JSON. A refusal to save is an answer too. */
async function ask(address: string, init: RequestInit = {}): Promise<unknown> {
  const common: RequestInit = { cache: 'no-store', credentials: 'same-origin', signal: AbortSignal.timeout(20_000) }
  const response = await fetch(address, { ...common, ...init })
  if (response.headers.get('content-type')?.startsWith('application/json')) return response.json()
  if (response.status === 403) throw new Error('Lectern was restarted. Open the link printed in the terminal.')
  throw new Error(`The server responded with ${response.status}.`)
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
      timer = window.setTimeout(open, waitMs * (0.5 + Math.random()))
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
