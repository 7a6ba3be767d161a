import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, it, onTestFinished } from 'vitest'
import WebSocket from 'ws'
import { keepWindows, type Window } from '../../src/serve/socket/windows.js'

it('a window that does not read gets nothing that may be lost, and is let go when it is owed too much', async () => {
  let resolveOpened: (window: Window) => void = () => undefined
  const opened = new Promise<Window>((resolve) => {
    resolveOpened = resolve
  })
  const windows = keepWindows<Window>({
    limitsOf: () => ({ messagesPerSecond: 10, frameBytes: 1_000 }),
    opened: (window) => resolveOpened(window),
    heard: () => true,
  })
  const server = createServer()
  server.on('upgrade', (request, socket, head) =>
    windows.admit({ request, socket, head }, 'viewer', (window) => window),
  )
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const client = new WebSocket(`ws://127.0.0.1:${(server.address() as AddressInfo).port}`)
  onTestFinished(() => {
    client.terminate()
    windows.close()
    server.close()
  })
  const window = await opened
  client.pause()
  const text = 'x'.repeat(10_000)
  // More than the system takes for a connection.
  for (let count = 0; count < 3_000; count++) windows.send(window, text, true)
  expect([window.socket.readyState, window.socket.bufferedAmount < 100_000]).toEqual([WebSocket.OPEN, true])
  expect(window.socket.bufferedAmount).toBeGreaterThan(0)
  for (let count = 0; count < 3_000; count++) windows.send(window, text)
  expect(window.socket.readyState).not.toBe(WebSocket.OPEN)
  await expect.poll(() => windows.all.size).toBe(0)
})
