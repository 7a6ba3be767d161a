import { Command, Option } from 'commander'
import type { ExitCode } from '../model/error.js'
import { build } from './build.js'
import type { CommandContext } from './commandContext.js'
import { formats } from './formats.js'
import { listOf, parseOut, withCommonOptions } from './options.js'
import type { BuildFlags } from './settings.js'

/** Describes `lectern build`. */
export function buildCommand(context: CommandContext, done: (exitCode: ExitCode) => void): Command {
  const command = new Command('build')
    .description('compile decks to files')
    .argument('[decks...]', 'files, folders or globs; `-` is standard input; default: slides/*/deck.md')
    .addOption(
      new Option('--to <formats>', `formats, separated by commas: ${formats.join(', ')} (default: html)`).argParser(
        listOf(formats, 'Formats'),
      ),
    )
    .option('-o, --out <dir|file|->', 'where to write; `-` is standard output (default: dist/)', parseOut)
    .option('--json', 'print artefacts and problems as JSON')
    .option('--no-notes', 'leave the speaker notes out of the HTML')
  return withCommonOptions(command)
    .addHelpText(
      'after',
      '\nExamples:\n  lectern build talk.md\n  lectern build slides/*/deck.md --to html,pdf -o public\n  lectern build talk.md --to pdf -o talk.pdf\n  cat talk.md | lectern build - > talk.html',
    )
    .action(async (decks: string[], flags: BuildFlags) => done(await build(decks, flags, context)))
}
