import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

/** A listening port that hostile decks call, and what it heard. */
export interface Canary {
  /** `127.0.0.1:port`. */
  readonly address: string
  /** Paths that were asked for; emptied by whoever listens. */
  readonly hits: string[]
  close(): void
}

/** Starts to listen on loopback. */
export async function startCanary(): Promise<Canary> {
  const hits: string[] = []
  const server = createServer((request, response) => {
    hits.push(request.url ?? '')
    response.writeHead(200, { 'access-control-allow-origin': '*' }).end()
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return { address: `127.0.0.1:${(server.address() as AddressInfo).port}`, hits, close: () => server.close() }
}
