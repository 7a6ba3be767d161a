// Requests and messages that no browser sends, made from good ones with a random generator.

/** Makes bytes for a connection: what begins as a request of some kind. `port` is the server's, `paths` are good ones. */
export function malformedRequest(random, port, paths) {
  const pick = (list) => list[Math.floor(random() * list.length)]
  const junk = (length) => Buffer.from(Array.from({ length }, () => Math.floor(random() * 256)))
  const method = pick([
    'GET',
    'GET',
    'GET',
    'HEAD',
    'POST',
    'PUT',
    'DELETE',
    'TRACE',
    'OPTIONS',
    'CONNECT',
    'FOO',
    'get',
    '',
  ])
  const hosts = [
    `127.0.0.1:${port}`,
    `localhost:${port}`,
    'evil.example',
    `evil.example:${port}`,
    '',
    '[::1',
    `127.0.0.1:99999999`,
    'x'.repeat(8_000),
  ]
  const twists = [
    (path) => path,
    (path) => `${path}%00`,
    (path) => `/..${path}`,
    (path) => `/%2e%2e%2f%2e%2e%2fetc/passwd${path}`,
    (path) => path.replaceAll('/', '\\'),
    (path) => `/${path}/%E0%A4%A`,
    (path) => `${path}?token=${'x'.repeat(Math.floor(random() * 5_000))}`,
    (path) => `http://evil.example${path}`,
    (path) => path.slice(0, -1) + String.fromCharCode(Math.floor(random() * 255)),
    (path) => `${path}?raw&import&url=${junk(6).toString('hex')}`,
    () => '*',
    () => '',
  ]
  const headers = [
    `Host: ${pick(hosts)}`,
    `Host: 127.0.0.1:${port}`,
    'Origin: null',
    'Origin: http://evil.example',
    `Origin: http://127.0.0.1:${port}`,
    'Sec-Fetch-Site: cross-site',
    'Content-Length: 10',
    'Content-Length: -1',
    'Transfer-Encoding: chunked',
    'Transfer-Encoding: chunked, identity',
    'Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==',
    'Upgrade: h2c',
    'Range: bytes=9e99-',
    `Range: bytes=${'0-0,'.repeat(500)}`,
    `Cookie: lectern-${port}=${junk(16).toString('hex')}`,
    `X: ${'y'.repeat(Math.floor(random() * 20_000))}`,
    `${junk(5).toString('latin1')}: ${junk(5).toString('latin1')}`,
    'no colon here',
    ' folded: line',
    'Expect: 100-continue',
  ]
  const head = [
    `${method} ${pick(twists)(pick(paths))} ${pick(['HTTP/1.1', 'HTTP/1.1', 'HTTP/1.0', 'HTTP/0.9', 'HTTP/9.9', 'HTTQ'])}`,
    ...Array.from({ length: Math.floor(random() * 6) }, () => pick(headers)),
    ...(random() < 0.7 ? [`Host: 127.0.0.1:${port}`] : []),
  ]
  const end = pick(['\r\n\r\n', '\r\n\r\n', '\r\n\r\n', '\r\n', '', '\n\n'])
  const whole = Buffer.concat([
    Buffer.from(head.join('\r\n') + end, 'latin1'),
    random() < 0.3 ? junk(Math.floor(random() * 300)) : Buffer.alloc(0),
  ])
  const kind = random()
  // A greeting of TLS, nothing but noise, a few bytes flipped, a request that stops in the middle.
  if (kind < 0.03) return Buffer.concat([Buffer.from([22, 3, 1, 2, 0, 1, 0, 1, 252, 3, 3]), junk(200)])
  if (kind < 0.08) return junk(Math.floor(random() * 2_000))
  if (kind < 0.2)
    for (let count = 0; count < 3; count += 1) whole[Math.floor(random() * whole.length)] = Math.floor(random() * 256)
  return kind < 0.3 ? whole.subarray(0, Math.floor(random() * whole.length)) : whole
}

/** Makes a message that is none: text, or bytes. */
export function malformedMessage(random) {
  const pick = (list) => list[Math.floor(random() * list.length)]
  const junk = (length) => Buffer.from(Array.from({ length }, () => Math.floor(random() * 256)))
  const odd = () =>
    pick([
      -1,
      1.5,
      1e21,
      '1',
      null,
      {},
      [],
      2 ** 53,
      undefined,
      true,
      '\u0000',
      'x'.repeat(300),
      { __proto__: 1 },
      [[[]]],
    ])
  const kinds = [
    () => '',
    () => '['.repeat(1 + Math.floor(random() * 8_000)),
    () => junk(Math.floor(random() * 200)).toString('latin1'),
    () => junk(1 + Math.floor(random() * 500)),
    () => JSON.stringify(odd()) ?? 'undefined',
    () =>
      JSON.stringify({ type: pick(['hello', 'resync', 'painted', 'state']), revision: odd(), slides: odd() }).slice(
        0,
        -1,
      ),
    () => JSON.stringify({ type: 'hello', revision: pick([-1, 1.5, '1', null, {}]), slides: [odd()] }),
    () => JSON.stringify({ type: 'resync', slides: pick(['x', 7, { length: 9 }, [7], ['y'.repeat(100)]]) }),
    () =>
      JSON.stringify({
        type: pick(['goto', 'next', 'reload', 'end', 'setToken', '__proto__', 'constructor', 'toString']),
        slide: odd(),
      }),
    () =>
      JSON.stringify({ type: 'state', stamp: odd(), state: { place: { slide: odd(), step: odd() }, timer: odd() } }),
    () => `{"type":"hello","revision":1e309${',"a":1'.repeat(Math.floor(random() * 1_000))}}`,
    () => 'z'.repeat(16 * 1024 + 1 + Math.floor(random() * 100_000)),
  ]
  return pick(kinds)()
}
