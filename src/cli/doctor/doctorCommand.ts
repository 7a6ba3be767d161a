import { Command } from 'commander'
import type { ExitCode } from '../../model/error.js'
import type { CommandContext } from '../commandContext.js'
import { withCommonOptions } from '../options/options.js'
import type { DoctorFlags } from './doctor.js'

/** Describes `lectern doctor`. */
export function doctorCommand(context: CommandContext, done: (exitCode: ExitCode) => void): Command {
  const command = new Command('doctor')
    .description('check that this machine is ready to build and present')
    .argument('[decks...]', 'with --stage: decks to check')
    .option('--stage', 'check right before a talk: file, notes, clock, second screen, power')
    .option('--json', 'print the results as JSON')
  return withCommonOptions(command)
    .addHelpText('after', '\nExamples:\n  lectern doctor\n  lectern doctor --stage talk.md')
    .action(async (decks: string[], flags: DoctorFlags) => {
      const { doctor } = await import('./doctor.js')
      done(await doctor(decks, flags, context))
    })
}
