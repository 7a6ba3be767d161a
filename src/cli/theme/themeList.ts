import { unknownTheme } from '../../compile/checks/directives.js'
import { listThemes, type ThemeEntry } from '../../load/themes/listThemes.js'
import { type ExitCode, exitCodes, LecternError } from '../../model/error.js'
import { plainText } from '../../model/words/plainText.js'
import type { CommandContext } from '../commandContext.js'
import { settingsOf } from '../options/settings.js'
import { jsonOutput } from '../terminal/printer.js'
import { printProblems } from '../terminal/printProblems.js'
import { table } from '../terminal/table.js'
import type { ThemeFlags } from './themeFlags.js'

/** `lectern theme list`: all themes in a table, or everything about one. The result goes to standard output. */
export async function themeList(
  name: string | undefined,
  flags: ThemeFlags,
  { terminal, machine }: CommandContext,
): Promise<ExitCode> {
  const settings = await settingsOf(flags, machine.cwd)
  const { cwd, packageRoot } = machine
  const { themes, problems } = await listThemes({ cwd, packageRoot, dirs: settings.themeDirs })
  const one = name === undefined ? undefined : themes.find((theme) => theme.name === name)
  if (name !== undefined && one === undefined) {
    const names = themes.map((theme) => theme.name)
    throw new LecternError(unknownTheme(name, names, { file: '', line: 1, column: 1 }), exitCodes.usage)
  }
  if (settings.json) {
    const shown = one === undefined ? { themes, problems } : { ...one, problems }
    terminal.out.write(jsonOutput(shown))
    return exitCodes.ok
  }
  if (one !== undefined) {
    terminal.out.write(`${details(one)}\n`)
    return exitCodes.ok
  }
  terminal.out.write(`${overview(themes)}\n`)
  printProblems(problems, terminal)
  if (!settings.quiet) {
    const { dim } = terminal.colours
    const hint = `\nTo use a theme, write \`theme: ${themes[0]?.name}\`. For its layouts and tokens, run \`lectern theme list ${themes[0]?.name}\`.\nTo see your deck in all themes, run \`lectern theme preview deck.md\`.`
    terminal.err.write(`${dim(hint)}\n`)
  }
  return exitCodes.ok
}

function overview(themes: readonly ThemeEntry[]): string {
  const rows = themes.map((theme) => [
    theme.name,
    theme.title,
    theme.colorSchemes.join(', '),
    theme.sizes.join(', '),
    placeOf(theme),
  ])
  return table(['NAME', 'TITLE', 'SCHEMES', 'SIZES', 'FROM'], rows)
}

function placeOf({ from, file }: ThemeEntry): string {
  return from === 'marp' ? 'Marp' : from === 'package' ? 'Lectern' : file
}

function details(theme: ThemeEntry): string {
  const { name, title, description, version, license, layouts, tokens } = theme
  const facts = [
    version === undefined ? '' : `version ${version}`,
    license === undefined ? '' : `licence ${license}`,
    theme.extends === undefined ? '' : `extends ${theme.extends}`,
    `from ${placeOf(theme)}`,
  ]
  const head = [
    `${name} · ${title}`,
    ...(description === '' ? [] : [description]),
    facts.filter(Boolean).join(' · '),
    `schemes: ${theme.colorSchemes.join(', ')} · sizes: ${theme.sizes.join(', ')}`,
  ]
  const layoutRows = layouts.map((layout) => [layout.class, layout.title, layout.description])
  const tokenRows = tokens.map((token) => [token.name, token.type, token.default ?? '', token.meaning])
  return [
    head.map(plainText).join('\n'),
    layouts.length === 0 ? 'No layouts declared.' : `Layouts, as \`<!-- _class: ${layouts[0]?.class} -->\`:`,
    ...(layouts.length === 0 ? [] : [table(undefined, layoutRows)]),
    tokens.length === 0 ? 'No tokens declared.' : 'Tokens, under `tokens:` in the front matter or in brand.json:',
    ...(tokens.length === 0 ? [] : [table(undefined, tokenRows)]),
  ].join('\n\n')
}
