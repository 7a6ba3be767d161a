import { Command, Option } from 'commander'
import type { ExitCode } from '../../model/error.js'
import type { CommandContext } from '../commandContext.js'
import { parseOut, withCommonOptions } from '../options.js'
import { parsePort } from '../port.js'
import type { PresentFlags } from './presentFlags.js'

/** Describes `lectern present`. */
export function presentCommand(context: CommandContext, done: (exitCode: ExitCode) => void): Command {
  const command = new Command('present')
    .description('give the talk: slides for the room, notes for you, a phone as remote')
    .argument('[deck]', 'a file or folder; default: the only slides/*/deck.md')
    .addOption(
      new Option('--port <number>', 'port to serve at (default: 4500, or the next that is free)').argParser(parsePort),
    )
    .option('--host <address>', 'address to serve at; 0.0.0.0 lets phones and the audience in, by links with tokens')
    .option('--open', 'open the presenter view in the browser')
    .option('--live', 'show every saved change at once, instead of asking')
    .option('--drawings <file.html>', 'write the deck with what was drawn, when the talk ends', parseOut)
    .option('--rehearse', 'record the time of each slide, and compare it with the plan')
    .option('--write-times', 'with --rehearse: write the recorded times into the deck, after showing the difference')
  return withCommonOptions(command)
    .addHelpText(
      'after',
      '\nExamples:\n  lectern present talk.md --open          presenter view here; P opens the slides\n  lectern present talk.md --host 0.0.0.0  with a phone as remote, and an audience that follows\n  lectern present talk.md --rehearse      how long each slide takes',
    )
    .action(async (deck: string | undefined, flags: PresentFlags) => {
      const { present } = await import('./present.js')
      done(await present(deck, flags, context))
    })
}
