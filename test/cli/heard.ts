import { PassThrough } from 'node:stream'
import { type Terminal, terminalOf } from '../../src/cli/terminal/terminal.js'

/** A terminal that is heard: what was written to it so far. `env` decides on colours, as for a process. */
export function heard(env: Readonly<Record<string, string>> = {}): [Terminal, () => string] {
  const stream = new PassThrough()
  let said = ''
  stream.on('data', (chunk) => (said += chunk))
  const pretended = { stdout: stream, stderr: stream, env } as unknown as NodeJS.Process
  return [terminalOf(pretended), () => said]
}
