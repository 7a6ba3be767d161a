// Vega in a process of its own (`bin/vega/program.mjs`), because a specification may ask for any time and memory.
import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { execPath } from '../../load/thisProcess.js'
import type { VegaDrawing } from '../../model/source.js'

/** Milliseconds that one process may take for all fences, and megabytes of its heap. */
const limits = { deadlineMs: 8_000, heapMb: 512 } as const

/** Longest drawing that is kept, in characters; a slide cannot show more. */
const longest = 2_000_000

/** Asks a process for drawings; fewer answers than jobs when it ended before the last. */
export function askVega(
  jobs: readonly string[],
  { packageRoot, signal }: { readonly packageRoot: string; readonly signal?: AbortSignal | undefined },
): Promise<VegaDrawing[]> {
  const program = join(packageRoot, 'lib', 'vega.mjs')
  // A build without development dependencies has none.
  if (!existsSync(program))
    return Promise.resolve(jobs.map(() => ({ fault: { message: 'Vega is missing from this installation' } })))
  return new Promise((resolve, reject) => {
    const flags = [`--max-old-space-size=${limits.heapMb}`, '--disallow-code-generation-from-strings']
    const child = spawn(execPath, [...flags, program], {
      stdio: ['pipe', 'pipe', 'ignore'],
      env: {},
      windowsHide: true,
    })
    const end = (): void => void child.kill('SIGKILL')
    const timer = setTimeout(end, limits.deadlineMs)
    signal?.addEventListener('abort', end, { once: true })
    let output = ''
    child.stdout.setEncoding('utf8').on('data', (part: string) => {
      output += part
      if (output.length > longest * jobs.length + 1_000_000) end()
    })
    child.stdin.on('error', () => {})
    child.on('error', () => finish())
    child.on('close', () => finish())
    child.stdin.end(`${jobs.join('\n')}\n`)
    const finish = (): void => {
      clearTimeout(timer)
      signal?.removeEventListener('abort', end)
      if (signal?.aborted) reject(signal.reason)
      else resolve(output.split('\n').slice(0, -1).map(answerOf))
    }
  })
}

/** The border: a line that our own program wrote. */
function answerOf(line: string): VegaDrawing {
  const { svg, fault } = JSON.parse(line) as { svg?: string; fault?: string }
  if (svg !== undefined && svg.length <= longest) return { svg }
  return {
    fault: {
      message:
        svg === undefined
          ? (fault ?? '').split('\n', 1)[0]?.slice(0, 120) || 'Vega gives no reason'
          : 'it has too many marks for a slide',
    },
  }
}
