import type { Deck, Slide } from '../../model/deck.js'
import type { Page, PageParts } from '../../model/page.js'
import { directionOf } from '../../model/words/direction.js'
import { withEmojiPictures } from '../page/emoji.js'
import { escapeHtml } from '../page/escape.js'
import { placeFilesInHtml } from '../page/files.js'
import { renderSlide } from '../page/slide.js'
import type { Frame } from './frames.js'
import { contentOf, renderSheets, type SheetOptions, slideSize, writingLines } from './sheets.js'

/** The place in the document where a slide's notes begin: what a PDF calls a named destination. */
export function notesPlace(slide: Slide): string {
  return `lectern-notes-${slide.index + 1}`
}

/** What notes pages are told. */
export interface NotesOptions extends SheetOptions {
  readonly frames: readonly Frame[]
  /** False to have lines to write on in place of the notes. */
  readonly notes: boolean
  /** Size of the letters of the notes, in points. */
  readonly notesPt: number
  /** Whether there is a file of that key, such as the picture of an emoji. */
  readonly hasFile: (key: string) => boolean
}

/**
 * One slide and its notes below, on as many sheets as they need; a slide without notes has lines to write on. The number
 * of each slide links to itself: that is how a PDF remembers on which sheet it stands.
 */
export function renderNotesPages(
  deck: Deck,
  parts: PageParts,
  { frames, notes, notesPt, hasFile, ...options }: NotesOptions,
): Page {
  const content = contentOf(options.paper)
  const { widthPx, heightPx } = deck.size
  const scale = Math.min(content.widthMm / widthPx, (content.heightMm * 0.48) / heightPx)
  const [widthMm, heightMm] = [widthPx * scale, heightPx * scale]
  const lines = writingLines(Math.floor((content.heightMm - heightMm - 16) / 9))
  const direction = directionOf(deck.meta.lang)
  const pictured = (html: string): string => placeFilesInHtml(withEmojiPictures(html, hasFile), parts.urlOf)
  const article = ({ slide, label }: Frame): string => {
    const written = notes ? slide.notesHtml.filter((note) => note.trim() !== '') : []
    const title = slide.title === '' ? '' : ` ${pictured(escapeHtml(slide.title))}`
    const place = notesPlace(slide)
    return `<article>${renderSlide(deck, slide, parts, '')}
<h2 id="${place}"${direction}><a href="#${place}">${escapeHtml(label)}</a>${title}</h2>
${written.length === 0 ? lines : `<div class="notes"${direction}>${pictured(written.join('\n'))}</div>`}</article>`
  }
  return renderSheets(deck, parts, {
    ...options,
    css: css(slideSize(widthMm, heightMm), notesPt),
    body: frames.map(article).join('\n'),
  })
}

function css(size: string, notesPt: number): string {
  return `main{${size}}
article{break-before:page}article:first-child{break-before:auto}
article>.lectern-slide{margin:0 auto!important}
article>h2{break-after:avoid;font-size:11pt;margin:5mm 0 3mm}
article>h2>a{color:#777;margin-inline-end:1mm;text-decoration:none}
.notes{font-size:${notesPt}pt;hyphens:auto;orphans:3;overflow-wrap:break-word;widows:3}
.notes p,.notes ul,.notes ol,.notes blockquote,.notes table,.notes pre{margin:0 0 2.5mm}
.notes ul,.notes ol{padding-inline-start:6mm}
.notes :is(h1,h2,h3,h4,h5,h6){break-after:avoid;font-size:1em;margin:4mm 0 1.5mm}
.notes blockquote{border-inline-start:.6mm solid #bbb;padding-inline-start:3mm}
.notes code,.notes pre{font-family:monospace;font-size:.92em}
.notes pre{background:#f4f4f4;break-inside:avoid-page;padding:2mm;white-space:pre-wrap}
.notes table{border-collapse:collapse}.notes :is(td,th){border:.2mm solid #bbb;padding:1mm 2mm;text-align:start}
.notes a{color:#1a4f8a}
.notes hr{border:0;border-top:.2mm solid #bbb}
.notes img{max-width:100%}
:is(h2,.notes) .emoji{height:1em;margin:0 .05em;vertical-align:-.125em;width:1em}`
}
