import type { Frame } from '../../../render/paper/frames.js'
import type { Chunk } from '../../chunks.js'
import { slideScheme } from '../join/rewrite.js'

/**
 * A chunk's frames with links to frames of other chunks written as `lectern-slide:`, because Chromium drops links whose
 * target is not in the document it prints.
 */
export function linkAcross(
  frames: readonly Frame[],
  { from, to }: Chunk,
  targets: ReadonlyMap<string, number>,
): Frame[] {
  return frames.slice(from, to).map((frame) => {
    if (!frame.slide.facts.links.some((link) => link.startsWith('#'))) return frame
    const html = frame.slide.html.replace(internalLink, (whole, before: string, id: string) => {
      const target = targets.get(decode(id))
      const isHere = target !== undefined && target >= from && target < to
      return target === undefined || isHere ? whole : `${before}${slideScheme}${target}"`
    })
    return { ...frame, slide: { ...frame.slide, html } }
  })
}

/** Every id → 0-based index of the first frame that has it. */
export function linkTargets(frames: readonly Frame[]): ReadonlyMap<string, number> {
  const targets = new Map<string, number>()
  frames.forEach(({ slide }, index) => {
    for (const id of slide.facts.ids) if (!targets.has(id)) targets.set(id, index)
  })
  return targets
}

const internalLink = /(<a\b[^>]*?\shref=")#([^"]*)"/g

function decode(id: string): string {
  try {
    return decodeURIComponent(id)
  } catch {
    return id
  }
}
