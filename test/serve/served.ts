import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, dirname, join } from 'node:path'
import { onTestFinished } from 'vitest'
import { settingsOf } from '../../src/cli/options/settings.js'
import { createEngine } from '../../src/compile/engine/engine.js'
import { loadClient } from '../../src/load/client.js'
import { packageRoot } from '../../src/load/packageRoot.js'
import type { Painted } from '../../src/model/protocol/live.js'
import { followDeck } from '../../src/project/followDeck.js'
import { filesAt } from '../../src/serve/deck/deckRoute.js'
import type { Prepare } from '../../src/serve/deck/prepared.js'
import { openSession, type Session, type SessionOptions, type Update } from '../../src/serve/deck/session.js'
import type { OpenEditor } from '../../src/serve/editor/openRoute.js'
import { openRoute } from '../../src/serve/editor/openRoute.js'
import type { Access } from '../../src/serve/http/access.js'
import type { Route } from '../../src/serve/http/respond.js'
import { type Server, startServer } from '../../src/serve/server.js'
import { machineIn } from '../machineIn.js'

/** One for all, as in a run of the command: making its instances is most of the work. */
const engine = createEngine()

/** Tokens of the servers under test. */
export const tokens = { speaker: 'speaker-speaker-speaker-speaker', viewer: 'viewer-viewer-viewer-viewer-view' }

export interface Followed {
  readonly folder: string
  readonly path: string
  readonly session: Session
  /** Every update since the start. */
  readonly updates: Update[]
  /** The next update that fits; also one that came already, after the last that was waited for. */
  next(fits?: (update: Update) => boolean): Promise<Update>
  /** Writes a file of the folder. */
  write(name: string, content: string | Uint8Array): Promise<void>
}

export interface FollowOptions {
  readonly watch?: SessionOptions['watch']
  readonly exhausted?: () => void
  /** Stands between the session and the real preparing. */
  readonly around?: (prepare: Prepare) => Prepare
  readonly fonts?: 'used' | 'all'
}

/** Writes files into a folder of its own and follows the deck `talk.md` in it, for real. */
export async function follow(
  files: Readonly<Record<string, string | Uint8Array>>,
  { watch, exhausted = () => undefined, around = (prepare) => prepare, fonts = 'all' }: FollowOptions = {},
): Promise<Followed> {
  const folder = await mkdtemp(join(tmpdir(), 'lectern-serve-'))
  const write = async (name: string, content: string | Uint8Array): Promise<void> => {
    await mkdir(dirname(join(folder, name)), { recursive: true })
    await writeFile(join(folder, name), content)
  }
  for (const [name, content] of Object.entries(files)) await write(name, content)
  const path = join(folder, Object.keys(files).find((name) => name.endsWith('.md')) ?? 'talk.md')
  const readSettings = () => settingsOf({}, folder)
  const prepare = followDeck(path, { machine: machineIn(folder), engine, readSettings, fonts })
  const session = openSession({
    name: 'talk',
    path,
    file: basename(path),
    prepare: around(prepare),
    filesAt: filesAt('talk'),
    exhausted,
    ...(watch === undefined ? {} : { watch }),
  })
  const updates: Update[] = []
  let seen = 0
  const waiting = new Set<() => void>()
  session.listen((update) => {
    updates.push(update)
    for (const look of waiting) look()
  })
  onTestFinished(async () => {
    session.close()
    await rm(folder, { recursive: true, force: true })
  })
  await session.start()
  seen = updates.length
  const next = (fits: (update: Update) => boolean = () => true): Promise<Update> =>
    new Promise((resolve) => {
      const look = (): void => {
        const index = updates.findIndex((update, at) => at >= seen && fits(update))
        const found = updates[index]
        if (found === undefined) return
        seen = index + 1
        waiting.delete(look)
        resolve(found)
      }
      waiting.add(look)
      look()
    })
  return { folder, path, session, updates, next, write }
}

export interface Served extends Followed {
  readonly server: Server
  readonly port: number
  readonly origin: string
  /** What the server complained about. */
  readonly failures: unknown[]
  readonly painted: Painted[]
}

export interface ServeOptions extends FollowOptions {
  readonly isOpen?: boolean
  readonly debug?: boolean
  /** Secrets of earlier starts. */
  readonly former?: readonly string[]
  readonly routes?: readonly Route[]
  readonly openEditor?: OpenEditor
  readonly port?: number
  readonly patienceMs?: number
}

/** The same, served on a port of its own. */
export async function serve(
  files: Readonly<Record<string, string | Uint8Array>>,
  options: ServeOptions = {},
): Promise<Served> {
  const followed = await follow(files, options)
  const { session, folder } = followed
  const { dev: client } = await loadClient(packageRoot())
  const failures: unknown[] = []
  const painted: Painted[] = []
  const access: Access = {
    tokens: new Map(Object.entries(tokens)) as Access['tokens'],
    isOpen: options.isOpen ?? true,
    hosts: [],
    ...(options.former === undefined ? {} : { former: options.former }),
  }
  const find = (name: string): Session | undefined => (name === session.name ? session : undefined)
  const server = await startServer({
    sessions: [session],
    access,
    host: '127.0.0.1',
    port: options.port ?? 0,
    otherPorts: false,
    ...(options.patienceMs === undefined ? {} : { patienceMs: options.patienceMs }),
    live: {
      pages: { client, runtime: 'test', debug: options.debug ?? false },
      painted: (_, message) => painted.push(message),
    },
    routes: [openRoute(find, folder, options.openEditor ?? (async () => undefined)), ...(options.routes ?? [])],
    failed: (error) => failures.push(error),
  })
  onTestFinished(() => server.close())
  const origin = `http://127.0.0.1:${server.port}`
  return { ...followed, server, port: server.port, origin, failures, painted }
}
