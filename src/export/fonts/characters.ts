/**
 * Code points that the slides may show, beyond ASCII, which is always taken to be there. Counted are the HTML with its
 * attributes, what CSS writes (`content`), both cases of every letter (`text-transform`), composed letters, and the
 * few characters that browsers add themselves: quotes, hyphens, bullets and the ellipsis.
 */
export function charactersOf(css: ReadonlySet<string>, html: string): ReadonlySet<number> {
  const found = new Set([0xa0, 0xab, 0xbb, 0x2010, 0x2018, 0x2019, 0x201c, 0x201d, 0x2022, 0x2026])
  const written = new Set([...css, ...beyondAscii(html)])
  for (const [, hex, decimal] of html.matchAll(/&#(?:x([0-9a-f]+)|(\d+));/gi)) {
    written.add(fromCode(hex === undefined ? Number(decimal) : Number.parseInt(hex, 16)))
  }
  for (const text of written) {
    for (const form of [text, text.normalize('NFC'), text.toUpperCase(), text.toLowerCase()]) {
      for (const character of form) found.add(character.codePointAt(0) ?? 0)
    }
  }
  return found
}

/** What a style sheet can write: what stands in it, and its escapes. */
export function charactersInCss(css: string): ReadonlySet<string> {
  const written = beyondAscii(css)
  for (const [, hex = ''] of css.matchAll(/\\([0-9a-f]{2,6})/gi)) written.add(fromCode(Number.parseInt(hex, 16)))
  return written
}

/**
 * Letters together with the marks that stand on them, so that both forms are found. Only around what is not ASCII is it
 * looked at as Unicode, which takes ten times as long.
 */
function beyondAscii(text: string): Set<string> {
  const written = new Set<string>()
  for (const { 0: beyond, index } of text.matchAll(/[^\0-\x7f]+/g)) {
    // With the letter before, which a mark may stand on.
    const run = text.slice(Math.max(0, index - 1), index) + beyond
    for (const [character] of run.matchAll(/[^\0-\x7f]\p{M}*|[a-z]\p{M}+/giu)) written.add(character)
  }
  return written
}

/** Whether a face with this `unicode-range` has something to draw; without one it always may. */
export function meetsRange(range: string | undefined, characters: ReadonlySet<number>): boolean {
  if (range === undefined) return true
  const spans = [...range.matchAll(/U\+([0-9a-f?]+)(?:-([0-9a-f]+))?/gi)].map(([, from = '', to]) => ({
    from: Number.parseInt(from.replaceAll('?', '0'), 16),
    to: Number.parseInt(to ?? from.replaceAll('?', 'f'), 16),
  }))
  if (spans.length === 0 || spans.some(({ from }) => from < 0x7f)) return true
  return [...characters].some((code) => spans.some(({ from, to }) => code >= from && code <= to))
}

function fromCode(code: number): string {
  return code <= 0x10ffff ? String.fromCodePoint(code) : ''
}
