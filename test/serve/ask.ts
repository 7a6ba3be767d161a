import { connect } from 'node:net'

/** What a server answered, as text. */
export interface Answer {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
}

export interface Asking {
  readonly method?: string
  /** Exactly these lines come after the first; absent: a `Host` that is right. */
  readonly lines?: readonly string[]
  readonly body?: string
  readonly version?: string
}

/** Asks in exactly these words, as no client would, and reads until the server closes. */
export async function ask(port: number, target: string, asking: Asking = {}): Promise<Answer> {
  const { method = 'GET', lines = [`Host: 127.0.0.1:${port}`], body = '', version = 'HTTP/1.1' } = asking
  const isNamed = lines.some((line) => /^connection:/i.test(line))
  const head = [`${method} ${target} ${version}`, ...lines, ...(isNamed ? [] : ['Connection: close']), '', '']
  return parse(await say(port, head.join('\r\n') + body))
}

/** Sends bytes and gives everything that comes back until the connection ends. */
export function say(port: number, text: string | Uint8Array): Promise<string> {
  return new Promise((resolve) => {
    let all = ''
    const socket = connect(port, '127.0.0.1', () => socket.write(text))
    socket.setEncoding('latin1')
    socket.on('data', (data) => {
      all += data
    })
    socket.on('error', () => undefined)
    socket.on('close', () => resolve(all))
  })
}

export function parse(text: string): Answer {
  const [head = '', ...rest] = text.split('\r\n\r\n')
  const [first = '', ...lines] = head.split('\r\n')
  const headers = Object.fromEntries(
    lines.map((line) => [line.slice(0, line.indexOf(':')).toLowerCase(), line.slice(line.indexOf(':') + 1).trim()]),
  )
  return { status: Number(first.split(' ')[1] ?? 0), headers, body: rest.join('\r\n\r\n') }
}
