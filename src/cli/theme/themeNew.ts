import { lstat, mkdir, rename, rm, writeFile } from 'node:fs/promises'
import { dirname, join, relative, sep } from 'node:path'
import { writeFault } from '../../export/writeFault.js'
import { draftName, fileDrafts, removeAbandoned } from '../../load/disk/drafts.js'
import { makeFolders } from '../../load/disk/makeFolders.js'
import { listThemes, type ThemeEntry } from '../../load/themes/listThemes.js'
import { type ExitCode, exitCodes, LecternError } from '../../model/error.js'
import type { CommandContext } from '../commandContext.js'
import { settingsOf } from '../options/settings.js'
import { table } from '../terminal/table.js'
import { newPack } from './newPack.js'
import type { ThemeFlags } from './themeFlags.js'

/** `lectern theme new`: writes a pack that passes its own check into `themes/<name>/`. What is there is never touched. */
export async function themeNew(
  name: string,
  flags: ThemeFlags,
  { terminal, machine }: CommandContext,
): Promise<ExitCode> {
  const { colours } = terminal
  const { cwd, packageRoot } = machine
  const settings = await settingsOf(flags, cwd)
  refuseName(name)
  const { themes } = await listThemes({ cwd, packageRoot, dirs: settings.themeDirs })
  const taken = themes.find((theme) => theme.name.toLowerCase() === name)
  if (taken !== undefined)
    throw refusal(
      `A theme named \`${name}\` already exists: ${whose(taken)}.`,
      `Choose another name, such as \`my-${name}\`.`,
    )
  const folder = join(cwd, 'themes', name)
  const there = await lstat(folder).catch(() => undefined)
  if (there !== undefined) throw refusal(`\`themes/${name}\` already exists.`, 'Choose another name, or move it away.')
  const files = newPack(name, schemaFrom(folder, cwd, packageRoot))
  await writeAll(folder, files)
  if (settings.quiet) return exitCodes.ok
  const next = [
    [`  lectern dev themes/${name}/preview.md`, 'see every layout while you edit theme.css'],
    [`  lectern theme check ${name}`, 'check that everything is readable'],
    [`  theme: ${name}`, 'use it in the front matter of a deck'],
  ]
  const said = [
    `${colours.green('✓')} themes/${name}/ ${colours.dim(`(${[...files.keys()].join(', ')})`)}`,
    '',
    'Next steps:',
    table(undefined, next),
  ]
  terminal.err.write(`${said.join('\n')}\n`)
  return exitCodes.ok
}

/** A name that a deck can write, a folder can have on every system, and npm would take. */
function refuseName(name: string): void {
  if (/^[a-z0-9][a-z0-9-]{0,59}$/.test(name) && !/^(con|prn|aux|nul|com\d|lpt\d)$/.test(name)) return
  const better = name
    .toLowerCase()
    .normalize('NFKD')
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 60)
  const shown = name.length > 60 ? `${name.slice(0, 60)}…` : name
  const hint = better === '' || better === name ? '' : ` Did you mean \`${better}\`?`
  throw refusal(`“${shown}” is not a valid theme name.`, `Use lower-case letters, digits and hyphens.${hint}`)
}

function whose({ from, file }: ThemeEntry): string {
  return from === 'marp' ? "Marp's own" : from === 'package' ? 'bundled with Lectern' : `in \`${file}\``
}

/** From inside the project, so that the folder works on another machine; absent when Lectern is installed elsewhere. */
function schemaFrom(folder: string, cwd: string, packageRoot: string): string | undefined {
  const inside = relative(cwd, packageRoot)
  if (inside.startsWith('..') || inside.includes(':')) return undefined
  return relative(folder, join(packageRoot, 'themes', 'theme.schema.json'))
    .split(sep)
    .join('/')
}

/** All files or none: they are written beside and put in place at the end. */
async function writeAll(folder: string, files: ReadonlyMap<string, string>): Promise<void> {
  let draft: string | undefined
  try {
    await makeFolders(dirname(folder))
    await removeAbandoned(dirname(folder))
    draft = join(dirname(folder), draftName(fileDrafts))
    await mkdir(draft)
    for (const [path, text] of files) {
      await mkdir(dirname(join(draft, path)), { recursive: true })
      await writeFile(join(draft, path), text)
    }
    await rename(draft, folder)
  } catch (cause) {
    if (draft !== undefined) await rm(draft, { recursive: true, force: true }).catch(() => {})
    throw writeFault(folder, cause)
  }
}

function refusal(message: string, hint: string): LecternError {
  const place = { file: '', line: 1, column: 1 }
  return new LecternError({ severity: 'error', code: 'usage', message, hint, place }, exitCodes.usage)
}
