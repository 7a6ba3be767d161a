import { spawn } from 'node:child_process'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { onTestFinished } from 'vitest'

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
  readonly input?: string
}

/** Runs the real command to its end. */
export function lectern(args: readonly string[], { cwd, env, input }: Launch): Promise<Outcome> {
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
