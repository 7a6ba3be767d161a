import { Command, Option } from 'commander'
import type { ExitCode } from '../../model/error.js'
import type { CommandContext } from '../commandContext.js'
import { withCommonOptions } from '../options/options.js'
import { check } from './check.js'
import { type CheckFlags, checkFormats } from './checkFlags.js'

/** Describes `lectern check`. */
export function checkCommand(context: CommandContext, done: (exitCode: ExitCode) => void): Command {
  const command = new Command('check')
    .description('find problems before the audience does')
    .argument('[decks...]', 'files, folders or globs; `-` is standard input; default: slides/*/deck.md')
    .addOption(new Option('--format <format>', 'output format (default: text)').choices(checkFormats).conflicts('json'))
    .option('--json', 'the same as --format json')
    .option('--report <file.html>', 'also write an HTML report with the problems outlined on the slides')
    .option(
      '--rule <name=level...>',
      'set the level (off, info, warn or error) or an option (too-much-text.words=60) of a rule',
    )
    .option('--fix', 'fix what can be fixed automatically, and show the diff')
    .option('--split', 'with --fix: split slides that are too long at a heading or list item')
    .option('--dry-run', 'with --fix: only show the diff')
    .option('--baseline <file>', 'file of known problems to ignore')
    .option('--update-baseline', 'write all current problems to the baseline')
    .option('--rules', 'list all rules with their options')
    .option('--explain <rule>', 'explain what a rule finds and how to fix it; `layout` explains automatic layouts')
  return withCommonOptions(command)
    .addHelpText(
      'after',
      '\nExamples:\n  lectern check talk.md\n  lectern check --report report.html\n  lectern check talk.md --rule contrast=error --rule notes-missing=warn\n  lectern check --format github --strict    in a pull request',
    )
    .action(async (decks: string[], flags: CheckFlags) => done(await check(decks, flags, context)))
}
