import { basename, dirname, extname, isAbsolute, join, resolve } from 'node:path'
import { type Format, formatTable, formats as known } from '../../export/formats.js'
import { exitCodes, LecternError } from '../../model/error.js'
import type { Source } from '../../model/source.js'

/** Where the artefacts of one format of one deck go. */
export interface Target {
  readonly format: Format
  /** Absolute folder. */
  readonly folder: string
  /** What the names of files begin with. */
  readonly stem: string
  /** Absolute path of the only file, or `-` for standard output. Absent: the format names its files. */
  readonly file?: string | '-'
  /** True for the small picture of the first slide that an index shows. */
  readonly thumbnail?: true
}

/** What small pictures of an index are called among formats. */
export const thumbnail = 'thumbnail'

/** True when what is made there of a deck is remembered. */
export function isRemembered({ path }: Pick<Source, 'path'>, { file }: Target): boolean {
  return path !== '' && file !== '-'
}

/** What is wanted, and where it is to go. */
export interface TargetJob {
  readonly formats: readonly Format[]
  /** `-o`; absent when nobody said. */
  readonly out: string | undefined
  readonly cwd: string
  /** True when standard output takes JSON. */
  readonly json: boolean
  /** True when pictures are of one slide only. */
  readonly onePicture: boolean
  /** True for an index of all decks. */
  readonly index: boolean
}

/**
 * Decides every path before anything is made, so that no two decks write the same file.
 * @throws LecternError (2) when they would, or when one file or standard output is asked for several artefacts.
 */
export function targetsOf(sources: readonly Source[], job: TargetJob): Map<Source, Target[]> {
  const { formats, out, cwd } = job
  const asked = out ?? (sources.some((source) => source.path === '') ? '-' : 'dist')
  const path = isAbsolute(asked) ? asked : resolve(cwd, asked)
  const isFile = checkOut(asked, sources.length * formats.length > 1, job)
  if (job.index && (isFile || asked === '-'))
    throw conflict('--index needs an output folder, but -o names a file.', 'Give a folder with -o.')
  const own = job.index ? sources.find(({ name }) => name === 'index' && formats.includes('html')) : undefined
  if (own !== undefined)
    throw conflict(`${own.file} and the index would both write index.html.`, 'Rename the deck, or remove --index.')
  const writers = new Map<string, Source>()
  const targets = new Map<Source, Target[]>()
  for (const source of sources) {
    const own = formats.map((format): Target => {
      if (asked === '-') return { format, folder: cwd, stem: source.name, file: '-' }
      if (!isFile) return { format, folder: path, stem: source.name }
      const stem = basename(path, extname(path))
      const several = isSeveral(format) && !job.onePicture
      return { format, folder: dirname(path), stem, ...(several ? {} : { file: path }) }
    })
    if (job.index) own.push(thumbnailOf(source, path))
    for (const target of own) {
      const first = nameOf(target)
      const other = writers.get(first)
      if (other !== undefined && other !== source)
        throw conflict(
          `${other.file} and ${source.file} would both write ${first}.`,
          'Rename one of them, or build them into separate folders.',
        )
      if (first !== '-') writers.set(first, source)
    }
    targets.set(source, own)
  }
  return targets
}

function thumbnailOf({ name }: Source, folder: string): Target {
  return { format: 'webp', folder, stem: name, file: join(folder, 'index.media', `${name}.webp`), thumbnail: true }
}

/** True when `-o` is a file. @throws LecternError (2) when it cannot be what it seems to be. */
function checkOut(asked: string, several: boolean, { formats, json, onePicture }: TargetJob): boolean {
  if (asked === '-' && json)
    throw conflict('Standard output holds either the deck or JSON, not both.', 'Give a file or folder with -o.')
  if (asked === '-' && (several || (formats.some(isSeveral) && !onePicture)))
    throw conflict(
      'Standard output holds one deck in one format.',
      'Give a folder with -o, or export one image with --slide.',
    )
  const ending = extname(asked).toLowerCase()
  const isFile = formats.some((format) => endingsOf(format).includes(ending))
  if (!isFile && otherEndings.includes(ending)) {
    throw conflict(
      `The extension of “${asked}” does not match ${formats.join(' or ')}.`,
      `Give a folder, a file ending in ${endingsOf(formats[0] ?? 'html')[0]}, or another --to.`,
    )
  }
  if (isFile && several)
    throw conflict(
      `“${asked}” is one file, but there are several to write.`,
      'Give a folder with -o, or one deck and one format.',
    )
  return isFile
}

/** The absolute path of an artefact, or \`-\`. */
export function pathIn(target: Target, name: string): string | '-' {
  return target.file ?? join(target.folder, name)
}

/** A name for all that a target writes. */
export function nameOf(target: Target): string {
  return pathIn(target, `${target.stem}${isSeveral(target.format) ? '.*' : ''}${entryOf(target.format).ending}`)
}

function isSeveral(format: Format): boolean {
  return entryOf(format).isSeveral === true
}

function entryOf(format: Format): { readonly ending: string; readonly isSeveral?: boolean } {
  return formatTable[format]
}

function endingsOf(format: Format): string[] {
  return format === 'jpeg' ? ['.jpeg', '.jpg'] : [extname(`x${entryOf(format).ending}`)]
}

/** Endings that nobody gives a folder. */
const otherEndings: readonly string[] = [
  ...known.flatMap(endingsOf),
  ...['.htm', '.md', '.markdown', '.pptx', '.ppt', '.key', '.txt', '.json', '.gif', '.svg'],
]

function conflict(message: string, hint: string): LecternError {
  return new LecternError(
    { severity: 'error', code: 'output-conflict', message, hint, place: { file: '', line: 1, column: 1 } },
    exitCodes.usage,
  )
}
