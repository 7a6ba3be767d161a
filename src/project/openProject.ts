import { tmpdir } from 'node:os'
import { basename, extname, resolve } from 'node:path'
import { createEngine } from '../compile/engine/engine.js'
import type { ExportJob } from '../export/exporter.js'
import { seedWasm } from '../load/cache/seed.js'
import { type Client, loadClient } from '../load/client.js'
import { loadConfig } from '../load/config/config.js'
import { checkConfig } from '../load/config/configShape.js'
import { includeInto, loadSource, originOf, sourceFromBytes, stdinOrigin } from '../load/deck/source.js'
import { fileName } from '../load/disk/fileName.js'
import { readInstallation } from '../load/packageRoot.js'
import { arch, platform, uid } from '../load/thisProcess.js'
import type { Deck } from '../model/deck.js'
import { exitCodes, LecternError } from '../model/error.js'
import type { Source } from '../model/source.js'
import type { Prepared as Followed } from '../serve/deck/prepared.js'
import { openSession } from '../serve/deck/session.js'
import type { Change, Checked, DeckText, ExportOptions, Prepared, Project, ProjectOptions, Rules } from './api.js'
import { openExportBrowser } from './browser.js'
import { browserMark } from './browserMark.js'
import { recall } from './check/checkMemory.js'
import { ruleSettings } from './check/ruleSettings.js'
import { exportDeck } from './exportDeck.js'
import { exportJob } from './exportJob.js'
import { followDeck } from './followDeck.js'
import { buildMark, type Machine } from './machine.js'
import { slidesIn } from './outputs/pages.js'
import { prepareDeck } from './prepareDeck.js'
import { serveDeck } from './serveDeck.js'
import { defaultOptions, type ProjectSettings, parallelism, settingsFrom } from './settings.js'

/** Opens a project for the API. @throws LecternError when its configuration is wrong. */
export async function openProject(options: ProjectOptions): Promise<Project> {
  const machine = machineFor(options)
  const { cwd, packageRoot } = machine
  const settings = await settingsFor(options)
  const closing = new AbortController()
  const { signal } = closing
  const engine = createEngine({ wasm: seedWasm(packageRoot) })
  const browser = openExportBrowser({ named: settings.browser, signal, say: () => {} }, machine)
  const means = { settings, machine, engine }
  /** What has to be closed with the project. */
  const open = new Set<{ close(): unknown }>()
  let client: Promise<Client> | undefined
  const clientOnce = (): Promise<Client> => {
    client ??= loadClient(packageRoot)
    return client
  }
  // What is followed hears of a changed configuration; a wrong one is a problem of the change.
  const readSettings = () => settingsFor(options)
  const follow = (path: string) => followDeck(path, { machine, engine, readSettings, fonts: 'used' })
  const whileOpen = <One extends { close(): unknown }>(one: One): One => {
    open.add(one)
    return one
  }
  return {
    cwd,
    read: (deck) => readDeck(deck, { cwd, root: settings.root, signal }),
    compile: async (source) => ({ source, ...(await prepareDeck(source, { ...means, signal, time: () => {} })) }),
    async *export(prepared, format, chosen = {}) {
      const { source, deck, problems } = prepared
      const error = problems.find(({ severity }) => severity === 'error')
      if (error !== undefined) throw new LecternError(error, exitCodes.content)
      const stop = chosen.signal === undefined ? signal : AbortSignal.any([signal, chosen.signal])
      stop.throwIfAborted()
      yield* exportDeck(deck, format, {
        ...exportJob(deck, prepared, source, {
          settings: { ...settings, ...parallelism() },
          machine,
          client: await clientOnce(),
          browser,
          signal: stop,
        }),
        options: optionsOf(chosen, deck),
        problems: (found) => {
          for (const problem of found) chosen.onProblem?.(problem)
        },
      })
    },
    check: async ({ source }, rules) => {
      signal.throwIfAborted()
      const config = withRules(settings, rules)
      const levels = ruleSettings([], config)
      const [{ checkOne }, { openSpeller }] = await Promise.all([
        import('./check/checkOne.js'),
        import('./check/openSpeller.js'),
      ])
      const run = { ...means, signal, rules: levels, client: await clientOnce(), browser, pictures: false }
      const speller = await openSpeller({ rules: levels, config, cwd, packageRoot })
      const recalled = await recall(source, await browserMark(settings, machine), machine)
      const { reported } = await checkOne(recalled, { ...run, speller })
      const { problems, quiet, measured } = reported
      return { problems, silenced: quiet, measured } satisfies Checked
    },
    follow: (deck, listener) => {
      const path = resolve(cwd, deck)
      const file = fileName(path, cwd)
      const name = basename(path, extname(path))
      const session = whileOpen(
        openSession({ name, path, file, prepare: follow(path), filesAt: '', exhausted: () => undefined }),
      )
      session.listen(({ prepared, problems, changed }) => {
        const change: Change = { prepared: prepared && preparedOf(prepared), problems, changed }
        listener(change)
      })
      void session.start()
      return {
        close: () => {
          open.delete(session)
          session.close()
        },
      }
    },
    serve: async ({ deck, port = 0, onError = () => undefined }) => {
      signal.throwIfAborted()
      const path = resolve(cwd, deck)
      const name = basename(path, extname(path))
      const prepare = followDeck(path, { machine, engine, readSettings, fonts: 'all' })
      const job = { path, name, cwd, port, prepare, failed: onError }
      const server = whileOpen(await serveDeck({ ...job, client: await clientOnce() }))
      return {
        ...server,
        close: async () => {
          open.delete(server)
          await server.close()
        },
      }
    },
    close: async () => {
      closing.abort(new Error('The project was closed.'))
      await Promise.all([...open].map((one) => one.close()))
      open.clear()
      await browser.close()
    },
  }
}

function machineFor({ cwd, env = {}, tempFolder = tmpdir() }: ProjectOptions): Machine {
  const { root, version } = readInstallation()
  const madeBy = buildMark(version, root)
  return { cwd: resolve(cwd), env, packageRoot: root, platform, arch, isRoot: uid === 0, tempFolder, madeBy }
}

async function settingsFor({ cwd, config }: ProjectOptions): Promise<ProjectSettings> {
  if (typeof config === 'string') return settingsFrom(await loadConfig({ cwd, file: config }), config)
  if (config === undefined) return settingsFrom(await loadConfig({ cwd }))
  const checked = checkConfig(config)
  if ('config' in checked) return settingsFrom(checked.config)
  throw usage('config-invalid', `The configuration is invalid: ${checked.mistakes[0]}.`, 'See the keys of `Config`.')
}

async function readDeck(
  deck: string | DeckText,
  search: { readonly cwd: string; readonly root: string | undefined; readonly signal: AbortSignal },
): Promise<Source> {
  if (typeof deck === 'string') return loadSource(deck, search)
  const origin = deck.path === undefined ? stdinOrigin(search) : originOf(deck.path, search)
  const source = sourceFromBytes(Buffer.from(deck.text), { ...origin, name: deck.name ?? origin.name })
  return includeInto(source, search)
}

function optionsOf({ slides, signal: _, onProblem: __, ...chosen }: ExportOptions, deck: Deck) {
  const said = Object.entries(chosen).filter(([, value]) => value !== undefined)
  const options: Omit<ExportJob['options'], 'slides'> = { ...defaultOptions, ...Object.fromEntries(said) }
  if (slides === undefined) return options
  const wanted = [...slides]
  const odd = wanted.find((slide) => !Number.isInteger(slide) || slide < 1)
  if (odd !== undefined) throw usage('usage', `There is no slide ${odd}.`, 'Count slides from 1.')
  return {
    ...options,
    slides: slidesIn(
      wanted.map((slide) => ({ from: slide, to: slide })),
      deck,
    ),
  }
}

function withRules({ check }: ProjectSettings, rules: Rules | undefined): ProjectSettings['check'] {
  return rules === undefined ? check : { ...check, rules: { ...check?.rules, ...rules } }
}

/** A deck that is followed, as `compile` gives one. */
function preparedOf({ deck, source, files, beside, problems, dependencies }: Followed): Prepared | undefined {
  return source && { source, deck, files: { files, beside, problems: [] }, problems, inputs: dependencies }
}

function usage(code: 'usage' | 'config-invalid', message: string, hint: string): LecternError {
  return new LecternError(
    { severity: 'error', code, message, hint, place: { file: '', line: 1, column: 1 } },
    exitCodes.usage,
  )
}
