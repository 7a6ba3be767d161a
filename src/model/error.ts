import type { Problem } from './problem.js'

/** Exit codes of the command. Source: the table in `docs/dev/README.md`. */
export const exitCodes = {
  ok: 0,
  content: 1,
  usage: 2,
  environment: 3,
  deadline: 4,
  interrupted: 130,
  terminated: 143,
} as const

export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes]

/** Thrown when we cannot go on. Everything an author can mend by editing a deck is a collected `Problem` instead. */
export class LecternError extends Error {
  readonly problem: Problem
  readonly exitCode: ExitCode

  constructor(problem: Problem, exitCode: ExitCode, cause?: unknown) {
    super(problem.message, cause === undefined ? undefined : { cause })
    this.name = 'LecternError'
    this.problem = problem
    this.exitCode = exitCode
  }
}
