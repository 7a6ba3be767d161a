// A WebSocket client of the fewest lines: a crowd of hundreds in one process has to be lighter than the server that it measures.
import { randomBytes } from 'node:crypto'
import { connect } from 'node:net'

/**
 * Connects with a server of ours on this machine. `heard` gets each text, as bytes; `closed` the code, or 0 when the connection
 * broke off. Rejects with the status of a refusal.
 */
export function openSocket({ port, path, cookie, heard = () => {}, closed = () => {} }) {
  return new Promise((done, fail) => {
    const socket = connect(port, '127.0.0.1')
    socket.setNoDelay(true)
    const lines = [
      `Host: localhost:${port}`,
      `Origin: http://localhost:${port}`,
      ...(cookie ? [`Cookie: ${cookie}`] : []),
    ]
    const key = randomBytes(16).toString('base64')
    const upgrade = [
      'Connection: Upgrade',
      'Upgrade: websocket',
      'Sec-WebSocket-Version: 13',
      `Sec-WebSocket-Key: ${key}`,
    ]
    socket.write(`GET ${path} HTTP/1.1\r\n${[...lines, ...upgrade].join('\r\n')}\r\n\r\n`)
    let rest = Buffer.alloc(0)
    let isOpen = false
    let code = 0
    let isLeaving = false
    const client = {
      send: (text) => socket.write(frame(1, Buffer.from(text))),
      pause: () => socket.pause(),
      /** Breaks off, without a word; `closed` is not told. */
      end: () => {
        isLeaving = true
        socket.destroy()
      },
    }
    socket.on('error', () => {})
    socket.on('close', () => {
      if (!isOpen) fail(new Error('the connection broke off'))
      else if (!isLeaving) closed(code)
    })
    socket.on('data', (data) => {
      rest = rest.length === 0 ? data : Buffer.concat([rest, data])
      if (!isOpen) {
        const end = rest.indexOf('\r\n\r\n')
        if (end === -1) return
        const status = Number(rest.toString('latin1', 9, 12))
        rest = rest.subarray(end + 4)
        if (status !== 101) {
          isOpen = true
          fail(new Error(`refused with ${status}`))
          socket.destroy()
          return
        }
        isOpen = true
        done(client)
      }
      while (rest.length >= 2) {
        const short = rest[1] & 127
        const head = short === 127 ? 10 : short === 126 ? 4 : 2
        if (rest.length < head) return
        const length = short === 127 ? Number(rest.readBigUInt64BE(2)) : short === 126 ? rest.readUInt16BE(2) : short
        if (rest.length < head + length) return
        const payload = rest.subarray(head, head + length)
        const kind = rest[0] & 15
        rest = rest.subarray(head + length)
        if (kind === 1) heard(payload)
        else if (kind === 9) socket.write(frame(10, payload))
        else if (kind === 8) {
          code = length >= 2 ? payload.readUInt16BE(0) : 1005
          socket.end(frame(8, payload))
        }
      }
    })
  })
}

/** A frame of a client; the mask is nothing, which is a mask as well. */
function frame(kind, payload) {
  const { length } = payload
  const head = length < 126 ? Buffer.from([128 | kind, 128 | length]) : Buffer.alloc(length < 65_536 ? 4 : 10)
  if (length >= 126) {
    head[0] = 128 | kind
    head[1] = 128 | (length < 65_536 ? 126 : 127)
    if (length < 65_536) head.writeUInt16BE(length, 2)
    else head.writeBigUInt64BE(BigInt(length), 2)
  }
  return Buffer.concat([head, Buffer.alloc(4), payload])
}
