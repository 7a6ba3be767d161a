import { access, constants, readFile, statfs } from 'node:fs/promises'
import { createServer } from 'node:net'
import { networkInterfaces } from 'node:os'
import { dirname } from 'node:path'
import { cacheFolder } from '../../load/cache/memo.js'
import type { Machine } from '../../project/machine.js'
import { failure, ok, type Probe, warning } from './probe.js'

/** Node is new enough. `oldest`: `20.19`. */
export function probeNode(version: string, oldest: string): Probe {
  const [major = 0, minor = 0] = version.replace(/^v/, '').split('.').map(Number)
  const [leastMajor = 0, leastMinor = 0] = oldest.split('.').map(Number)
  return major > leastMajor || (major === leastMajor && minor >= leastMinor)
    ? ok('node', `Node ${version}`)
    : failure('node', `Node ${version} is too old.`, `Install Node ${oldest} or newer from https://nodejs.org.`)
}

/** File names and messages are in UTF-8. */
export function probeLocale({ env, platform }: Pick<Machine, 'env' | 'platform'>): Probe {
  const { locale, timeZone } = Intl.DateTimeFormat().resolvedOptions()
  const said = env.LC_ALL || env.LC_CTYPE || env.LANG || ''
  if (platform !== 'linux' || /utf-?8/i.test(said)) return ok('locale', `${said || locale}, ${timeZone}`)
  return warning(
    'locale',
    said === '' ? 'No locale is set.' : `The locale ${said} is not UTF-8.`,
    'Set LANG=C.UTF-8 if file names with accents look wrong.',
  )
}

/** Linux limits how many folders a program may watch. */
export async function probeWatching(platform: NodeJS.Platform): Promise<Probe> {
  if (platform !== 'linux') return ok('watching', 'File watching works.')
  const read = async (name: string) => Number(await readFile(`/proc/sys/fs/inotify/${name}`, 'utf8').catch(() => 'NaN'))
  const [watches, instances] = await Promise.all([read('max_user_watches'), read('max_user_instances')])
  const hint = 'Raise the limit: sudo sysctl fs.inotify.max_user_watches=524288 fs.inotify.max_user_instances=512'
  if (watches < 8192 || instances < 64)
    return warning('watching', `Only ${watches} folders can be watched, by at most ${instances} programs.`, hint)
  return ok('watching', Number.isNaN(watches) ? 'The limits cannot be read.' : `${watches} folders can be watched.`)
}

/** The port that `dev` and `present` take first. */
export function probePort(port: number): Promise<Probe> {
  return new Promise((resolve) => {
    const server = createServer()
    server.once('error', (error: NodeJS.ErrnoException) => {
      const taken = error.code === 'EADDRINUSE'
      resolve(
        warning(
          'port',
          taken ? `Port ${port} is in use.` : `Cannot listen on port ${port} (${error.code}).`,
          taken ? 'Stop the other program, or let Lectern use the next free port.' : 'Choose another with --port.',
        ),
      )
    })
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(ok('port', `Port ${port} is free.`))))
  })
}

/** Exports, the browser's profile and the cache need room, and the right to write. */
export async function probeDisk(machine: Machine): Promise<Probe[]> {
  const cache = cacheFolder(machine.env)
  const places = [
    ['this folder', machine.cwd],
    ['temporary files', machine.tempFolder],
    ...(cache === undefined ? [] : [['the cache', cache]]),
  ]
  const probes = inOneLine(await Promise.all(places.map(([name = '', path = '']) => probeFolder(name, path))))
  if (cache !== undefined) return probes
  const hint = 'Set XDG_CACHE_HOME to a writable folder; without a cache, everything works but is slower.'
  return [...probes, warning('disk', 'No writable cache folder was found.', hint)]
}

/** All on one disk is one line. */
function inOneLine(probes: readonly Probe[]): Probe[] {
  const [first] = probes
  const free = first && /^(\S+ \S+ free for )/.exec(first.message)?.[1]
  if (free === undefined || !probes.every(({ status, message }) => status === 'ok' && message.startsWith(free)))
    return [...probes]
  const names = probes.map(({ message }) => message.slice(free.length))
  return [ok('disk', `${free}${names.slice(0, -1).join(', ')}${names.length > 1 ? ' and ' : ''}${names.at(-1)}`)]
}

async function probeFolder(name: string, path: string): Promise<Probe> {
  const there = await nearest(path)
  const [stats, writable] = await Promise.all([
    statfs(there).catch(() => undefined),
    access(there, constants.W_OK).then(
      () => true,
      () => false,
    ),
  ])
  if (!writable)
    return failure(
      'disk',
      `Cannot write to ${name} (${path}).`,
      'Change its permissions, or run Lectern in another folder.',
    )
  if (stats === undefined) return ok('disk', `${name} is writable.`)
  const mb = Math.round((stats.bavail * stats.bsize) / 1_000_000)
  const free = mb < 10_000 ? `${mb} MB` : `${Math.round(mb / 1000)} GB`
  if (mb < 100) return failure('disk', `Only ${free} free for ${name}.`, `Free up space in ${path}.`)
  if (mb < 500) return warning('disk', `Only ${free} free for ${name}.`, `Free up space in ${path}.`)
  return ok('disk', `${free} free for ${name}`)
}

async function nearest(path: string): Promise<string> {
  const there = await access(path).then(
    () => true,
    () => false,
  )
  return there || dirname(path) === path ? path : nearest(dirname(path))
}

/** Whether windows can open here. */
export function probeDisplay({ env, platform }: Machine): Probe {
  const wake = 'The player keeps the screen awake, both from a file and with `lectern present`.'
  if (platform !== 'linux' || env.DISPLAY || env.WAYLAND_DISPLAY) return ok('display', 'A display is available.', wake)
  const hint = 'Build the HTML here and present it on another machine.'
  return warning('display', 'No display, so no window can open.', hint)
}

/** Nothing needs a network; a phone as a remote needs one that both are in. */
export function probeNetwork(): Probe {
  const own = Object.values(networkInterfaces())
    .flatMap((addresses) => addresses ?? [])
    .filter(({ family, internal }) => family === 'IPv4' && !internal)
  const [first] = own
  return first === undefined
    ? ok('network', 'No network; none is needed.', 'Connect both devices to one network to use a phone as a remote.')
    : ok('network', `A phone can connect as a remote at ${first.address}; otherwise no network is needed.`)
}
