import { configIgnoredBeside } from '../load/config.js'
import type { Problem } from '../model/problem.js'
import type { Source } from '../model/source.js'

/** Says which configurations lie beside decks and were not read. */
export async function ignoredConfigs(sources: readonly Source[], cwd: string): Promise<Problem[]> {
  const found = await Promise.all(sources.map(({ path }) => (path === '' ? undefined : configIgnoredBeside(path, cwd))))
  return found.flat().filter((problem) => problem !== undefined)
}
