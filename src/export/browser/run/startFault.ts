import type { LecternError } from '../../../model/error.js'
import { machineError } from '../../machineError.js'
import { packageName } from '../find/chromium.js'
import type { Executable } from '../find/executable.js'

/** The error (3, `browser-failed` or `browser-sandbox`) for a browser that does not start. `stderr` is the last that it wrote. */
export function startFault({ path, from }: Executable, cause: unknown, stderr: string): LecternError {
  const other = from === 'embedded' ? 'Use an installed browser with --browser' : 'Use another browser with --browser'
  if (/No usable sandbox|setuid sandbox|Failed to move to new namespace|credentials\.cc/i.test(stderr)) {
    return machineError({
      code: 'browser-sandbox',
      message: `The browser ${path} cannot start its sandbox: this system does not allow user namespaces.`,
      hint: `${other} (an officially packaged Chrome is permitted), allow user namespaces, or set LECTERN_SANDBOX=off for decks you trust.`,
      file: path,
      cause,
    })
  }
  const said = stderr.split('\n').filter((line) => /error|cannot|fail/i.test(line))
  const detail = said.length === 0 ? '' : ` Its output: ${said.at(-1)?.trim().slice(0, 200)}`
  const why = (cause instanceof Error ? cause.message : String(cause)).replace(/\.$/, '')
  const hint = `${other}${from === 'embedded' ? '' : `, or install the optional package ${packageName}`}.${detail}`
  return machineError({
    code: 'browser-failed',
    message: `The browser ${path} failed to start: ${why}.`,
    hint,
    file: path,
    cause,
  })
}
