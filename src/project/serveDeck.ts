import { createHash, randomBytes } from 'node:crypto'
import type { Client } from '../load/client.js'
import { fileName } from '../load/disk/fileName.js'
import { filesAt } from '../serve/deck/deckRoute.js'
import type { Prepare } from '../serve/deck/prepared.js'
import { openSession } from '../serve/deck/session.js'
import { deckAt } from '../serve/index/indexRoute.js'
import { startServer } from '../serve/server.js'

/** What serving one deck to this machine needs. */
export interface ServeJob {
  /** Absolute path of the deck, and its name in addresses. */
  readonly path: string
  readonly name: string
  readonly cwd: string
  /** 0: any that is free. */
  readonly port: number
  readonly client: Client
  readonly prepare: Prepare
  readonly failed: (error: unknown) => void
}

/** A deck that is served. */
export interface Served {
  /** Where it is shown, its token included. */
  readonly url: string
  readonly port: number
  close(): Promise<void>
}

/** Serves a deck to this machine and to nobody else, and follows its files. @throws LecternError (3) when the port is taken. */
export async function serveDeck({ path, name, cwd, port, client, prepare, failed }: ServeJob): Promise<Served> {
  const session = openSession({
    name,
    path,
    file: fileName(path, cwd),
    prepare,
    filesAt: filesAt(name),
    exhausted: () => undefined,
  })
  const token = randomBytes(24).toString('base64url')
  const host = '127.0.0.1'
  const { script, style } = client.dev
  const runtime = createHash('sha256').update(script).update(style).digest('base64url').slice(0, 16)
  try {
    const server = await startServer({
      sessions: [session],
      access: { tokens: new Map([['speaker', token]]), isOpen: true, hosts: [host] },
      host,
      port,
      otherPorts: false,
      live: { pages: { client: client.dev, runtime, debug: false }, painted: () => undefined },
      routes: [],
      failed,
    })
    void session.start()
    return {
      url: `http://${host}:${server.port}${deckAt(name)}?token=${token}`,
      port: server.port,
      close: async () => {
        session.close()
        await server.close()
      },
    }
  } catch (error) {
    session.close()
    throw error
  }
}
