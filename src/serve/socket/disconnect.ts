import type { WebSocket } from 'ws'

/** Ends the connection of a window that says what no window says. Whoever keeps talking is not listened to. */
export function disconnect(socket: WebSocket): void {
  if (socket.readyState !== socket.OPEN) return
  socket.removeAllListeners('message')
  socket.close(1008)
  setTimeout(() => socket.terminate(), 500).unref()
}
