import { readFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import { levelOf, type RuleSettings } from '../../check/levels.js'
import { spelling } from '../../check/rules/spelling.js'
import { createSpeller, type Speller } from '../../check/spelling/speller.js'
import type { Config } from '../../load/config/config.js'
import { loadDictionary } from '../../load/dictionary.js'
import { exitCodes, LecternError } from '../../model/error.js'

interface Wish {
  readonly rules: RuleSettings
  readonly config: Config['check']
  readonly cwd: string
  readonly packageRoot: string
}

/**
 * The speller of a project, when it asks for one.
 * @throws LecternError (2) when the file of words cannot be read.
 */
export async function openSpeller({ rules, config, cwd, packageRoot }: Wish): Promise<Speller | undefined> {
  if (levelOf(spelling, rules) === 'off') return undefined
  const listed = config?.wordsFile === undefined ? [] : await wordsIn(config.wordsFile, cwd)
  return createSpeller({
    find: (lang) => loadDictionary(lang, { cwd, packageRoot }),
    words: [...(config?.words ?? []), ...listed],
  })
}

/** One word in each line; what begins with `#` is a remark. */
async function wordsIn(path: string, cwd: string): Promise<string[]> {
  try {
    const text = await readFile(resolve(cwd, path), 'utf8')
    return text.split(/\r?\n/).flatMap((line) => line.replace(/#.*/, '').trim() || [])
  } catch (cause) {
    const place = { file: path, line: 1, column: 1 }
    const message = `The words in \`${path}\` cannot be read.`
    const hint = 'Check `check.wordsFile` in the configuration; the path is relative to the current folder.'
    throw new LecternError({ severity: 'error', code: 'config-invalid', message, hint, place }, exitCodes.usage, cause)
  }
}
