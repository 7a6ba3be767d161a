import { Command, Option } from 'commander'
import type { ExitCode } from '../../model/error.js'
import type { CommandContext } from '../commandContext.js'
import { withCommonOptions } from '../options.js'
import { check } from './check.js'
import { type CheckFlags, checkFormats } from './checkFlags.js'

/** Describes `lectern check`. */
export function checkCommand(context: CommandContext, done: (exitCode: ExitCode) => void): Command {
  const command = new Command('check')
    .description('find everything that would embarrass the speaker')
    .argument('[decks...]', 'files, folders or globs; `-` is standard input; default: slides/*/deck.md')
    .addOption(
      new Option('--format <format>', 'how to tell it (default: text)').choices(checkFormats).conflicts('json'),
    )
    .option('--json', 'the same as --format json')
    .option('--report <file.html>', 'also write a page with pictures of the slides and the places outlined')
    .option('--rule <name=level...>', 'off, info, warn or error; or an option, such as too-much-text.words=60')
    .option('--fix', 'mend what has one way out; shows the difference')
    .option('--split', 'with --fix: divide slides that are too long, at a heading or list item')
    .option('--dry-run', 'with --fix: show the difference only')
    .option('--baseline <file>', 'problems to keep quiet about, because they were there before')
    .option('--update-baseline', 'write the baseline with everything that is found')
    .option('--rules', 'list all rules with their options')
    .option(
      '--explain <rule>',
      'say what a rule finds and how to fix it; layout: how slides without a class are laid out',
    )
  return withCommonOptions(command)
    .addHelpText(
      'after',
      '\nExamples:\n  lectern check talk.md\n  lectern check --report report.html\n  lectern check talk.md --rule contrast=error --rule notes-missing=warn\n  lectern check --format github --strict    in a pull request',
    )
    .action(async (decks: string[], flags: CheckFlags) => done(await check(decks, flags, context)))
}
