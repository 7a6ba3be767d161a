import { Command } from 'commander'
import type { ExitCode } from '../../model/error.js'
import type { CommandContext } from '../commandContext.js'
import { parseOut, withCommonOptions } from '../options/options.js'
import { themeCheck } from './themeCheck.js'
import type { ThemeFlags } from './themeFlags.js'
import { themeList } from './themeList.js'
import { themeNew } from './themeNew.js'
import { themePreview } from './themePreview.js'

/** Describes `lectern theme` and its commands. */
export function themeCommand(context: CommandContext, done: (exitCode: ExitCode) => void): Command {
  const list = withCommonOptions(
    new Command('list')
      .description('list all themes, or the layouts and tokens of one')
      .argument('[name]', 'a theme')
      .option('--json', 'print the list as JSON'),
  )
    .addHelpText('after', '\nExamples:\n  lectern theme list\n  lectern theme list night')
    .action(async (name: string | undefined, flags: ThemeFlags) => done(await themeList(name, flags, context)))
  const check = withCommonOptions(
    new Command('check')
      .description('check themes: manifest, files, licences, and every layout in a browser')
      .argument('[packs...]', 'names, CSS files or folders; default: everything in themes/')
      .option('--json', 'print problems as JSON'),
  )
    .addHelpText('after', '\nExamples:\n  lectern theme check\n  lectern theme check night ./my-theme.css')
    .action(async (packs: string[], flags: ThemeFlags) => done(await themeCheck(packs, flags, context)))
  const preview = withCommonOptions(
    new Command('preview')
      .description("show a deck, or each pack's own preview, in every theme and colour scheme")
      .argument('[deck]', "a deck; default: the packs' own previews")
      .option('-o, --out <dir>', 'where to write (default: dist/theme-preview/)', parseOut)
      .option('--open', 'open the preview in the browser')
      .option('--json', 'print artefacts and problems as JSON'),
  )
    .addHelpText(
      'after',
      '\nExamples:\n  lectern theme preview talk.md --open\n  lectern theme preview talk.md --theme night,paper,./mine.css\n  lectern theme preview',
    )
    .action(async (deck: string | undefined, flags: ThemeFlags) => done(await themePreview(deck, flags, context)))
  const make = withCommonOptions(
    new Command('new')
      .description('create a theme pack in themes/')
      .argument('<name>', 'lower-case letters, digits and hyphens'),
  )
    .addHelpText('after', '\nExample:\n  lectern theme new acme')
    .action(async (name: string, flags: ThemeFlags) => done(await themeNew(name, flags, context)))
  return new Command('theme')
    .description('list, preview, create and check themes')
    .addCommand(list)
    .addCommand(preview)
    .addCommand(make)
    .addCommand(check)
}
