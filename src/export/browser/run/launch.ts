import { type ChildProcess, spawn } from 'node:child_process'
import type { Readable, Writable } from 'node:stream'
import { endGroup, platform } from '../../../load/thisProcess.js'
import { LecternError } from '../../../model/error.js'
import type { Problem, Severity } from '../../../model/problem.js'
import type { Executable } from '../find/executable.js'
import { openPipe, type Pipe } from '../talk/pipe.js'
import { openTab, type Tab } from '../talk/tab.js'
import { browserArgs, hasSharedMemory } from './browserArgs.js'
import { makeProfile, removeProfile } from './profile.js'
import { startFault } from './startFault.js'

export interface LaunchOptions {
  readonly executable: Executable
  /** The environment of the run. `LECTERN_SANDBOX=off` gives the sandbox up, `on` insists on it. */
  readonly env: Readonly<Record<string, string | undefined>>
  /** Folder for the profile: the system's temporary folder. */
  readonly tempFolder: string
  /** True when the run has the rights of root, for whom Chromium has no sandbox. */
  readonly isRoot: boolean
  /**
   * True when nothing but pictures of whole windows at scale 1 will be asked for. The headless shell then draws when it is told
   * to; other browsers do as ever.
   */
  readonly stills?: boolean
  /** How long the browser may take until it answers. Absent: 10 s. */
  readonly startMs?: number
  /** Called when the process has been made: from here on it starts beside whatever else is done. */
  readonly begun?: () => void
  readonly signal?: AbortSignal
}

/** A browser that has answered. */
export interface Started {
  readonly version: string
  readonly problems: readonly Problem[]
  readonly profile: string
  readonly pipe: Pipe
  /** Its first page, which is asked for with the first word: making one takes as long as the rest of the start. */
  readonly page: Promise<Tab>
  /** True when pages draw only when they are told to. */
  readonly stills: boolean
  /** Kills it and all its processes; resolves when they are gone. */
  kill(): Promise<void>
}

/**
 * Starts a browser in its sandbox. Root has none. Where the system does not let a normal user's program make one, the
 * browser that comes with Lectern runs without and says so, because decks are sanitized, scripts of theirs do not run and
 * the network is cut; `LECTERN_SANDBOX=on` insists.
 * @throws LecternError (3) that says in one line why the browser does not run.
 */
export async function startBrowser(options: LaunchOptions): Promise<Started> {
  const { executable, env, isRoot } = options
  if (isRoot)
    return start(options, without('info', 'Running as root', 'Run as a normal user if decks come from other people.'))
  if (env.LECTERN_SANDBOX === 'off')
    return start(options, without('info', 'LECTERN_SANDBOX is off', 'Unset it for decks from other people.'))
  try {
    return await start(options)
  } catch (error) {
    const forbidden = error instanceof LecternError && error.problem.code === 'browser-sandbox'
    const isOurs = executable.from === 'embedded' || executable.from === 'fetched'
    if (!forbidden || !isOurs || env.LECTERN_SANDBOX === 'on') throw error
    const hint =
      'Install a browser from its official package for decks from other people, or set LECTERN_SANDBOX=on to refuse.'
    return start(options, without('warning', 'This system does not allow user namespaces', hint))
  }
}

/** Starts it; `gaveUp` says why the sandbox is off. */
async function start(options: LaunchOptions, gaveUp?: Problem): Promise<Started> {
  options.signal?.throwIfAborted()
  const { executable, env } = options
  const sandbox = gaveUp === undefined
  const asksFrames = executable.from === 'embedded' && options.stills === true
  const [profile, sharedMemory] = await Promise.all([makeProfile(options.tempFolder), hasSharedMemory()])
  const child = spawn(executable.path, browserArgs({ profile, sandbox, sharedMemory, asksFrames }), {
    stdio: ['ignore', 'ignore', 'pipe', 'pipe', 'pipe'],
    // A process group of its own: Ctrl+C reaches only us, and we can end all of its processes at once.
    detached: platform !== 'win32',
    windowsHide: true,
    env: {
      ...env,
      LANG: 'C.UTF-8',
      LC_ALL: 'C.UTF-8',
      TZ: 'UTC',
      TMPDIR: profile,
      BREAKPAD_DUMP_LOCATION: profile,
      ...executable.env,
    },
  })
  options.begun?.()
  const exited = new Promise<void>((resolve) => child.once('exit', () => resolve()).once('error', () => resolve()))
  const kill = async (): Promise<void> => {
    killGroup(child)
    await exited
    for (const stream of child.stdio) stream?.destroy()
  }
  const tail = keepTail(child.stderr)
  // stdio 3 and 4 are pipes, as asked for above.
  const pipe = openPipe(child.stdio[3] as Writable, child.stdio[4] as Readable)
  const answer = answered(child, pipe, options)
  const page = openTab(pipe, asksFrames)
  page.catch(() => {})
  try {
    const version = await answer
    child.once('exit', () => pipe.fail(new Error('The browser exited early.')))
    return { version, problems: gaveUp === undefined ? [] : [gaveUp], profile, pipe, page, stills: asksFrames, kill }
  } catch (error) {
    await kill()
    await removeProfile(profile)
    if (options.signal?.aborted) throw options.signal.reason
    throw startFault(executable, error, tail())
  }
}

/** The version, once the browser speaks. Rejects when it ends, stays silent, is too old or is not wanted any more. */
async function answered(child: ChildProcess, pipe: Pipe, options: LaunchOptions): Promise<string> {
  const startMs = options.startMs ?? 10_000
  const stopped = new AbortController()
  const silence = new Promise<never>((_, reject) => {
    // Only time in which we could have heard it counts: compiling 5,000 slides can take longer than all of it.
    let left = looks
    const late = setInterval(() => {
      left -= 1
      if (left === 0) reject(new Error(`it did not respond within ${startMs / 1000} s`))
    }, startMs / looks)
    const aborted = () => reject(options.signal?.reason)
    options.signal?.addEventListener('abort', aborted, { once: true })
    stopped.signal.addEventListener('abort', () => {
      clearInterval(late)
      options.signal?.removeEventListener('abort', aborted)
    })
    child.once('error', reject)
    child.once('exit', (code, signal) =>
      reject(new Error(`it exited immediately (${code === null ? signal : `exit ${code}`})`)),
    )
  })
  try {
    const asked = pipe.send('Browser.getVersion', {})
    // The end of the process says more than the end of the pipe, and comes a moment later.
    asked.catch(() => {})
    const { product } = await Promise.race([asked.catch(() => silence), silence])
    const major = Number(/\/(\d+)\./.exec(product)?.[1] ?? 0)
    if (major < oldestMajor) throw new Error(`${product} is too old; version ${oldestMajor} or newer is required`)
    await Promise.all([
      pipe.send('Target.setDiscoverTargets', { discover: true }),
      pipe.send('Browser.setDownloadBehavior', { behavior: 'deny' }),
    ])
    closePopups(pipe)
    return product
  } finally {
    stopped.abort()
  }
}

/** How often it is looked whether the time to start is over. */
const looks = 20

/** Tagged PDF and the pipe's headless mode are as we need them from here on (December 2023). */
const oldestMajor = 120

function closePopups(pipe: Pipe): void {
  pipe.listen(({ method, params: { targetInfo } }) => {
    if (method !== 'Target.targetCreated' || targetInfo?.type !== 'page' || targetInfo.openerId === undefined) return
    pipe.send('Target.closeTarget', { targetId: targetInfo.targetId }).catch(() => {})
  })
}

/** Kills a process that leads a group of its own, and all of the group. */
function killGroup(child: ChildProcess): void {
  if (child.pid === undefined) return
  try {
    if (platform === 'win32') spawn('taskkill', ['/pid', String(child.pid), '/T', '/F'], { stdio: 'ignore' })
    else endGroup(child.pid)
  } catch {
    child.kill('SIGKILL')
  }
}

/** Remembers the last lines that the browser wrote, for the message when it fails. */
function keepTail(stream: Readable | null): () => string {
  let text = ''
  stream?.setEncoding('utf8').on('data', (chunk: string) => {
    text = (text + chunk).slice(-4096)
  })
  return () => text
}

function without(severity: Severity, why: string, hint: string): Problem {
  const message = `${why}, so the browser has no sandbox.`
  return { severity, code: 'browser-sandbox', message, hint, place: { file: '', line: 1, column: 1 } }
}
