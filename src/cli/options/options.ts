import { type Command, InvalidArgumentError, Option } from 'commander'
import { nearest } from '../../model/words/nearest.js'

/** Options that every command takes, as the command line gives them; absent ones were not written. */
export interface CommonFlags {
  readonly theme?: string
  readonly themeDir?: readonly string[]
  readonly config?: string
  readonly root?: string
  readonly browser?: string
  readonly timeout?: number
  readonly unsafeHtml?: boolean
  readonly allowNet?: boolean
  readonly strict?: boolean
  readonly quiet?: boolean
  readonly debug?: boolean
}

/** Adds what every command takes. */
export function withCommonOptions(command: Command): Command {
  return command
    .option('--theme <name|file.css|dir>', "theme to use instead of the deck's")
    .option('--theme-dir <dir...>', 'more folders or CSS files to look for themes in')
    .option('--config <file>', 'configuration file')
    .option('--root <dir>', "folder that decks may read files from (default: the deck's project, or its folder)")
    .option('--browser <path>', 'browser for PDF, images and checks')
    .addOption(new Option('--timeout <seconds>', 'time limit for each export').argParser(parseSeconds))
    .option('--unsafe-html', 'allow raw HTML and scripts; only for decks you trust like a program')
    .option('--allow-net', 'download remote images and fonts once, and embed them')
    .option('--strict', 'treat warnings as errors')
    .option('-q, --quiet', 'print only problems')
    .option('--debug', 'print timings and stack traces')
}

/** Reads `a,b,c` where each word is one of `known`; several options of the name add up. */
export function listOf<Word extends string>(
  known: readonly Word[],
  what: string,
): (text: string, before: readonly Word[] | undefined) => readonly Word[] {
  return (text, before) => {
    const words = text.split(',').map((word) => word.trim())
    const found = words.map((word) => {
      const match = known.find((one) => one.toLowerCase() === word.toLowerCase())
      if (match !== undefined) return match
      const meant = nearest(word, known)
      throw new InvalidArgumentError(meant === undefined ? `${what}: ${known.join(', ')}.` : `Did you mean ${meant}?`)
    })
    return [...new Set([...(before ?? []), ...found])]
  }
}

function parseSeconds(text: string): number {
  const seconds = /^\d+(\.\d+)?$/.test(text) ? Number(text) : Number.NaN
  if (!(seconds >= 1 && seconds <= 3600)) throw new InvalidArgumentError('Give a number of seconds from 1 to 3600.')
  return seconds
}

/** Reads a path that is written to. */
export function parseOut(text: string): string {
  if (text.trim() === '' || text.includes('\0')) throw new InvalidArgumentError('Give a folder, a file or `-`.')
  return text
}
