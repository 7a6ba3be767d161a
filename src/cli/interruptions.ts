import { setMaxListeners } from 'node:events'
import { type ExitCode, exitCodes } from '../model/error.js'

/** What a signal did to the run. */
export interface Interruptions {
  /** Aborted by the first signal. */
  readonly signal: AbortSignal
  /** Exit code of the signal that came; absent when none did. */
  exitCode(): ExitCode | undefined
  /** Stops listening. */
  stop(): void
}

const codes: Readonly<Record<string, ExitCode>> = {
  SIGINT: exitCodes.interrupted,
  SIGTERM: exitCodes.terminated,
  SIGHUP: exitCodes.terminated,
}

/** Turns the first signal into an abort, so that everything can be put away; the second ends the process at once. */
export function interruptions(process: NodeJS.Process): Interruptions {
  const controller = new AbortController()
  // Every deck at work listens; more than ten are no leak, of which Node would warn.
  setMaxListeners(0, controller.signal)
  let code: ExitCode | undefined
  const listeners = Object.entries(codes).map(([name, exitCode]) => {
    const listener = (): void => {
      if (code !== undefined) process.exit(exitCode)
      code = exitCode
      controller.abort(new Error(`Stopped by ${name}.`))
    }
    process.on(name, listener)
    return [name, listener] as const
  })
  return {
    signal: controller.signal,
    exitCode: () => code,
    stop: () => {
      for (const [name, listener] of listeners) process.off(name, listener)
    },
  }
}
