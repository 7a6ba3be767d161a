import type { Readable, Writable } from 'node:stream'
import type { BrowserEvent, Commands } from './protocol.js'

/** Asks a browser and hears its answers. */
export interface Pipe {
  /** Sends a command to the browser, or to one of its pages when `sessionId` is given. Rejects when the pipe has closed. */
  send<Name extends keyof Commands>(
    name: Name,
    params: Commands[Name]['params'],
    sessionId?: string,
  ): Promise<Commands[Name]['result']>
  /** Hears every event until the function that comes back is called. */
  listen(listener: (event: BrowserEvent) => void): () => void
  /** Rejects what is still asked, and all that will be, with that reason. */
  fail(reason: Error): void
}

/** Speaks the DevTools protocol over the two streams of `--remote-debugging-pipe`: JSON texts, each closed by a NUL. */
export function openPipe(input: Writable, output: Readable): Pipe {
  const asked = new Map<number, { resolve(result: never): void; reject(error: Error): void }>()
  const listeners = new Set<(event: BrowserEvent) => void>()
  let lastId = 0
  let failure: Error | undefined

  const fail = (reason: Error): void => {
    failure ??= reason
    for (const { reject } of asked.values()) reject(failure)
    asked.clear()
  }
  const hear = (message: Message): void => {
    if (message.id === undefined) {
      for (const listener of [...listeners]) listener(message)
      return
    }
    const waiting = asked.get(message.id)
    asked.delete(message.id)
    if (message.error === undefined) waiting?.resolve(message.result)
    else waiting?.reject(new Error(message.error.message))
  }

  splitMessages(output, hear)
  // A browser that has died shows as EPIPE here; its exit, which tells more, is what the launcher waits for.
  input.on('error', () => fail(new Error('The browser closed the connection.')))
  output.on('error', () => fail(new Error('The browser closed the connection.')))
  output.on('close', () => fail(new Error('The browser closed the connection.')))

  return {
    send: (name, params, sessionId) =>
      new Promise((resolve, reject) => {
        if (failure !== undefined) return reject(failure)
        lastId += 1
        asked.set(lastId, { resolve, reject })
        const text = `${JSON.stringify({ id: lastId, method: name, params, sessionId })}\0`
        // A document of half a megabyte is written in half the time when nobody has to look for longer characters.
        input.write(text, beyondAscii.test(text) ? 'utf8' : 'latin1')
      }),
    listen: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    fail,
  }
}

const beyondAscii = /[\u0080-\uffff]/

/** The border: what the browser writes is JSON of the protocol's shape, or it is no browser. */
type Message = BrowserEvent & {
  readonly id?: number
  readonly result: never
  readonly error?: { readonly message: string }
}

function splitMessages(output: Readable, hear: (message: Message) => void): void {
  let parts: Buffer[] = []
  output.on('data', (chunk: Buffer) => {
    let start = 0
    for (let end = chunk.indexOf(0); end >= 0; end = chunk.indexOf(0, start)) {
      parts.push(chunk.subarray(start, end))
      start = end + 1
      const message = parseMessage(Buffer.concat(parts).toString())
      parts = []
      if (message !== undefined) hear(message)
    }
    parts.push(chunk.subarray(start))
  })
}

function parseMessage(text: string): Message | undefined {
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null ? (value as Message) : undefined
  } catch {
    return undefined
  }
}
