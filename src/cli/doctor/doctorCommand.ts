import { Command } from 'commander'
import type { ExitCode } from '../../model/error.js'
import type { CommandContext } from '../commandContext.js'
import { withCommonOptions } from '../options.js'
import type { DoctorFlags } from './doctor.js'

/** Describes `lectern doctor`. */
export function doctorCommand(context: CommandContext, done: (exitCode: ExitCode) => void): Command {
  const command = new Command('doctor')
    .description('find out what this machine lacks for a talk')
    .argument('[decks...]', 'with --stage: the decks of the talk')
    .option('--stage', 'the last minutes: file, notes, clock, second screen, power')
    .option('--json', 'print it as JSON')
  return withCommonOptions(command)
    .addHelpText('after', '\nExamples:\n  lectern doctor\n  lectern doctor --stage talk.md')
    .action(async (decks: string[], flags: DoctorFlags) => {
      const { doctor } = await import('./doctor.js')
      done(await doctor(decks, flags, context))
    })
}
