import type { Format } from '../../export/formats.js'
import { exitCodes, LecternError } from '../../model/error.js'
import { paperSizes } from '../../render/paper.js'
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
export function checkConcerns(flags: ArtefactFlags, formats: readonly Format[]): void {
  for (const [name, about] of Object.entries(concerns) as [keyof ArtefactFlags, readonly Format[]][]) {
    if (flags[name] === undefined || about.some((format) => formats.includes(format))) continue
    throw usage(
      `${optionName(name)} is for ${about.join(', ')}, and ${formats.join(', ')} is asked for.`,
      `Add --to ${about[0]}, or leave the option out.`,
    )
  }
  if (flags.slide !== undefined && flags.pages !== undefined)
    throw usage('--slide and --pages both say which slides are wanted.', 'Use one of them.')
  if (flags.notes === false && flags.pdfNotes === true)
    throw usage('--pdf-notes puts the notes into the PDF, and --no-notes leaves them out.', 'Use one of them.')
  if (flags.notes === false && formats.every((format) => notes.includes(format)))
    throw usage(
      `--no-notes leaves out what ${formats.join(', ')} is made of.`,
      'Leave it out, or ask for other formats.',
    )
  if (flags.index === true && flags.shard !== undefined)
    throw usage(
      '--index lists all decks, and --shard builds only some.',
      'Write it in a run of its own, once all are built.',
    )
  const [narrow] = paperSizes[flags.paper ?? 'A4']
  if (flags.margin !== undefined && narrow - 2 * flags.margin < leastMm)
    throw usage(
      `Margins of ${flags.margin} mm leave ${Math.max(0, narrow - 2 * flags.margin)} mm of ${flags.paper ?? 'A4'} to print on.`,
      `Use --margin ${Math.floor((narrow - leastMm) / 2)} or less, or larger paper.`,
    )
  if (flags.margin !== undefined && flags.paper === undefined && formats.every((format) => format === 'pdf'))
    throw usage('--margin needs --paper: slides on sheets of their own size have none.', 'Add --paper A4 or Letter.')
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
