import type { Format } from '../../export/formats.js'
import { exitCodes, LecternError } from '../../model/error.js'
import { paperSizes } from '../../render/paper/paper.js'
import type { ArtefactFlags } from './buildOptions.js'

const pictures: readonly Format[] = ['png', 'jpeg', 'webp']
const notes: readonly Format[] = ['notes', 'notes-md', 'notes-txt']
const pages: readonly Format[] = ['pdf', 'handout', 'notes']

/** Which formats an option is about. One that is about none of those asked for would do nothing, in silence. */
const concerns: Partial<Record<keyof ArtefactFlags, readonly Format[]>> = {
  steps: ['pdf', ...pictures],
  pages: [...pages, ...pictures, 'notes-md', 'notes-txt', 'outline', 'outline-json', 'transcript'],
  slide: [...pictures, 'card'],
  scheme: [...pages, ...pictures, 'card'],
  paper: pages,
  margin: pages,
  notesSize: ['notes', 'handout'],
  scale: [...pictures, 'card'],
  quality: ['jpeg', 'webp'],
  transparent: ['png', 'webp'],
  pdfNotes: ['pdf'],
  attachSource: ['pdf'],
  perPage: ['handout'],
}

/** @throws LecternError (2) for an option that does nothing to what is asked for, and for two that contradict each other. */
export function checkOptions(flags: ArtefactFlags, formats: readonly Format[]): void {
  for (const [name, about] of Object.entries(concerns) as [keyof ArtefactFlags, readonly Format[]][]) {
    if (flags[name] === undefined || about.some((format) => formats.includes(format))) continue
    throw usage(
      `${optionName(name)} applies to ${about.join(', ')} only, not to ${formats.join(', ')}.`,
      `Add --to ${about[0]}, or remove the option.`,
    )
  }
  if (flags.slide !== undefined && flags.pages !== undefined)
    throw usage('--slide and --pages cannot be combined.', 'Use one of them.')
  if (flags.notes === false && flags.pdfNotes === true)
    throw usage('--pdf-notes and --no-notes contradict each other.', 'Use one of them.')
  if (flags.notes === false && formats.every((format) => notes.includes(format)))
    throw usage(`--no-notes would leave ${formats.join(', ')} empty.`, 'Remove it, or choose other formats.')
  if (flags.index === true && flags.shard !== undefined)
    throw usage(
      '--index lists all decks, but --shard builds only some.',
      'Run --index separately once all shards are built.',
    )
  const [narrow] = paperSizes[flags.paper ?? 'A4']
  if (flags.margin !== undefined && narrow - 2 * flags.margin < leastMm)
    throw usage(
      `Margins of ${flags.margin} mm leave ${Math.max(0, narrow - 2 * flags.margin)} mm of printable width on ${flags.paper ?? 'A4'}.`,
      `Use --margin ${Math.floor((narrow - leastMm) / 2)} or less, or larger paper.`,
    )
  if (flags.margin !== undefined && flags.paper === undefined && formats.every((format) => format === 'pdf'))
    throw usage('--margin needs --paper: without it, pages are the size of the slides.', 'Add --paper A4 or Letter.')
}

/** Nothing can be read on less. */
const leastMm = 80

function optionName(name: string): string {
  return `--${name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`
}

function usage(message: string, hint: string): LecternError {
  return new LecternError(
    { severity: 'error', code: 'usage', message, hint, place: { file: '', line: 1, column: 1 } },
    exitCodes.usage,
  )
}
