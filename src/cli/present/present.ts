import { createHash, randomBytes } from 'node:crypto'
import { join, resolve } from 'node:path'
import { createEngine } from '../../compile/engine/engine.js'
import { cacheFolder } from '../../load/cache/memo.js'
import { seedWasm } from '../../load/cache/seed.js'
import { loadClient } from '../../load/client.js'
import { findDecks } from '../../load/deck/decks.js'
import { fileName } from '../../load/disk/fileName.js'
import { type ExitCode, exitCodes } from '../../model/error.js'
import { noInk } from '../../model/protocol/ink.js'
import { followDeck } from '../../project/followDeck.js'
import { deckNames } from '../../serve/deck/deckNames.js'
import { filesAt } from '../../serve/deck/deckRoute.js'
import type { Prepared } from '../../serve/deck/prepared.js'
import { openSession } from '../../serve/deck/session.js'
import type { Access } from '../../serve/http/access.js'
import { startServer } from '../../serve/server.js'
import { keepDevices } from '../../serve/talk/devices.js'
import { presentRoute } from '../../serve/talk/presentRoute.js'
import { openStage } from '../../serve/talk/stage.js'
import { forgetRecord, readRecord, writeRecord } from '../../serve/talk/stageStore.js'
import type { CommandContext } from '../commandContext.js'
import { openPage } from '../dev/dev.js'
import { settingsOf } from '../options/settings.js'
import { isLoopback } from '../terminal/addresses.js'
import { reporter } from '../terminal/reporter.js'
import { sourcePlace } from '../terminal/sourcePlace.js'
import { until } from '../terminal/until.js'
import { invitation, presenterLink, printStage } from './presentAddresses.js'
import { onlyOne, type PresentFlags, refuseOddFlags } from './presentFlags.js'
import { writeDrawings } from './writeDrawings.js'

const defaultPort = 4500

/** `lectern present`: serves one deck to the room, the speaker and the audience, until it is stopped. */
export async function present(
  pattern: string | undefined,
  flags: PresentFlags,
  context: CommandContext,
): Promise<ExitCode> {
  const { terminal, machine, signal } = context
  const { cwd, packageRoot, env } = machine
  refuseOddFlags(flags)
  const settings = await settingsOf(flags, cwd)
  const path = onlyOne(
    await findDecks(pattern === undefined ? [] : [pattern], { cwd, configured: settings.decks, command: 'present' }),
    cwd,
  )
  const clients = await loadClient(packageRoot)
  const client = clients.show
  const host = flags.host ?? '127.0.0.1'
  const isOpen = isLoopback(host)
  const recordPath = recordAt(env, path)
  const record = await readRecord(recordPath, Date.now())
  const viewer = record?.viewer ?? randomBytes(24).toString('base64url')
  const devices = keepDevices(record?.devices ?? [], () => keep())
  const access: Access = { tokens: new Map([['viewer', viewer]]), isOpen, hosts: [host.toLowerCase()], devices }
  const report = reporter(terminal, settings, cwd)
  const engine = createEngine({ wasm: seedWasm(packageRoot) })
  const readSettings = () => settingsOf(flags, cwd)
  const [name = ''] = deckNames([path])
  const file = fileName(path, cwd)
  const follow = () => followDeck(path, { machine, engine, readSettings, fonts: 'used' })
  const session = openSession({
    name,
    path,
    file,
    prepare: follow(),
    filesAt: filesAt(name),
    exhausted: report.exhausted,
  })
  let prepared: Prepared | undefined
  session.listen((update) => {
    prepared = update.prepared ?? prepared
  })
  const listenForTerminal = () => session.listen((update) => report.update(session, update))
  const stopListening = listenForTerminal()
  await session.start()
  let presented = session.shown()
  let from = prepared
  if (session.problems().some(({ severity }) => severity === 'error')) {
    session.close()
    return exitCodes.content
  }
  const present = (): void => {
    if (presented === session.shown()) return
    presented = session.shown()
    from = prepared
    stage.reload()
  }
  let port = 0
  const stage = openStage({
    access,
    port: () => port,
    deck: () => ({ id: presented.id, revision: presented.revision, latest: session.shown().revision }),
    update: present,
    changed: (shows) => {
      keepSoon()
      rehearsal?.note(shows.state, Date.now())
    },
    ...(record?.shows === undefined ? {} : { before: record.shows }),
  })
  const { openRehearsal } = flags.rehearse === true ? await import('./rehearsal.js') : {}
  const rehearsal = openRehearsal?.({
    place: sourcePlace(path, file, cwd),
    deck: () => presented.deck,
    slidesNow: async () => (await follow()(undefined, () => undefined)).deck.slides,
    inputs: () => from?.dependencies ?? [path],
    terminal,
  })
  session.listen(() => {
    if (presented === session.shown()) return
    if (flags.live === true) present()
    else stage.tellDeck()
  })
  let waiting: NodeJS.Timeout | undefined
  let keeping = Promise.resolve()
  function keep(): void {
    clearTimeout(waiting)
    waiting = undefined
    keeping = keeping.then(() => {
      const shows = stage.shows()
      const known = { viewer, devices: devices.all(), ...(shows === undefined ? {} : { shows }) }
      return writeRecord(recordPath, known, Date.now())
    })
  }
  const keepSoon = (): void => {
    waiting ??= setTimeout(keep, keptAfterMs)
  }
  try {
    const addresses = { access, host, name, port: () => port, devices }
    const server = await startServer({
      sessions: [session],
      access,
      host,
      port: flags.port ?? defaultPort,
      otherPorts: flags.port === undefined,
      routes: [presentRoute({ name, client, presented: () => presented, invite: () => invitation(addresses) })],
      upgrade: stage.upgrade,
      failed: report.failed,
    })
    // From here on windows hear of a save before the terminal.
    stopListening()
    listenForTerminal()
    port = server.port
    const link = presenterLink(addresses)
    await printStage(link, addresses, terminal, record !== undefined)
    rehearsal?.announce()
    if (flags.open === true) await openPage(link, report.failed)
    await until(signal)
    clearTimeout(waiting)
    stage.close()
    await server.close()
    await keeping
    await forgetRecord(recordPath)
    await rehearsal?.finish(flags.writeTimes === true)
    if (flags.drawings !== undefined) {
      const ink = stage.shows()?.ink ?? noInk
      await writeDrawings({ from, ink, file: resolve(cwd, flags.drawings), client: clients, terminal })
    }
    return exitCodes.ok
  } finally {
    session.close()
  }
}

/** How long changes wait to be kept, so that a hundred of them are written once. */
const keptAfterMs = 250

/** Where a talk is remembered over a crash. Without a cache it is where nothing can be written, and so is not. */
function recordAt(env: Parameters<typeof cacheFolder>[0], path: string): string {
  const name = createHash('sha256').update(path).digest('hex').slice(0, 24)
  return join(cacheFolder(env) ?? '/nowhere', `present-${name}.json`)
}
