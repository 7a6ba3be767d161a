import { createHash } from 'node:crypto'
import type { Deck, Slide } from '../../model/deck.js'
import type { LiveHead, LiveNumbers } from '../../model/protocol/live.js'
import { placeFilesInCss, placeFilesInHtml } from '../../render/page/files.js'
import { type SlideNumbers, withoutNumbers } from '../../render/page/numbers.js'
import type { Prepared } from './prepared.js'
import { type FileHashes, type ServedFiles, serveFiles } from './servedFiles.js'

/** A deck as windows show it: with the addresses of its files, by slides that can be told apart. */
export interface Shown {
  /** Counts the decks that a session has shown, from 1. */
  readonly revision: number
  /** Names all that can be seen of it: the same after another start of the server, where revisions begin anew. */
  readonly id: string
  readonly deck: Deck
  /** Of each slide: see `LiveSlide.hash`. */
  readonly hashes: readonly string[]
  readonly numbers: LiveNumbers
  readonly css: string
  readonly head: LiveHead
  readonly files: ServedFiles
}

/** What a session remembers of the deck that it showed last. */
export interface Memory {
  /** By `Slide.hash`. */
  slides: ReadonlyMap<string, SlideNumbers>
  readonly fileHashes: FileHashes
  /** The text itself, so that equal texts are there once. */
  css: string
}

/** Makes a prepared deck ready to be shown. `filesAt` is the path that its files are served under. */
export function show(prepared: Prepared, revision: number, filesAt: string, memory: Memory): Shown {
  const { deck } = prepared
  const files = serveFiles(prepared, filesAt, memory.fileHashes)
  const known = new Map<string, SlideNumbers>()
  const numbered = deck.slides.map((slide) => {
    const one = memory.slides.get(slide.hash) ?? withoutNumbers(slide.html)
    known.set(slide.hash, one)
    return one
  })
  memory.slides = known
  const css = placeFilesInCss(deck.css, files.urlOf)
  memory.css = css === memory.css ? memory.css : css
  const hashes = deck.slides.map((slide, index) =>
    hashOf(slide, placeFilesInHtml(numbered[index]?.html ?? '', files.urlOf)),
  )
  return {
    revision,
    id: createHash('sha256')
      .update(JSON.stringify([hashes, css, deck.size]))
      .digest('base64url')
      .slice(0, 16),
    deck,
    hashes,
    numbers: {
      lines: deck.slides.map(({ line }) => line),
      pages: numbered.map(({ page }) => page),
      pageTotal: numbered.find(({ pageTotal }) => pageTotal > 0)?.pageTotal ?? 0,
    },
    css: memory.css,
    head: { title: deck.meta.title, lang: deck.meta.lang, size: deck.size, colorScheme: deck.meta.colorScheme },
    files,
  }
}

/** Over all of a section but its numbers. 72 bits: no two slides of a talk meet, and a thousand fit into one message. */
function hashOf({ title, steps, notesHtml, timeSeconds, directives, file }: Slide, html: string): string {
  const parts = [html, title, steps, timeSeconds ?? '', directives.transition ?? '', file, ...notesHtml]
  return createHash('sha256').update(parts.join('\0')).digest('base64url').slice(0, 12)
}
