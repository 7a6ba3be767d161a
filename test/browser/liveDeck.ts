import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { settingsOf } from '../../src/cli/options/settings.js'
import { createEngine } from '../../src/compile/engine/engine.js'
import { loadClient } from '../../src/load/client.js'
import { packageRoot } from '../../src/load/packageRoot.js'
import type { OpenRequest, Painted } from '../../src/model/protocol/live.js'
import { followDeck } from '../../src/project/followDeck.js'
import { filesAt } from '../../src/serve/deck/deckRoute.js'
import { openSession, type Session } from '../../src/serve/deck/session.js'
import { openRoute } from '../../src/serve/editor/openRoute.js'
import { type Server, startServer } from '../../src/serve/server.js'
import { machineIn } from '../machineIn.js'

/** One for all, as in a run of the command: making its instances is most of the work. */
const engine = createEngine()

/** A deck in a folder of its own, followed by a real server. */
export interface LiveDeck {
  readonly folder: string
  readonly url: string
  /** Writes a file of the deck, and waits for nothing. */
  save(name: string, content: string | Uint8Array): Promise<void>
  remove(name: string): Promise<void>
  /** Texts of the deck as they were compiled last. */
  compiled(): string
  /** What the editor was asked to open. */
  readonly opened: readonly OpenRequest[]
  readonly painted: readonly Painted[]
  /** Ends the server as a crash would; `start` brings another one, on the same port. */
  stop(): Promise<void>
  /** `runtime` is another one than before when the client has changed. */
  start(runtime?: string): Promise<void>
  close(): Promise<void>
}

/** Serves `talk.md` with `markdown` in it, and other files beside it: relative path → content. */
export async function serveDeck(
  markdown: string,
  files: Readonly<Record<string, string | Uint8Array>> = {},
): Promise<LiveDeck> {
  const folder = await mkdtemp(join(tmpdir(), 'lectern-live-'))
  const path = join(folder, 'talk.md')
  const save = async (name: string, content: string | Uint8Array): Promise<void> => {
    await mkdir(dirname(join(folder, name)), { recursive: true })
    await writeFile(join(folder, name), content)
  }
  for (const [name, content] of Object.entries(files)) await save(name, content)
  await save('talk.md', markdown)
  const { dev: client } = await loadClient(packageRoot())
  const opened: OpenRequest[] = []
  const painted: Painted[] = []
  let session: Session
  let server: Server
  let compiled = ''
  let port = 0

  const start = async (runtime = 'one'): Promise<void> => {
    session = openSession({
      name: 'talk',
      file: 'talk.md',
      path,
      prepare: followDeck(path, {
        machine: machineIn(folder, { XDG_CACHE_HOME: join(folder, '.cache') }),
        engine,
        readSettings: () => settingsOf({}, folder),
        fonts: 'all',
      }),
      filesAt: filesAt('talk'),
      exhausted: () => undefined,
    })
    session.listen(({ prepared }) => {
      compiled = prepared?.text ?? ''
    })
    server = await startServer({
      sessions: [session],
      access: { tokens: new Map([['speaker', token]]), isOpen: true, hosts: ['127.0.0.1'] },
      live: { pages: { client, runtime, debug: true }, painted: (_, message) => void painted.push(message) },
      host: '127.0.0.1',
      port,
      otherPorts: false,
      routes: [
        openRoute(
          () => session,
          folder,
          async (file, line, column) => void opened.push({ file, line, column }),
        ),
      ],
      failed: (error) => {
        throw error
      },
    })
    port = server.port
    await session.start()
  }
  const stop = async (): Promise<void> => {
    session.close()
    await server.close()
  }
  await start()
  return {
    folder,
    url: `http://127.0.0.1:${port}/talk/?token=${token}`,
    save,
    remove: (name) => rm(join(folder, name)),
    compiled: () => compiled,
    opened,
    painted,
    stop,
    start,
    close: async () => {
      await stop()
      await rm(folder, { recursive: true })
    },
  }
}

const token = 'a-token-of-the-tests-that-is-long'
