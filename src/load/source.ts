import { readdir } from 'node:fs/promises'
import { basename, dirname, extname, resolve } from 'node:path'
import type { ProblemCode } from '../model/codes.js'
import { type ExitCode, exitCodes, LecternError } from '../model/error.js'
import { nearest } from '../model/nearest.js'
import type { Problem } from '../model/problem.js'
import type { Source } from '../model/source.js'
import { headBytes, mediaTypeOf } from './assets/mime.js'
import { cleanText, decodeText } from './decodeText.js'
import { fileName } from './fileName.js'
import { readFrontMatter } from './frontMatter/frontMatter.js'
import { withIncludes } from './includes.js'
import { type Read, readRegular } from './readRegular.js'

/** The largest deck that is read. */
const limitMb = 10
const limitBytes = limitMb * 1024 * 1024

/**
 * Reads the deck at `path` (relative to `cwd` or absolute). Throws `LecternError`: `deck-not-found` (usage),
 * `deck-unreadable` (usage for what is no regular file, environment for permissions, content for UTF-16),
 * `deck-too-large` (content). Everything that an author can mend in the text is in `problems`.
 */
export async function loadSource(path: string, { cwd }: { readonly cwd: string }): Promise<Source> {
  const absolute = resolve(cwd, path)
  const file = fileName(absolute, cwd)
  const read = await readRegular(absolute, limitBytes)
  if (!read.ok) throw await notRead(read, absolute, file)
  const origin = { file, path: absolute, root: dirname(absolute), name: deckName(absolute) }
  return includeInto(sourceFromBytes(read.bytes, origin), cwd)
}

/** The deck with the files that it includes; for one that was read from standard input, they are looked for in its root. */
export function includeInto(source: Source, cwd: string): Promise<Source> {
  return withIncludes(source, { cwd, limitBytes })
}

/** What is known of a deck besides its text; see `Source`. */
export type SourceOrigin = Pick<Source, 'file' | 'path' | 'root' | 'name'>

/** Makes a source of bytes that were read elsewhere, such as standard input. Throws `LecternError` as `loadSource` does. */
export function sourceFromBytes(bytes: Uint8Array, origin: SourceOrigin): Source {
  if (bytes.length > limitBytes) throw tooLarge(bytes.length, origin.file)
  const type = mediaTypeOf(bytes.subarray(0, headBytes))
  // “BM” begins a bitmap and a sentence about cars; a zero byte begins no sentence.
  if (type !== undefined && bytes.subarray(0, headBytes).includes(0)) {
    const message = `${origin.file} is no deck but a file of type ${type}.`
    throw failure('deck-unreadable', exitCodes.content, origin.file, message, 'Give a Markdown file.')
  }
  const decoded = decodeText(bytes)
  if (!decoded.ok) {
    const hint = 'Save it as UTF-8 in your editor.'
    throw failure('deck-unreadable', exitCodes.content, origin.file, 'The deck is saved as UTF-16.', hint)
  }
  const source = sourceFromText(decoded.text, origin)
  if (decoded.invalid === undefined) return source
  const { line } = decoded.invalid
  const warning: Problem = {
    severity: 'warning',
    code: 'encoding-invalid',
    message: 'The file has bytes here that are not UTF-8; each is shown as \uFFFD.',
    hint: 'Save it as UTF-8 in your editor, then mend the letters.',
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
  return { ...origin, ...read, parts }
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
      return failure('deck-not-found', exitCodes.usage, file, `There is no deck at \`${file}\`.`, hint)
    }
    case 'folder': {
      const message = `\`${file}\` is a folder, not a file.`
      return failure('deck-unreadable', exitCodes.usage, file, message, 'Name the Markdown file inside it.')
    }
    case 'special': {
      const message = `\`${file}\` is a pipe, a socket or a device; only regular files are read.`
      const hint = 'Use `-` to read a deck from standard input.'
      return failure('deck-unreadable', exitCodes.usage, file, message, hint)
    }
    case 'forbidden': {
      const message = `\`${file}\` may not be read by this user.`
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
  const message = `The deck has ${sizeMb} MB; at most ${limitMb} MB are read.`
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
  if (near === undefined) return 'Check the path; it counts from the folder in which the command runs.'
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
