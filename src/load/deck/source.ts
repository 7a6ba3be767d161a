import { readdir, realpath } from 'node:fs/promises'
import { basename, dirname, extname, resolve } from 'node:path'
import type { ProblemCode } from '../../model/codes.js'
import { type ExitCode, exitCodes, LecternError } from '../../model/error.js'
import type { Problem } from '../../model/problem.js'
import type { Source } from '../../model/source.js'
import { nearest } from '../../model/words/nearest.js'
import { kindOfBytes } from '../assets/kindOfBytes.js'
import { fileName } from '../disk/fileName.js'
import { readReal } from '../disk/openInside.js'
import { type Read, readRegular } from '../disk/readRegular.js'
import { readFrontMatter } from '../frontMatter/frontMatter.js'
import { withData } from './dataFiles.js'
import { cleanText, decodeText } from './decodeText.js'
import { withIncludes } from './includes.js'
import { findRoot, givenRoot, isInside } from './root.js'

/** The largest deck that is read. */
const limitMb = 10
const limitBytes = limitMb * 1024 * 1024

/** Where a deck is looked for, and how far it may read. */
export interface SourceSearch {
  readonly cwd: string
  /** `--root`, relative to `cwd` or absolute. Absent: the deck's project. */
  readonly root?: string | undefined
  /** Aborted when nobody waits for the deck any more. */
  readonly signal?: AbortSignal | undefined
}

/**
 * Reads the deck at `path` (relative to `cwd` or absolute). Throws `LecternError`: `deck-not-found` (usage),
 * `deck-unreadable` (usage for what is no regular file, environment for permissions, content for UTF-16),
 * `deck-too-large` (content). Everything that an author can mend in the text is in `problems`.
 */
export async function loadSource(path: string, search: SourceSearch): Promise<Source> {
  const origin = originOf(path, search)
  if (other.test(origin.file)) {
    const message = `\`${origin.file}\` is not a Markdown file.`
    throw failure(
      'deck-unreadable',
      exitCodes.usage,
      origin.file,
      message,
      'Give a .md file; for a theme, use --theme.',
    )
  }
  const [root, real] = await Promise.all([origin.root, origin.path].map((one) => realpath(one).catch(() => undefined)))
  if (root !== undefined && real !== undefined && !isInside(root, real)) throw linkedOut(origin.file)
  // What has no real path is read for the sake of the reason.
  const read = await (real === undefined ? readRegular(origin.path, limitBytes) : readReal(real, limitBytes))
  if (!read.ok) throw await notRead(read, origin.path, origin.file)
  return includeInto(sourceFromBytes(read.bytes, origin), search)
}

/** The deck with the files that it includes and the data of its charts, which have to lie in its root. Throws the signal's reason once it is aborted. */
export async function includeInto(
  source: Source,
  { cwd, signal }: Pick<SourceSearch, 'cwd' | 'signal'>,
): Promise<Source> {
  return withData(await withIncludes(source, { cwd, limitBytes, signal }), { cwd, signal })
}

/** Texts that are none of Markdown, whatever stands in them. */
const other = /\.(?:json[c5]?|s?css|less|x?html?|ya?ml|toml|[cm]?[jt]sx?|vue|svg|xml|csv|lock)$/i

/** What is known of a deck besides its text; see `Source`. `folder`: absent where it is the root. */
export type SourceOrigin = Pick<Source, 'file' | 'path' | 'root' | 'name'> & Partial<Pick<Source, 'folder'>>

/** What is known of the deck at `path` before it is read. Throws `LecternError` (usage) for a root that does not hold it. */
export function originOf(path: string, { cwd, root }: SourceSearch): SourceOrigin & Pick<Source, 'folder'> {
  const absolute = resolve(cwd, path)
  const file = fileName(absolute, cwd)
  const own = dirname(absolute)
  if (root === undefined) {
    return { file, path: absolute, folder: own, root: findRoot(own), name: deckName(absolute) }
  }
  const given = givenRoot(root, own, { cwd, deck: file })
  return { file, path: absolute, folder: given.folder, root: given.root, name: deckName(absolute) }
}

/** The same of a deck from standard input: its paths count from where the command runs. */
export function stdinOrigin({ cwd, root }: SourceSearch): SourceOrigin {
  const file = '<stdin>'
  const given = root === undefined ? { folder: cwd, root: findRoot(cwd) } : givenRoot(root, cwd, { cwd, deck: file })
  return { file, path: '', name: 'stdin', ...given }
}

/** A deck may be a link inside of its project: somebody sent `deck.md -> /proc/self/environ` with the rest. */
function linkedOut(file: string): LecternError {
  const message = `\`${file}\` is a link to a file outside its project and was not read.`
  const hint = 'Give the file itself, or use --root <dir> with a folder that contains both.'
  return failure('deck-unreadable', exitCodes.usage, file, message, hint)
}

/** Makes a source of bytes that were read elsewhere, such as standard input. Throws `LecternError` as `loadSource` does. */
export function sourceFromBytes(bytes: Uint8Array, origin: SourceOrigin): Source {
  if (bytes.length > limitBytes) throw tooLarge(bytes.length, origin.file)
  const decoded = decodeText(bytes)
  if (!decoded.ok) {
    const hint = 'Save it as UTF-8 in your editor.'
    throw failure('deck-unreadable', exitCodes.content, origin.file, 'The deck is saved as UTF-16.', hint)
  }
  const kind = kindOfBytes(bytes)
  if (kind !== undefined) {
    const message = `${origin.file} is ${kind}, not a deck.`
    throw failure('deck-unreadable', exitCodes.content, origin.file, message, 'Give a Markdown file.')
  }
  const source = sourceFromText(decoded.text, origin)
  if (decoded.invalid === undefined) return source
  const { line } = decoded.invalid
  const warning: Problem = {
    severity: 'warning',
    code: 'encoding-invalid',
    message: 'The file has bytes here that are not UTF-8; each is shown as \uFFFD.',
    hint: 'Save it as UTF-8 in your editor, then fix the characters.',
    place: { file: origin.file, ...decoded.invalid, length: 1 },
    sourceLine: decoded.text.split('\n', line)[line - 1] ?? '',
  }
  return { ...source, problems: [warning, ...source.problems] }
}

/** Makes a source of text that is decoded already (standard input, tests). Cleans it as `loadSource` does; never throws. */
export function sourceFromText(text: string, origin: SourceOrigin): Source {
  const read = readFrontMatter(cleanText(text), origin.file)
  const { file, path } = origin
  const parts = [{ file, path, folder: '', from: 1, line: 1, count: read.text.split('\n').length }]
  return { folder: origin.root, ...origin, ...read, parts }
}

/** The name that a deck's artefacts take: its folder's for `deck.md`, `index.md` and `slides.md`, else its own stem. */
export function deckName(path: string): string {
  const stem = basename(path, extname(path))
  const folder = basename(dirname(path))
  return /^(deck|index|slides)\.md$/i.test(basename(path)) && folder !== '' ? folder : stem
}

async function notRead(read: Extract<Read, { ok: false }>, path: string, file: string): Promise<LecternError> {
  switch (read.reason) {
    case 'large':
      return tooLarge(read.sizeBytes, file)
    case 'missing': {
      const hint = await nearbyHint(path, file)
      return failure('deck-not-found', exitCodes.usage, file, `The deck \`${file}\` does not exist.`, hint)
    }
    case 'folder': {
      const message = `\`${file}\` is a folder, not a file.`
      return failure('deck-unreadable', exitCodes.usage, file, message, 'Give the Markdown file inside it.')
    }
    case 'special': {
      const message = `\`${file}\` is a pipe, socket or device; only regular files can be read.`
      const hint = 'Use `-` to read a deck from standard input.'
      return failure('deck-unreadable', exitCodes.usage, file, message, hint)
    }
    case 'forbidden': {
      const message = `No permission to read \`${file}\`.`
      return failure('deck-unreadable', exitCodes.environment, file, message, 'Check its permissions.', read.cause)
    }
    case 'failed': {
      const reason = read.cause instanceof Error ? read.cause.message : String(read.cause)
      const message = `\`${file}\` could not be read: ${reason}.`
      return failure('deck-unreadable', exitCodes.environment, file, message, 'Try again.', read.cause)
    }
  }
}

function tooLarge(sizeBytes: number, file: string): LecternError {
  const sizeMb = Math.ceil(sizeBytes / 1024 / 1024).toLocaleString('en')
  const message = `The deck has ${sizeMb} MB (maximum ${limitMb} MB).`
  return failure(
    'deck-too-large',
    exitCodes.content,
    file,
    message,
    'Split the talk, or move embedded data into files.',
  )
}

async function nearbyHint(path: string, file: string): Promise<string> {
  const names = await readdir(dirname(path)).catch(() => [])
  const near = nearest(basename(path), names)
  if (near === undefined) return 'Check the path, which is relative to the current folder.'
  return `Did you mean \`${file.slice(0, file.length - basename(path).length)}${near}\`?`
}

function failure(
  code: ProblemCode,
  exitCode: ExitCode,
  file: string,
  message: string,
  hint: string,
  cause?: unknown,
): LecternError {
  const place = { file, line: 1, column: 1 }
  return new LecternError({ severity: 'error', code, message, hint, place }, exitCode, cause)
}
