import { spawn } from 'node:child_process'
import { onTestFinished } from 'vitest'
import { command, type Launch } from './lectern.js'

/** A command that goes on until it is stopped. */
export interface Running {
  /** Everything that it has written to stderr. */
  said(): string
  /** Waits until it has said something that fits, and gives the match. */
  until(pattern: RegExp): Promise<RegExpExecArray>
  /** Sends a signal and gives the exit code. */
  stop(signal?: NodeJS.Signals): Promise<number | null>
  readonly ended: Promise<number | null>
  readonly pid: number
}

/** Starts the real command, if need be by another one (`under`). It is killed at the end of the test, whatever happens. */
export function start(
  args: readonly string[],
  { cwd, env, under = [] }: Launch & { under?: readonly string[] },
): Running {
  const [program = '', ...all] = [...under, process.execPath, command, ...args]
  const child = spawn(program, all, {
    cwd,
    env: { ...process.env, NO_COLOR: '1', ...env },
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  onTestFinished(() => void child.kill('SIGKILL'))
  let text = ''
  const waiting = new Set<() => void>()
  child.stderr.setEncoding('utf8').on('data', (chunk) => {
    text += chunk
    for (const look of waiting) look()
  })
  const ended = new Promise<number | null>((resolve) => child.on('close', resolve))
  return {
    said: () => text,
    until: (pattern) =>
      new Promise((resolve, reject) => {
        const look = (): void => {
          const match = pattern.exec(text)
          if (match === null) return
          waiting.delete(look)
          resolve(match)
        }
        waiting.add(look)
        look()
        void ended.then((code) => reject(new Error(`ended with ${code}: ${text}`)))
      }),
    stop: (signal = 'SIGINT') => {
      child.kill(signal)
      return ended
    },
    ended,
    pid: child.pid ?? 0,
  }
}
