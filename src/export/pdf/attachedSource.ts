import type { Deck } from '../../model/deck.js'
import type { Problem } from '../../model/problem.js'
import type { ExportJob } from '../exporter.js'

/** The deck's Markdown as a file of the PDF, and what there is to say of it. */
export interface AttachedSource {
  readonly attachment?: { readonly name: string; readonly bytes: Uint8Array; readonly mime: string }
  readonly problems: readonly Problem[]
}

/**
 * Decides whether the Markdown goes along. It has all that the author wrote: with `--no-notes` it stays out when there are notes
 * in it, because whoever said so is about to share the file; with `--pages` it is told that it has the other slides.
 */
export function attachedSource(deck: Deck, { options, source }: ExportJob): AttachedSource {
  if (!options.attachSource) return { problems: [] }
  const tell = (message: string, hint: string): readonly Problem[] => [
    { severity: 'warning', code: 'source-attached', message, hint, place: { file: deck.file, line: 1, column: 1 } },
  ]
  const hasNotes = deck.slides.some(({ notes }) => notes.length > 0) || hasLooseComments(source.bytes)
  if (!options.notes && hasNotes)
    return {
      problems: tell(
        'The Markdown contains speaker notes, which `--no-notes` excludes, so it was not attached.',
        'Remove `--no-notes` to attach it, or `--attach-source` to silence this warning.',
      ),
    }
  const attachment = { ...source, mime: 'text/markdown' }
  if (options.slides === undefined || options.slides.size >= deck.slides.length) return { attachment, problems: [] }
  const what = hasNotes && options.notes ? 'slides and their notes' : 'slides'
  return {
    attachment,
    problems: tell(
      `The attached Markdown contains all ${what}, not only those selected by \`--pages\`.`,
      'Remove `--attach-source` if the other slides should stay private.',
    ),
  }
}

/** Slides that are hidden have notes, too, and are in the Markdown: any comment that is no directive may be one. */
function hasLooseComments(bytes: Uint8Array): boolean {
  const comments = Buffer.from(bytes)
    .toString()
    .matchAll(/<!--([\s\S]*?)(?:-->|$)/g)
  return [...comments].some(([, text = '']) => !/^\s*(?:[\w$-]+\s*(?::|$)|check-)/.test(text) && text.trim() !== '')
}
