import { Command, InvalidArgumentError } from 'commander'
import type { ExitCode } from '../../model/error.js'
import type { CommandContext } from '../commandContext.js'
import type { InstallFlags } from './browser.js'

/** Describes `lectern browser` and its commands. */
export function browserCommand(context: CommandContext, done: (exitCode: ExitCode) => void): Command {
  const install = new Command('install')
    .description('download a headless browser for PDF, images and checks (about 100 MB) to the cache')
    .option('--from <file.zip>', 'install from an archive that you downloaded')
    .option('--sha256 <hash>', 'fail unless the archive has this SHA-256', parseHash)
    .option('-q, --quiet', 'print only problems')
    .option('--debug', 'print stack traces of failures')
    .addHelpText(
      'after',
      '\nLECTERN_BROWSER_MIRROR names another server; HTTPS_PROXY and NO_PROXY are respected.\n\nExamples:\n  lectern browser install\n  lectern browser install --from chrome-headless-shell-win64.zip',
    )
    .action(async (flags: InstallFlags) => {
      const { install: run } = await import('./browser.js')
      done(await run(flags, context))
    })
  const remove = new Command('remove')
    .description('remove the browser that `lectern browser install` downloaded')
    .option('-q, --quiet', 'print only problems')
    .option('--debug', 'print stack traces of failures')
    .action(async (flags: InstallFlags) => {
      const { remove: run } = await import('./browser.js')
      done(await run(flags, context))
    })
  return new Command('browser')
    .description('download or remove a headless browser for PDF, images and checks')
    .addCommand(install)
    .addCommand(remove)
}

function parseHash(text: string): string {
  if (!/^[\da-f]{64}$/i.test(text)) throw new InvalidArgumentError('Give 64 hexadecimal digits.')
  return text
}
