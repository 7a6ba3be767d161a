/** One thing that a talk needs of the machine. */
export interface Probe {
  readonly name: string
  readonly status: 'ok' | 'warning' | 'failure'
  /** What is there, or what is missing. One line. */
  readonly message: string
  /** The way out; empty when all is well. */
  readonly hint: string
}

/** All is well. `hint`: something that helps to know. */
export function ok(name: string, message: string, hint = ''): Probe {
  return { name, status: 'ok', message, hint }
}

/** It will do, but may surprise. */
export function warning(name: string, message: string, hint: string): Probe {
  return { name, status: 'warning', message, hint }
}

/** It will not do. */
export function failure(name: string, message: string, hint: string): Probe {
  return { name, status: 'failure', message, hint }
}
