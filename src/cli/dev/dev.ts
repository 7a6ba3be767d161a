import { createHash, randomBytes } from 'node:crypto'
import { join } from 'node:path'
import { createEngine } from '../../compile/engine/engine.js'
import { cacheFolder } from '../../load/cache/memo.js'
import { seedWasm } from '../../load/cache/seed.js'
import { loadClient, loadEditor } from '../../load/client.js'
import { findDecks } from '../../load/deck/decks.js'
import { fileName } from '../../load/disk/fileName.js'
import { type ExitCode, exitCodes } from '../../model/error.js'
import { openExportBrowser } from '../../project/browser.js'
import { openSpeller } from '../../project/check/openSpeller.js'
import { ruleSettings } from '../../project/check/ruleSettings.js'
import { followDeck } from '../../project/followDeck.js'
import { ignoredConfigs } from '../../project/ignoredConfigs.js'
import { deckNames } from '../../serve/deck/deckNames.js'
import { filesAt } from '../../serve/deck/deckRoute.js'
import { openSession, type Session } from '../../serve/deck/session.js'
import { editAt, editRoute } from '../../serve/editor/editRoute.js'
import { authorsEditor } from '../../serve/editor/openEditor.js'
import { openRoute } from '../../serve/editor/openRoute.js'
import type { Access, Role } from '../../serve/http/access.js'
import { renewTokens } from '../../serve/http/formerTokens.js'
import { deckAt } from '../../serve/index/indexRoute.js'
import { startServer } from '../../serve/server.js'
import { checkWhileWriting } from '../check/liveCheck.js'
import type { CommandContext } from '../commandContext.js'
import type { CommonFlags } from '../options/options.js'
import { settingsOf } from '../options/settings.js'
import { addressesOf, isLoopback } from '../terminal/addresses.js'
import { printProblems } from '../terminal/printProblems.js'
import { reporter } from '../terminal/reporter.js'
import { until } from '../terminal/until.js'
import { printAddresses } from './printAddresses.js'
import { releaseMemoryWhenQuiet } from './releaseMemory.js'

/** Options of `dev` as the command line gives them. */
export interface DevFlags extends CommonFlags {
  readonly port?: number
  readonly host?: string
  readonly open?: boolean
  readonly edit?: boolean
  /** False with `--no-check`. */
  readonly check?: boolean
}

const defaultPort = 4400

/** `lectern dev`: serves decks and follows their files until it is stopped. */
export async function dev(patterns: readonly string[], flags: DevFlags, context: CommandContext): Promise<ExitCode> {
  const { terminal, machine, signal } = context
  const { cwd, packageRoot, env } = machine
  const settings = await settingsOf(flags, cwd)
  const paths = await findDecks(patterns, { cwd, configured: settings.decks, command: 'dev' })
  const clients = await loadClient(packageRoot)
  const client = clients.dev
  const host = flags.host ?? '127.0.0.1'
  const access = await accessFor(host, recordAt(env, cwd))
  const report = reporter(terminal, settings, cwd)
  const engine = createEngine({ wasm: seedWasm(packageRoot) })
  const readSettings = () => settingsOf(flags, cwd)
  // Once: what lies beside decks is no news at every save.
  const ignored = ignoredConfigs(
    paths.map((path) => ({ path })),
    cwd,
  )
  const names = deckNames(paths)
  const sessions = paths.map((path, index): Session => {
    const name = names[index] ?? ''
    const prepare = followDeck(path, { machine, engine, readSettings, fonts: 'all' })
    const file = fileName(path, cwd)
    return openSession({ name, path, file, prepare, filesAt: filesAt(name), exhausted: report.exhausted })
  })
  const browser = openExportBrowser({ named: settings.browser, signal, say: () => {} }, machine)
  const rules = ruleSettings([], settings.check)
  const speller = await openSpeller({ rules, config: settings.check, cwd, packageRoot })
  if (flags.check !== false)
    for (const session of sessions)
      checkWhileWriting(session, { client: clients, browser, rules, speller, failed: report.failed })
  releaseMemoryWhenQuiet(sessions)
  const find = (name: string): Session | undefined => sessions.find((session) => session.name === name)
  const edit = editRoute({ sessions, client: () => loadEditor(packageRoot), project: cwd })
  try {
    const server = await startServer({
      sessions,
      access,
      host,
      port: flags.port ?? defaultPort,
      otherPorts: flags.port === undefined,
      live: {
        pages: { client, runtime: runtimeOf(client), debug: settings.debug, editAt },
        painted: report.painted,
      },
      routes: [openRoute(find, cwd, authorsEditor(env)), edit],
      failed: report.failed,
    })
    // After the server, so that windows hear of a save first: a terminal may be slow, and whoever writes looks at the slides.
    for (const session of sessions) session.listen((update) => report.update(session, update))
    const pageAt = flags.edit === true ? editAt : deckAt
    const only = sessions.length === 1 ? sessions[0] : undefined
    const addresses = addressesOf(access, host, server.port, only === undefined ? '/' : pageAt(only.name))
    printProblems(await ignored, terminal)
    await printAddresses(addresses, sessions.length, terminal)
    // Not waited for by whoever opens the address: the first page waits for its own deck.
    void only?.start()
    if (flags.open === true || flags.edit === true) await openPage(addresses.speaker, report.failed)
    await until(signal)
    await server.close()
    return exitCodes.ok
  } finally {
    for (const session of sessions) session.close()
    await browser.close()
  }
}

/** Only this machine gets to a loopback address; everybody else has to bring what the command printed. */
async function accessFor(host: string, record: string): Promise<Access> {
  const secret = (): string => randomBytes(24).toString('base64url')
  const [speaker, viewer] = [secret(), secret()]
  const tokens: [Role, string][] = [
    ['speaker', speaker],
    ['viewer', viewer],
  ]
  const isOpen = isLoopback(host)
  const former = isOpen ? { former: await renewTokens(record, speaker, Date.now()) } : {}
  return { tokens: new Map(tokens), isOpen, hosts: [host.toLowerCase()], ...former }
}

/** Where the starts in a project are remembered. Without a cache it is where nothing can be written, and so is not. */
function recordAt(env: Parameters<typeof cacheFolder>[0], cwd: string): string {
  const name = createHash('sha256').update(cwd).digest('hex').slice(0, 24)
  return join(cacheFolder(env) ?? '/nowhere', `dev-${name}.json`)
}

/** Names what a page runs, to tell it when that has changed. */
function runtimeOf({ script, style }: { readonly script: string; readonly style: string }): string {
  return createHash('sha256').update(script).update(style).digest('base64url').slice(0, 16)
}

/** Opens a page in the browser of the user. */
export async function openPage(address: string, failed: (error: unknown) => void): Promise<void> {
  try {
    const { default: open } = await import('open')
    const child = await open(address)
    child.on('error', failed)
  } catch (error) {
    failed(error)
  }
}
