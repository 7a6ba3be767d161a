import { dirname } from 'node:path'
import { configIgnoredBeside, hasConfig } from '../load/config/config.js'
import { marpConfigIn } from '../load/config/marpConfig.js'
import type { Problem } from '../model/problem.js'

/** Says which configurations lie beside decks and were not read. Marp CLI's is old news where there is one of ours. */
export async function ignoredConfigs(decks: readonly { readonly path: string }[], cwd: string): Promise<Problem[]> {
  const paths = decks.flatMap(({ path }) => (path === '' ? [] : [path]))
  const folders = (await hasConfig(cwd)) ? [] : [...new Set([cwd, ...paths.map((path) => dirname(path))])]
  const found = await Promise.all([
    ...paths.map((path) => configIgnoredBeside(path, cwd)),
    ...folders.map((folder) => marpConfigIn(folder, cwd)),
  ])
  return found.filter((problem) => problem !== undefined)
}
