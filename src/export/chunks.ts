import type { LoadedFile } from '../model/artefact.js'
import { type Deck, fileMark, type Slide } from '../model/deck.js'

/** Slides that are printed together: 0-based, `to` is the first that is not. */
export interface Chunk {
  readonly from: number
  readonly to: number
}

/**
 * Divides a deck into documents to print. Chromium's time for one document grows faster than its pages (100 slides
 * 0.4 s, 400 slides 2.4 s, 1,000 slides 14 s), and what goes through its pipe in one message is limited to 100 MB.
 */
export function chunksOf(deck: Deck, files: ReadonlyMap<string, LoadedFile>, quickTabs: boolean): Chunk[] {
  const chunks: Chunk[] = []
  // Two parts are printed at a time: with quick tabs, two halves of 100 slides take 0.5 s and the whole takes 0.7 s; a full
  // Chrome needs 0.3 s more for the second tab.
  const mostSlides = quickTabs ? 60 : 120
  const slidesPerChunk = Math.ceil(deck.slides.length / Math.ceil(deck.slides.length / mostSlides))
  let from = 0
  let bytes = 0
  deck.slides.forEach((slide, index) => {
    const added = weigh(slide, files)
    if (index > from && (index - from >= slidesPerChunk || bytes + added > mostBytes)) {
      chunks.push({ from, to: index })
      from = index
      bytes = 0
    }
    bytes += added
  })
  return from < deck.slides.length ? [...chunks, { from, to: deck.slides.length }] : chunks
}

const mostBytes = 32 * 1024 * 1024

/** Length of a slide's HTML once its files are in it as base64. */
function weigh(slide: Slide, files: ReadonlyMap<string, LoadedFile>): number {
  let bytes = slide.html.length
  for (const [, key] of slide.html.matchAll(marks)) bytes += ((files.get(key ?? '')?.bytes.length ?? 0) * 4) / 3
  return bytes
}

const marks = new RegExp(`${fileMark.open}([^${fileMark.close}]*)${fileMark.close}`, 'g')
