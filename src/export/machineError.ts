import type { ProblemCode } from '../model/codes.js'
import { type ExitCode, exitCodes, LecternError } from '../model/error.js'

/** What stopped us on this machine: a browser, a disk, a deadline. */
export interface MachineFault {
  readonly code: ProblemCode
  /** What is wrong, one line. */
  readonly message: string
  /** What to do next, one line. */
  readonly hint: string
  /** The file or program that it is about. */
  readonly file: string
  /** What was thrown underneath; absent when nothing was. */
  readonly cause?: unknown
  /** Absent: 3, the environment. */
  readonly exitCode?: ExitCode
}

/** The error for a fault of the machine. The place is the head of the file, because a program has no lines. */
export function machineError(fault: MachineFault): LecternError {
  const { code, message, hint, file, cause, exitCode = exitCodes.environment } = fault
  const place = { file, line: 1, column: 1 }
  return new LecternError({ severity: 'error', code, message, hint, place }, exitCode, cause)
}

/** The system's name for what went wrong (`ENOSPC`), or nothing when it was not the system. */
export function systemCode(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined
}
