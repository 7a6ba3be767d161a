/** One thing that a talk needs of the machine. */
export interface Probe {
  readonly name: string
  readonly status: 'ok' | 'warning' | 'failure'
  /** What is there, or what is missing. One line. */
  readonly message: string
  /** The way out; empty when all is well. */
  readonly hint: string
  /** Exit code of a failure that is not the machine's: 1 a deck has errors, 2 there is none. */
  readonly exitCode?: 1 | 2
}

/** All is well. `hint`: something that helps to know. */
export function ok(name: string, message: string, hint = ''): Probe {
  return { name, status: 'ok', message, hint }
}

/** It will do, but may surprise. */
export function warning(name: string, message: string, hint: string): Probe {
  return { name, status: 'warning', message, hint }
}

/** It will not do. `exitCode`: absent when it is the machine that will not. */
export function failure(name: string, message: string, hint: string, exitCode?: 1 | 2): Probe {
  return { name, status: 'failure', message, hint, ...(exitCode === undefined ? {} : { exitCode }) }
}
