import { Command } from 'commander'
import type { ExitCode } from '../../model/error.js'
import { plainText } from '../../model/words/plainText.js'
import type { CommandContext } from '../commandContext.js'
import { withCommonOptions } from '../options/options.js'
import type { BuildFlags } from '../options/settings.js'
import { build } from './build.js'
import { withArtefactOptions } from './buildOptions.js'

/** Describes `lectern build`. */
export function buildCommand(context: CommandContext, done: (exitCode: ExitCode) => void): Command {
  const command = new Command('build')
    .description('build HTML, PDF, images and handouts from decks')
    .argument('[decks...]', 'files, folders or globs; `-` is standard input; default: slides/*/deck.md')
  return withCommonOptions(withArtefactOptions(command))
    .addHelpText('after', examples)
    .action(async (decks: string[], flags: BuildFlags) => {
      if (flags.fromMarp === true) {
        const { takeOverFromMarp } = await import('./fromMarp.js')
        for (const line of await takeOverFromMarp(context.machine.cwd))
          context.terminal.err.write(`${plainText(line)}\n`)
      }
      if (flags.watch !== true) return done(await build(decks, flags, context))
      const { buildAndWatch } = await import('./watchBuild.js')
      return done(await buildAndWatch(decks, flags, context))
    })
}

const examples = `
Examples:
  lectern build talk.md
  lectern build slides/*/deck.md --to html,pdf -o public
  lectern build talk.md -o talk.pdf --steps             one page per step
  lectern build talk.md --to html,pdf --watch           rebuild on every save
  lectern build talk.md --to png --scale 2              talk.001.png, talk.002.png, …
  lectern build talk.md -o cover.png --slide 1
  cat talk.md | lectern build - > talk.html`
