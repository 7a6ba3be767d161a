import type { Artefact } from '../model/artefact.js'
import type { Deck } from '../model/deck.js'
import { notesMarkdown, notesText, outlineJson, outlineMarkdown } from '../render/reports/texts.js'
import { renderTranscript } from '../render/reports/transcript.js'
import type { ExportJob } from './exporter.js'

/** What is written without a browser. */
export type TextFormat = 'notes-md' | 'notes-txt' | 'outline' | 'outline-json' | 'transcript'

/** Writes a deck as text. */
export async function exportText(deck: Deck, job: ExportJob, format: TextFormat, ending: string): Promise<void> {
  const artefact: Artefact = {
    kind: 'text',
    name: `${deck.name}${ending}`,
    bytes: Buffer.from(textOf(deck, job, format)),
  }
  await job.deliver(artefact)
}

function textOf(deck: Deck, { options: { slides, notes } }: ExportJob, format: TextFormat): string {
  switch (format) {
    case 'notes-md':
      return notesMarkdown(deck, slides)
    case 'notes-txt':
      return notesText(deck, slides)
    case 'outline':
      return outlineMarkdown(deck, slides)
    case 'outline-json':
      return outlineJson(deck, slides)
    case 'transcript':
      return renderTranscript(deck, { slides, notes }).html
  }
}
