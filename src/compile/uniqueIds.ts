// The same drawing on two slides has the same ids, and a page has both. What refers to an id finds the first one, and where that
// one is hidden, as in the player, arrowheads and gradients of the second are gone.

import type { SlideFacts } from '../model/facts.js'

/** A slide's HTML and what is in it. */
export interface ReadHtml {
  readonly html: string
  readonly facts: SlideFacts
}

/** Gives ids that drawings of earlier slides have, too, names of their own. Slides without a drawing stay as they are. */
export function uniqueIds(slides: readonly ReadHtml[]): ReadHtml[] {
  const seen = new Set<string>()
  return slides.map((slide) => {
    const { html, facts } = slide
    if (facts.references.length === 0) return slide
    const linked = facts.links.flatMap((link) => (link.startsWith('#') ? [link.slice(1)] : []))
    const referred = new Set([...facts.references, ...linked])
    const twins = new Map<string, string>()
    for (const id of facts.ids) {
      if (!referred.has(id)) continue
      if (seen.has(id)) twins.set(id, nameFor(id, seen))
      seen.add(twins.get(id) ?? id)
    }
    if (twins.size === 0) return slide
    return { html: html.replace(tags, (tag) => renamed(tag, twins)), facts: renamedFacts(facts, twins) }
  })
}

const references = /url\((?:&quot;|")?#([^")&]+)(?:&quot;|")?\)|href="#([^"]+)"/g

/** A tag with its attributes, or a style sheet. No text, which may look like an attribute. */
const tags = /<style[^>]*>[^<]*|<[a-z](?:[^"<>]|"[^"]*")*>/gi

function renamed(tag: string, twins: ReadonlyMap<string, string>): string {
  return tag
    .replace(/( id=")([^"]+)"/g, (whole, before: string, id: string) => {
      const name = twins.get(id)
      return name === undefined ? whole : `${before}${name}"`
    })
    .replace(references, (whole, id: string | undefined, address: string | undefined) => {
      const name = twins.get(id ?? address ?? '')
      return name === undefined ? whole : whole.replace(`#${id ?? address}`, () => `#${name}`)
    })
}

function renamedFacts(facts: SlideFacts, twins: ReadonlyMap<string, string>): SlideFacts {
  const named = (id: string): string => twins.get(id) ?? id
  return {
    ...facts,
    ids: facts.ids.map(named),
    references: facts.references.map(named),
    links: facts.links.map((link) => (link.startsWith('#') ? `#${named(link.slice(1))}` : link)),
  }
}

function nameFor(id: string, seen: ReadonlySet<string>): string {
  let count = 2
  while (seen.has(`${id}-${count}`)) count += 1
  return `${id}-${count}`
}
