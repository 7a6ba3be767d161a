import { Command, Option } from 'commander'
import type { ExitCode } from '../../model/error.js'
import type { CommandContext } from '../commandContext.js'
import { parseOut, withCommonOptions } from '../options/options.js'
import { parsePort } from '../options/port.js'
import type { PresentFlags } from './presentFlags.js'

/** Describes `lectern present`. */
export function presentCommand(context: CommandContext, done: (exitCode: ExitCode) => void): Command {
  const command = new Command('present')
    .description('give the talk: audience window, presenter view, phone as remote')
    .argument('[deck]', 'a file or folder; default: the only slides/*/deck.md')
    .addOption(
      new Option('--port <number>', 'port to listen on (default: 4500, or the next free one)').argParser(parsePort),
    )
    .option(
      '--host <address>',
      'address to listen on; 0.0.0.0 lets phones and the audience join, through links with tokens',
    )
    .option('--open', 'open the presenter view in the browser')
    .option('--live', 'apply saved changes immediately instead of asking')
    .option('--drawings <file.html>', 'when the talk ends, write the deck with your drawings', parseOut)
    .option('--rehearse', 'record the time spent on each slide and compare it with the plan')
    .option('--write-times', 'with --rehearse: write the recorded times into the deck, after showing the diff')
  return withCommonOptions(command)
    .addHelpText(
      'after',
      '\nExamples:\n  lectern present talk.md --open          open the presenter view; P opens the audience window\n  lectern present talk.md --host 0.0.0.0  with a phone as remote and an audience that follows\n  lectern present talk.md --rehearse      record how long each slide takes',
    )
    .action(async (deck: string | undefined, flags: PresentFlags) => {
      const { present } = await import('./present.js')
      done(await present(deck, flags, context))
    })
}
