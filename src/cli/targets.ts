import { extname, isAbsolute, join, resolve } from 'node:path'
import { exitCodes, LecternError } from '../model/error.js'
import type { Source } from '../model/source.js'
import { type Format, formats as known } from './formats.js'

/** Where one artefact of one deck goes: an absolute path, or standard output. */
export interface Target {
  readonly format: Format
  readonly path: string | '-'
}

/**
 * Decides every path before anything is made, so that no two decks write the same file.
 * @throws LecternError (2) when they would, or when one file or standard output is asked for several artefacts.
 */
export function targetsOf(
  sources: readonly Source[],
  formats: readonly Format[],
  out: string | undefined,
  cwd: string,
  json: boolean,
): Map<Source, Target[]> {
  const several = sources.length * formats.length > 1
  const asked = out ?? (sources.some((source) => source.path === '') ? '-' : 'dist')
  if (asked === '-' && json)
    throw conflict('Standard output takes a deck or JSON, not both.', 'Give a file or folder with -o.')
  if (asked === '-' && several)
    throw conflict('Standard output takes one deck in one format.', 'Give a folder with -o.')
  const ending = extname(asked).slice(1).toLowerCase()
  const isFile = formats.some((format) => format === ending)
  if (!isFile && otherEndings.includes(ending)) {
    throw conflict(
      `“${asked}” has the ending of something else than ${formats.join(' or ')}.`,
      `Give a folder, a file that ends with .${formats[0]}, or another --to.`,
    )
  }
  if (isFile && several)
    throw conflict(
      `“${asked}” is one file, and there is more to write.`,
      'Give a folder with -o, or one deck and one format.',
    )
  const folder = isAbsolute(asked) ? asked : resolve(cwd, asked)
  const writers = new Map<string, Source>()
  const targets = new Map<Source, Target[]>()
  for (const source of sources) {
    const own = formats.map(
      (format): Target => ({
        format,
        path: asked === '-' ? '-' : isFile ? folder : join(folder, `${source.name}.${format}`),
      }),
    )
    for (const { path } of own) {
      const other = writers.get(path)
      if (other)
        throw conflict(
          `${other.file} and ${source.file} would both write ${path}.`,
          'Rename one of them, or build them into different folders.',
        )
      if (path !== '-') writers.set(path, source)
    }
    targets.set(source, own)
  }
  return targets
}

/** Endings that nobody gives a folder. */
const otherEndings: readonly string[] = [
  ...known,
  'htm',
  'md',
  'markdown',
  'pptx',
  'ppt',
  'key',
  'png',
  'jpg',
  'jpeg',
  'txt',
]

function conflict(message: string, hint: string): LecternError {
  return new LecternError(
    { severity: 'error', code: 'output-conflict', message, hint, place: { file: '', line: 1, column: 1 } },
    exitCodes.usage,
  )
}
