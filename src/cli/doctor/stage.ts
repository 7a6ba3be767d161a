import { readdir, readFile, stat } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { createEngine, type Engine } from '../../compile/engine/engine.js'
import { seedWasm } from '../../load/cache/seed.js'
import { loadClient } from '../../load/client.js'
import { LecternError } from '../../model/error.js'
import type { Source } from '../../model/source.js'
import { openExportBrowser } from '../../project/browser.js'
import { browserMark } from '../../project/browserMark.js'
import { recall } from '../../project/check/checkMemory.js'
import { checkOne } from '../../project/check/checkOne.js'
import { ruleSettings } from '../../project/check/ruleSettings.js'
import { prepareDeck } from '../../project/prepareDeck.js'
import type { CommandContext } from '../commandContext.js'
import type { Settings } from '../options/settings.js'
import { readSources } from '../readSources.js'
import { failure, ok, type Probe, warning } from './probe.js'

/** The last minutes before a talk: the file, the notes, the clock, the screens, the power. */
export async function probeStage(
  patterns: readonly string[],
  settings: Settings,
  context: CommandContext,
): Promise<Probe[]> {
  const read = await readSources(patterns, settings, context.machine.cwd, context.signal).catch((error: unknown) => {
    // No deck: everything else is still worth a look.
    if (error instanceof LecternError) return { sources: [], failures: [error] }
    throw error
  })
  const { sources, failures } = read
  const engine = createEngine({ wasm: seedWasm(context.machine.packageRoot) })
  const decks: Probe[] = failures.map(({ problem }) =>
    failure('deck', problem.message, problem.hint.replace('lectern build', 'lectern doctor --stage'), 2),
  )
  for (const source of sources) {
    const prepared = await prepareDeck(source, { ...context, settings, engine, time: () => {} })
    decks.push(...(await probeDeck(source.path, prepared, settings, context)))
    if (prepared.problems.every(({ severity }) => severity !== 'error'))
      decks.push(await probeSlides(source, { settings, engine, context }))
  }
  return [...decks, await probeClock(sources.map(({ path }) => path)), await probeScreens(), await probePower()]
}

/** What `lectern check` finds in it, but for spelling. */
async function probeSlides(
  source: Source,
  { settings, engine, context }: { settings: Settings; engine: Engine; context: CommandContext },
): Promise<Probe> {
  const { machine, signal } = context
  const browser = openExportBrowser({ named: settings.browser, signal, say: () => {} }, machine)
  try {
    const recalled = await recall(source, await browserMark(settings, machine), machine)
    const client = await loadClient(machine.packageRoot)
    const run = {
      ...context,
      settings,
      rules: ruleSettings([], settings.check),
      engine,
      client,
      browser,
      pictures: false,
    }
    const { problems } = (await checkOne(recalled, run)).reported
    const [errors = [], warnings = []] = ['error', 'warning'].map((one) =>
      problems.filter(({ severity }) => severity === one),
    )
    const counted = (count: number, what: string): string => `${count} ${what}${count === 1 ? '' : 's'}`
    const [first] = errors
    const hint = `Run \`lectern check ${source.file}\`.`
    if (first !== undefined)
      return failure('slides', `${source.file}: ${counted(errors.length, 'error')}. ${first.message}`, hint, 1)
    return warnings.length > 0
      ? warning('slides', `${source.file}: ${counted(warnings.length, 'warning')} found by the check.`, hint)
      : ok('slides', `No problems in ${source.file}.`)
  } catch (error) {
    if (!(error instanceof LecternError)) throw error
    return failure('slides', error.problem.message, error.problem.hint)
  } finally {
    await browser.close()
  }
}

async function probeDeck(
  path: string,
  { deck, files, problems }: Awaited<ReturnType<typeof prepareDeck>>,
  settings: Settings,
  { machine }: CommandContext,
): Promise<Probe[]> {
  const { file, slides, name } = deck
  const errors = problems.filter(({ severity }) => severity === 'error')
  const first = errors[0]
  if (first !== undefined) return [failure('deck', `${file}: ${first.message}`, first.hint, 1)]
  const remote = deck.files.filter(({ from, key }) => from === 'net' && !files.files.has(key))
  const missing = problems.filter(({ code }) =>
    ['image-missing', 'media-missing', 'font-missing', 'remote-asset'].includes(code),
  )
  const built = resolve(machine.cwd, settings.out ?? 'dist', `${name}.html`)
  const [written, edited] = await Promise.all([stat(built).catch(() => undefined), stat(path).catch(() => undefined)])
  const noted = slides.filter(({ notes }) => notes.some((note) => note.trim() !== '')).length
  const build = `Run \`lectern build ${file}\`.`
  return [
    missing.length + remote.length > 0
      ? failure(
          'deck',
          `${file}: ${missing[0]?.message ?? 'a file is on the network.'}`,
          missing[0]?.hint ?? 'Save it next to the deck.',
          1,
        )
      : files.beside.size > 0
        ? warning(
            'deck',
            `${file} needs ${files.beside.size} large files next to its HTML.`,
            'Copy the whole folder, not only the HTML file.',
          )
        : ok('deck', `${file}: ${slides.length} slides, self-contained`),
    written === undefined
      ? warning('file', `${built} does not exist yet.`, build)
      : edited !== undefined && edited.mtimeMs > written.mtimeMs
        ? warning('file', `${built} is older than the deck.`, build)
        : ok('file', `${built} is up to date.`),
    noted === 0
      ? warning('notes', `${file} has no speaker notes.`, 'Write what you say in comments: `<!-- … -->`.')
      : ok('notes', `${noted} of ${slides.length} slides have notes.`),
  ]
}

/** A clock that is behind the files was reset; the talk's timer would be right, its end would not. */
async function probeClock(paths: readonly string[]): Promise<Probe> {
  const now = new Date()
  const times = await Promise.all(paths.map(async (path) => (await stat(path).catch(() => undefined))?.mtimeMs ?? 0))
  const said = `${now.toLocaleTimeString('en-GB')} (${Intl.DateTimeFormat().resolvedOptions().timeZone})`
  return Math.max(0, ...times) > now.getTime() + 60_000
    ? warning('clock', `The clock says ${said}, but the deck was saved later than that.`, 'Set the clock.')
    : ok('clock', `The clock says ${said}.`, 'Compare it with the clock in the room.')
}

/** Linux says which sockets have a screen; other systems do not tell programs like this one. */
async function probeScreens(): Promise<Probe> {
  const folder = '/sys/class/drm'
  const sockets = await readdir(folder).catch(() => [])
  const states = await Promise.all(
    sockets.map((name) => readFile(join(folder, name, 'status'), 'utf8').catch(() => '')),
  )
  const count = states.filter((state) => state.trim() === 'connected').length
  const hint = 'Press P in the player for the presenter view; move the other window to the projector and press F.'
  if (count >= 2) return ok('screens', `${count} screens are connected.`, hint)
  if (count === 1)
    return warning(
      'screens',
      'Only one screen is connected.',
      'Connect the projector, and set it to extend the desktop, not mirror it.',
    )
  return ok('screens', 'Connected screens cannot be detected on this system.', hint)
}

/** Linux again. */
async function probePower(): Promise<Probe> {
  const folder = '/sys/class/power_supply'
  const names = await readdir(folder).catch(() => [])
  const read = async (name: string, what: string) =>
    (await readFile(join(folder, name, what), 'utf8').catch(() => '')).trim()
  const supplies = await Promise.all(
    names.map(async (name) => ({
      type: await read(name, 'type'),
      online: await read(name, 'online'),
      capacity: Number((await read(name, 'capacity')) || Number.NaN),
    })),
  )
  if (supplies.some(({ type, online }) => type !== 'Battery' && online === '1')) return ok('power', 'On mains power.')
  const battery = supplies.find(({ type, capacity }) => type === 'Battery' && !Number.isNaN(capacity))
  if (battery === undefined)
    return ok(
      'power',
      'The power source cannot be detected on this system.',
      'Plug in the charger: on battery, screens turn off sooner.',
    )
  const message = `On battery, ${battery.capacity} % left.`
  return battery.capacity < 20
    ? failure('power', message, 'Plug in the charger now.')
    : warning('power', message, 'Plug in the charger: on battery, screens turn off sooner.')
}
