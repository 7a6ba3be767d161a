import type { Deck } from '../model/deck.js'
import type { Chunk } from './chunks.js'
import { slideScheme } from './pdfRewrite.js'

/**
 * The deck with links from a chunk's slides to slides of other chunks written as `lectern-slide:`, because Chromium drops
 * links whose target is not in the document it prints. Slides of other chunks stay as they are; they are not printed.
 */
export function linkAcross(deck: Deck, chunk: Chunk, targets: ReadonlyMap<string, number>): Deck {
  const isElsewhere = (index: number): boolean => index < chunk.from || index >= chunk.to
  const slides = deck.slides.map((slide, index) => {
    if (isElsewhere(index) || !slide.html.includes('href="#')) return slide
    const html = slide.html.replace(internalLink, (whole, before: string, id: string) => {
      const target = targets.get(decode(id))
      return target === undefined || !isElsewhere(target) ? whole : `${before}${slideScheme}${target}"`
    })
    return { ...slide, html }
  })
  return { ...deck, slides }
}

/** Every id in a deck → 0-based index of the first slide that has it. */
export function linkTargets(deck: Deck): ReadonlyMap<string, number> {
  const targets = new Map<string, number>()
  deck.slides.forEach((slide, index) => {
    for (const [, id] of slide.html.matchAll(/\sid="([^"]*)"/g)) {
      if (id !== undefined && !targets.has(id)) targets.set(id, index)
    }
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
