// Which decks a command is about. Globs are walked by tinyglobby: 2 dependencies that the tests' tools bring anyway, no
// loops through links; fast-glob is larger, and Node has globs of its own only from version 22. It is loaded when a
// pattern needs it.
import { readdir, stat } from 'node:fs/promises'
import { basename, dirname, join, resolve, sep } from 'node:path'
import { exitCodes, LecternError } from '../../model/error.js'
import { nearest } from '../../model/words/nearest.js'
import { fileName } from '../disk/fileName.js'

/** Where patterns count from, and what the configuration names when there are none. */
export interface DeckSearch {
  readonly cwd: string
  readonly configured?: readonly string[] | undefined
  /** The command that looks, for the hint; `build` when it does not matter. */
  readonly command?: string
}

/** Words of `--to`, which somebody may have written apart. */
const formatWords = ['html', 'pdf', 'png', 'jpeg', 'webp', 'notes', 'handout']

const standard = ['slides/*/deck.md']
/** A folder with one of these is that deck. */
const deckNames = ['deck.md', 'index.md', 'slides.md']

/**
 * The absolute paths of the decks that the patterns mean, sorted, each once. A pattern is a file, a folder (its deck, else
 * all its `*.md`) or a glob. A file is not opened: it may still turn out unreadable. Throws `LecternError` (usage) when a
 * pattern means nothing.
 */
export async function findDecks(patterns: readonly string[], search: DeckSearch): Promise<string[]> {
  const { cwd, configured } = search
  const used = patterns.length > 0 ? patterns : (configured ?? standard)
  const found = new Set<string>()
  for (const pattern of used) {
    const decks = await decksOf(pattern, cwd)
    if (decks.length === 0 && patterns.length === 0 && configured === undefined) throw await noDecks(search)
    if (decks.length === 0) throw await nothingAt(pattern, cwd)
    for (const deck of decks) found.add(deck)
  }
  if (found.size === 0) throw await noDecks(search)
  return [...found].sort()
}

async function decksOf(pattern: string, cwd: string): Promise<string[]> {
  const path = resolve(cwd, pattern)
  const kind = await kindOf(path)
  if (kind === 'file') return [path]
  if (kind === 'folder') return decksIn(path)
  return /[*?{]/.test(pattern) ? globbed(pattern, cwd) : []
}

async function decksIn(folder: string): Promise<string[]> {
  const names = await readdir(folder).catch((): string[] => [])
  const deck = deckNames.find((name) => names.includes(name))
  if (deck !== undefined) return [join(folder, deck)]
  return names.filter((name) => isMarkdown(name) && !name.startsWith('.')).map((name) => join(folder, name))
}

async function globbed(pattern: string, cwd: string): Promise<string[]> {
  const { glob } = await import('tinyglobby')
  const matches = await glob(sep === '\\' ? pattern.replaceAll('\\', '/') : pattern, {
    cwd,
    absolute: true,
    onlyFiles: false,
    expandDirectories: false,
    followSymbolicLinks: false,
    ignore: ['**/node_modules/**', '**/.git/**'],
  })
  const decks: string[] = []
  for (const match of matches) {
    // A folder that a glob happens to match counts only when it is a deck: `**` matches them all.
    if (match.endsWith('/')) decks.push(...(await decksIn(match)).filter((path) => deckNames.includes(basename(path))))
    else if (isMarkdown(match)) decks.push(resolve(match))
  }
  return decks
}

async function kindOf(path: string): Promise<'file' | 'folder' | 'nothing'> {
  try {
    return (await stat(path)).isDirectory() ? 'folder' : 'file'
  } catch (cause) {
    // What exists but may not be looked at is left to the reader, who says why.
    return cause instanceof Error && 'code' in cause && cause.code === 'EACCES' ? 'file' : 'nothing'
  }
}

function isMarkdown(name: string): boolean {
  return /\.(md|markdown)$/i.test(name)
}

async function nothingAt(pattern: string, cwd: string): Promise<LecternError> {
  if ((await kindOf(resolve(cwd, pattern))) === 'folder') {
    return notFound(pattern, `The folder \`${pattern}\` contains no Markdown files.`, 'Give a file, or another folder.')
  }
  if (/[*?{]/.test(pattern)) return notFound(pattern, `No Markdown file matches \`${pattern}\`.`, 'Check the pattern.')
  const path = resolve(cwd, pattern)
  // `--to html pdf talk.md` reads like a list.
  if (formatWords.includes(pattern)) {
    return notFound(
      pattern,
      `The deck \`${pattern}\` does not exist.`,
      `Separate formats by commas: --to html,${pattern}.`,
    )
  }
  const near = nearest(basename(path), await couldBeMeant(dirname(path)))
  const hint =
    near === undefined
      ? 'Check the path, which is relative to the current folder.'
      : `Did you mean \`${fileName(join(dirname(path), near), cwd)}\`?`
  return notFound(pattern, `The deck \`${pattern}\` does not exist.`, hint)
}

/** Names in a folder that can be built: no PDF of the same name is meant. */
async function couldBeMeant(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => [])
  return entries.filter((entry) => isMarkdown(entry.name) || !entry.isFile()).map(({ name }) => name)
}

async function noDecks({ cwd, command = 'build' }: DeckSearch): Promise<LecternError> {
  const names = await readdir(cwd).catch(() => [])
  const candidate = names.find((name) => isMarkdown(name) && !/^(readme|changelog|license)\b/i.test(name)) ?? 'talk.md'
  const message = `No deck was found at \`${standard.join('` or `')}\`.`
  return notFound('.', message, `Give a file: lectern ${command} ${candidate}`)
}

function notFound(file: string, message: string, hint: string): LecternError {
  const place = { file, line: 1, column: 1 }
  return new LecternError({ severity: 'error', code: 'deck-not-found', message, hint, place }, exitCodes.usage)
}
