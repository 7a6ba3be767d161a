import { spawn } from 'node:child_process'
import { EventEmitter } from 'node:events'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { Writable } from 'node:stream'
import { onTestFinished } from 'vitest'
import { run } from '../../src/cli/run.js'
import { readInstallation } from '../../src/load/packageRoot.js'

/** The installed command. */
export const command = join(import.meta.dirname, '..', '..', 'bin', 'lectern.js')

export interface Outcome {
  readonly code: number | null
  readonly out: string
  readonly err: string
}

export interface Launch {
  readonly cwd: string
  readonly env?: Readonly<Record<string, string | undefined>>
}

/**
 * Runs the command to its end, in this process: its own streams, signals, folder and environment, but libraries and themes
 * that are loaded once for all tests. What is said about the process itself is asked of `lecternProcess`.
 */
export async function lectern(args: readonly string[], { cwd, env }: Launch): Promise<Outcome> {
  const [stdout, stderr] = [new Kept(), new Kept()]
  const signals = new EventEmitter()
  const changes = {
    cwd: () => cwd,
    env: { ...process.env, NO_COLOR: '1', ...env },
    stdout,
    stderr,
    on: signals.on.bind(signals),
    once: signals.once.bind(signals),
    off: signals.off.bind(signals),
  }
  const own: NodeJS.Process = Object.create(process, Object.getOwnPropertyDescriptors(changes))
  const { warn } = console
  try {
    const code = await run(args, { process: own, installation: readInstallation })
    return { code, out: stdout.text(), err: stderr.text() }
  } finally {
    console.warn = warn
  }
}

/** A stream that keeps what is written to it. */
class Kept extends Writable {
  readonly #chunks: Buffer[] = []
  override _write(chunk: Buffer, _encoding: string, done: () => void): void {
    this.#chunks.push(chunk)
    done()
  }
  text(): string {
    return Buffer.concat(this.#chunks).toString()
  }
}

/** Runs the installed command as a process of its own, to its end. */
export function lecternProcess(
  args: readonly string[],
  { cwd, env, input }: Launch & { readonly input?: string },
): Promise<Outcome> {
  const child = spawn(process.execPath, [command, ...args], {
    cwd,
    env: { ...process.env, NO_COLOR: '1', ...env },
    stdio: 'pipe',
  })
  child.stdin.on('error', () => {})
  child.stdin.end(input ?? '')
  return outcomeOf(child)
}

/** Collects what a child says until it has ended. */
export function outcomeOf(child: ReturnType<typeof spawn>): Promise<Outcome> {
  let out = ''
  let err = ''
  child.stdout?.on('data', (chunk) => (out += chunk))
  child.stderr?.on('data', (chunk) => (err += chunk))
  return new Promise((resolve) => child.on('close', (code) => resolve({ code, out, err })))
}

/** A folder with these files, removed after the test. */
export async function folderWith(files: Readonly<Record<string, string | Uint8Array>>): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'lectern-cli-'))
  onTestFinished(() => rm(folder, { recursive: true, force: true }))
  for (const [name, content] of Object.entries(files)) {
    await mkdir(dirname(join(folder, name)), { recursive: true })
    await writeFile(join(folder, name), content)
  }
  return folder
}
