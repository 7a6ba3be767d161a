// The same drawing on two slides has the same ids, and a page has both. What refers to an id finds the first one, and where that
// one is hidden, as in the player, arrowheads and gradients of the second are gone.

/** Gives ids that drawings of earlier slides have, too, names of their own. Slides without a drawing stay as they are. */
export function uniqueIds(slides: readonly string[]): string[] {
  const seen = new Set<string>()
  return slides.map((html) => {
    if (!/url\(#|<use\b/.test(html)) return html
    const referred = new Set(Array.from(html.matchAll(references), ([, id, address]) => id ?? address ?? ''))
    const twins = new Map<string, string>()
    for (const [, id = ''] of html.matchAll(/<[^<>]*? id="([^"]+)"/g)) {
      if (!referred.has(id)) continue
      if (seen.has(id)) twins.set(id, nameFor(id, seen))
      seen.add(twins.get(id) ?? id)
    }
    return twins.size === 0 ? html : html.replace(tags, (tag) => renamed(tag, twins))
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

function nameFor(id: string, seen: ReadonlySet<string>): string {
  let count = 2
  while (seen.has(`${id}-${count}`)) count += 1
  return `${id}-${count}`
}
