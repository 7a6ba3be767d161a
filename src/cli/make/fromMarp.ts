import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { hasConfig } from '../../load/config/config.js'
import { readMarpConfig } from '../../load/config/marpConfig.js'
import { exitCodes, LecternError } from '../../model/error.js'

const target = 'lectern.config.json'

/**
 * `--from-marp`: writes what fits of Marp CLI's configuration into one of ours, and gives what there is to say. Its program is
 * run: the option is the word for that. @throws LecternError (2) when there is none, or one of ours already.
 */
export async function takeOverFromMarp(cwd: string): Promise<string[]> {
  if (await hasConfig(cwd)) {
    const message = 'A Lectern configuration already exists here; it was not overwritten.'
    const hint = 'Remove --from-marp, or move the configuration away first.'
    throw new LecternError(
      { severity: 'error', code: 'usage', message, hint, place: { file: '', line: 1, column: 1 } },
      exitCodes.usage,
    )
  }
  const { file, config, taken, left } = await readMarpConfig(cwd, { print: process.stderr })
  await writeFile(join(cwd, target), `${JSON.stringify(config, null, 2)}\n`, { flag: 'wx' })
  const kept = taken.length === 0 ? 'no setting applies' : taken.join(', ')
  return [
    `Wrote ${target} from ${file}: ${kept}.`,
    ...(left.length === 0 ? [] : [`Skipped: ${left.join(', ')}.`]),
    ...(config.unsafeHtml === true
      ? ['`unsafeHtml` lets decks run scripts, as `html: true` did. Keep it only if you trust the decks.']
      : []),
  ]
}
