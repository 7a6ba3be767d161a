// A configuration in TypeScript or JavaScript is a program. It runs in a worker, so that a loop, an exit or a promise that
// never settles cannot take Lectern with it. The worker's program is text, because it must be there in `src/`, in the
// bundle and under the tests alike. jiti's cache on disk is off: it would lie in a temporary folder that others can write.
import { createRequire } from 'node:module'
import { Worker } from 'node:worker_threads'

/** What the program exported (its default, awaited, as plain data), or why there is nothing. */
export type ConfigRun = { readonly ok: true; readonly value: unknown } | { readonly ok: false; readonly reason: string }

const program = `
const { parentPort, workerData } = require('node:worker_threads')
const { pathToFileURL } = require('node:url')
const run = async () => {
  const { path, jiti } = workerData
  const loaded = /\\.[cm]?ts$/.test(path)
    ? await require(jiti).createJiti(path, { fsCache: false, moduleCache: false, interopDefault: true }).import(path)
    : await import(pathToFileURL(path).href)
  return await (loaded !== null && typeof loaded === 'object' && 'default' in loaded ? loaded.default : loaded)
}
const withoutFunctions = (value) =>
  JSON.parse(JSON.stringify(value, (_, one) => (typeof one === 'function' ? 'a function' : one)) ?? 'null')
const explain = (error) => {
  try {
    return error instanceof Error ? error.name + ': ' + error.message : 'it threw ' + String(error)
  } catch {
    return 'it threw something unprintable'
  }
}
run()
  .then((value) => parentPort.postMessage({ ok: true, value: workerData.withoutFunctions ? withoutFunctions(value) : value }))
  .catch((error) => parentPort.postMessage({ ok: false, reason: explain(error) }))
`

interface ConfigRunOptions {
  readonly withoutFunctions?: boolean
  /** Where what the program prints is written. Absent: nowhere. */
  readonly print?: NodeJS.WritableStream | undefined
}

/** Runs a configuration file (absolute path) and stops it after `deadlineMs`; functions in it become words when asked. Never throws. */
export async function runConfig(
  path: string,
  deadlineMs: number,
  { withoutFunctions = false, print }: ConfigRunOptions = {},
): Promise<ConfigRun> {
  const require = createRequire(import.meta.url)
  const jiti = require.resolve('jiti')
  const worker = new Worker(program, {
    eval: true,
    workerData: { path, jiti, withoutFunctions },
    execArgv: [],
    stdout: true,
    stderr: true,
    resourceLimits: { maxOldGenerationSizeMb: 256 },
  })
  for (const stream of [worker.stdout, worker.stderr]) {
    if (print === undefined) stream.resume()
    else stream.pipe(print, { end: false })
  }
  let timer: NodeJS.Timeout | undefined
  const outcome = await new Promise<ConfigRun>((resolve) => {
    timer = setTimeout(
      () => resolve({ ok: false, reason: `it did not finish within ${deadlineMs / 1000} seconds` }),
      deadlineMs,
    )
    worker.once('message', (run: ConfigRun) => resolve(run))
    worker.once('messageerror', () => resolve({ ok: false, reason: 'it does not export plain data' }))
    worker.once('error', (error) => resolve({ ok: false, reason: String(error) }))
    worker.once('exit', () => resolve({ ok: false, reason: 'it ended before exporting anything' }))
  })
  clearTimeout(timer)
  await worker.terminate()
  return outcome
}
