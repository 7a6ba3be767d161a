import type { LoadedFile } from '../model/artefact.js'
import type { Slide } from '../model/deck.js'
import type { Frame } from '../render/paper/frames.js'

/** Frames that go into one document: 0-based, `to` is the first that is not. */
export interface Chunk {
  readonly from: number
  readonly to: number
}

/**
 * Divides frames into documents of at most `mostFrames`, of about the same length. Chromium's time for one document grows
 * faster than its pages (100 slides 0.4 s, 400 slides 2.4 s, 1,000 slides 14 s), and what goes through its pipe in one
 * message is limited to 100 MB.
 */
export function chunksOf(
  frames: readonly Frame[],
  files: ReadonlyMap<string, LoadedFile>,
  mostFrames: number,
): Chunk[] {
  const chunks: Chunk[] = []
  const perChunk = Math.ceil(frames.length / Math.ceil(frames.length / mostFrames))
  let from = 0
  let bytes = 0
  frames.forEach(({ slide }, index) => {
    const added = weigh(slide, files)
    if (index > from && (index - from >= perChunk || bytes + added > mostBytes)) {
      chunks.push({ from, to: index })
      from = index
      bytes = 0
    }
    bytes += added
  })
  return from < frames.length ? [...chunks, { from, to: frames.length }] : chunks
}

const mostBytes = 32 * 1024 * 1024

/** Length of a slide's HTML once its files are in it as base64. */
function weigh(slide: Slide, files: ReadonlyMap<string, LoadedFile>): number {
  let bytes = slide.html.length
  for (const key of slide.facts.files) bytes += ((files.get(key)?.bytes.length ?? 0) * 4) / 3
  return bytes
}
