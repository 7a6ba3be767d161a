import { Command, type CommanderError, InvalidArgumentError, Option } from 'commander'
import { exitCodes, LecternError } from '../model/error.js'
import { nearest } from '../model/nearest.js'
import { type Format, formats } from './formats.js'

/** Options of `build` as the command line gives them; absent ones were not written. */
export interface BuildFlags {
  readonly to?: readonly Format[]
  readonly out?: string
  readonly json?: boolean
  readonly notes?: boolean
  readonly theme?: string
  readonly themeDir?: readonly string[]
  readonly config?: string
  readonly browser?: string
  readonly timeout?: number
  readonly unsafeHtml?: boolean
  readonly allowNet?: boolean
  readonly strict?: boolean
  readonly quiet?: boolean
  readonly debug?: boolean
}

export type Build = (decks: readonly string[], flags: BuildFlags) => Promise<void>

/** Describes the command line. `build` is called when it is asked for; everything wrong with the words throws. */
export function program(
  version: string,
  build: Build,
  write: { out(text: string): void; err(text: string): void },
): Command {
  const lectern = new Command('lectern')
    .description('Turns a folder of Markdown into a talk.')
    .version(version, '-V, --version', 'print the version')
    .helpOption('-h, --help', 'print help')
    .helpCommand('help [command]', 'print help of a command')
    .showSuggestionAfterError(true)
    .exitOverride()
    .configureOutput({ writeOut: write.out, writeErr: () => {} })
    .addHelpText(
      'after',
      '\nExamples:\n  lectern build talk.md                  HTML, one file with everything inside\n  lectern build talk.md --to html,pdf    both, from one compile\n  lectern build                          every slides/*/deck.md of the project',
    )
  lectern.addCommand(buildCommand(build))
  for (const command of lectern.commands) {
    command.exitOverride().configureOutput({ writeOut: write.out, writeErr: () => {} })
  }
  return lectern
}

function buildCommand(build: Build): Command {
  return new Command('build')
    .description('compile decks to files')
    .argument('[decks...]', 'files, folders or globs; `-` is standard input; default: slides/*/deck.md')
    .addOption(
      new Option('--to <formats>', `formats, separated by commas: ${formats.join(', ')} (default: html)`).argParser(
        parseFormats,
      ),
    )
    .option('-o, --out <dir|file|->', 'where to write; `-` is standard output (default: dist/)', parseOut)
    .option('--json', 'print artefacts and problems as JSON')
    .option('--no-notes', 'leave the speaker notes out of the HTML')
    .option('--theme <name|file.css|dir>', 'theme to use instead of what the deck says')
    .option('--theme-dir <dir...>', 'more folders with themes')
    .option('--config <file>', 'configuration file')
    .option('--browser <path>', 'browser that prints the PDF')
    .addOption(new Option('--timeout <seconds>', 'longest time that one export may take').argParser(parseSeconds))
    .option('--unsafe-html', 'allow raw HTML and scripts in decks that you trust as you trust a program')
    .option('--allow-net', 'fetch remote pictures and fonts once, and put them inside')
    .option('--strict', 'warnings fail, too')
    .option('-q, --quiet', 'print problems only')
    .option('--debug', 'print timings, and stack traces of failures')
    .addHelpText(
      'after',
      '\nExamples:\n  lectern build talk.md\n  lectern build slides/*/deck.md --to html,pdf -o public\n  lectern build talk.md --to pdf -o talk.pdf\n  cat talk.md | lectern build - > talk.html',
    )
    .showSuggestionAfterError(true)
    .action((decks: string[], flags: BuildFlags) => build(decks, flags))
}

function parseFormats(text: string, before: Format[] | undefined): Format[] {
  const wanted = text.split(',').map((word) => word.trim().toLowerCase())
  for (const word of wanted) {
    if ((formats as readonly string[]).includes(word)) continue
    const meant = nearest(word, formats)
    throw new InvalidArgumentError(
      meant === undefined ? `Formats are ${formats.join(', ')}.` : `Did you mean ${meant}?`,
    )
  }
  return [...new Set([...(before ?? []), ...(wanted as Format[])])]
}

function parseSeconds(text: string): number {
  const seconds = /^\d+(\.\d+)?$/.test(text) ? Number(text) : Number.NaN
  if (!(seconds >= 1 && seconds <= 3600)) throw new InvalidArgumentError('It takes seconds, from 1 to 3600.')
  return seconds
}

function parseOut(text: string): string {
  if (text.trim() === '' || text.includes('\0')) throw new InvalidArgumentError('It takes a folder, a file or `-`.')
  return text
}

/** Turns what commander throws into ours; `undefined` when it only printed help or the version. */
export function usageError(error: CommanderError): LecternError | undefined {
  if (error.exitCode === 0 || error.code === 'commander.help') return undefined
  // commander ends some of its sentences and not others.
  const words = error.message.replace(/^error: /, '').replace(/\s*\n\s*/g, ' ')
  const message = /[.?)]$/.test(words) ? words : `${words}.`
  const file = /unknown command '(.+\.(?:md|markdown))'/.exec(words)?.[1]
  const pdf = /unknown option '--(pdf|html)'/.exec(words)?.[1]
  const meant = file !== undefined ? `lectern build ${file}` : pdf !== undefined ? `--to ${pdf}` : undefined
  return new LecternError(
    {
      severity: 'error',
      code: 'usage',
      message,
      hint: meant === undefined ? 'See `lectern build --help`.' : `Did you mean \`${meant}\`?`,
      place: { file: '', line: 1, column: 1 },
    },
    exitCodes.usage,
    error,
  )
}
