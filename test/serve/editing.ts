import { mkdir, mkdtemp, realpath, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { settingsOf } from '../../src/cli/options/settings.js'
import { createEngine } from '../../src/compile/engine/engine.js'
import { loadClient, loadEditor } from '../../src/load/client.js'
import { packageRoot } from '../../src/load/packageRoot.js'
import { followDeck } from '../../src/project/followDeck.js'
import { filesAt } from '../../src/serve/deck/deckRoute.js'
import { openSession } from '../../src/serve/deck/session.js'
import { editAt, editRoute } from '../../src/serve/editor/editRoute.js'
import type { Access } from '../../src/serve/http/access.js'
import { startServer } from '../../src/serve/server.js'
import { machineIn } from '../machineIn.js'

/** One for all, as in a run of the command: making its instances is most of the work. */
const engine = createEngine()

/** Tokens of the servers under test. */
export const tokens = { speaker: 'speaker-speaker-speaker-speaker', viewer: 'viewer-viewer-viewer-viewer-view' }

export interface Editing {
  /** The project; the deck is `talk.md` in it. */
  readonly folder: string
  readonly path: string
  readonly port: number
  readonly origin: string
  /** Address of the editor, token included. */
  readonly url: string
  /** What the server complained about. */
  readonly failures: readonly unknown[]
  /** Writes a file of the project. */
  write(name: string, content: string): Promise<void>
  /** Stops the server, and starts it again on the same port. */
  stop(): Promise<void>
  start(speaker?: string): Promise<void>
  /** Ends everything and removes the folder. */
  close(): Promise<void>
}

/**
 * Writes a project and serves its deck with the editor, as `lectern dev` does where that deck lies; `aliases` are decks that are
 * links to `talk.md`.
 */
export async function startEditing(
  files: Readonly<Record<string, string | Uint8Array>>,
  aliases: readonly string[] = [],
  deck = 'talk.md',
): Promise<Editing> {
  const folder = await realpath(await mkdtemp(join(tmpdir(), 'lectern-edit-')))
  for (const [name, content] of Object.entries(files)) {
    await mkdir(dirname(join(folder, name)), { recursive: true })
    await writeFile(join(folder, name), content)
  }
  for (const alias of aliases) await symlink('talk.md', join(folder, `${alias}.md`))
  const path = join(folder, deck)
  const cwd = dirname(path)
  const root = packageRoot()
  const following = {
    machine: machineIn(cwd, { XDG_CACHE_HOME: folder }),
    engine,
    readSettings: () => settingsOf({}, cwd),
    fonts: 'all' as const,
  }
  const { dev: client } = await loadClient(root)
  const failures: unknown[] = []
  const open = async (port: number, speaker = tokens.speaker) => {
    const access: Access = {
      tokens: new Map(Object.entries({ ...tokens, speaker })) as Access['tokens'],
      isOpen: true,
      hosts: [],
    }
    const sessions = ['talk', ...aliases].map((name) =>
      openSession({
        name,
        path: join(cwd, `${name}.md`),
        file: `${name}.md`,
        prepare: followDeck(join(cwd, `${name}.md`), following),
        filesAt: filesAt(name),
        exhausted: () => undefined,
      }),
    )
    const edit = editRoute({ sessions, client: () => loadEditor(root), project: cwd })
    const server = await startServer({
      sessions,
      access,
      host: '127.0.0.1',
      port,
      otherPorts: false,
      live: { pages: { client, runtime: 'test', debug: false, editAt }, painted: () => undefined },
      routes: [edit],
      failed: (error) => failures.push(error),
    })
    return { sessions, server }
  }
  let running = await open(0)
  const { port } = running.server
  const stop = async (): Promise<void> => {
    for (const session of running.sessions) session.close()
    await running.server.close()
  }
  const origin = `http://127.0.0.1:${port}`
  return {
    folder,
    path,
    port,
    origin,
    url: `${origin}/talk/edit?token=${tokens.speaker}`,
    failures,
    write: (name, content) => writeFile(join(folder, name), content),
    stop,
    start: async (speaker) => {
      running = await open(port, speaker)
    },
    close: async () => {
      await stop()
      // A build that was under way may still write what it remembers.
      await rm(folder, { recursive: true, force: true, maxRetries: 10 })
    },
  }
}
