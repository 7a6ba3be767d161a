/**
 * Slides (0-based) that a query means, best first: the slide of that number, slides whose number begins so, then slides
 * whose title has every word of it. Accents and case do not matter. An empty query means every slide.
 */
export function findSlides(query: string, titles: readonly string[]): number[] {
  const words = plainText(query).split(/\s+/).filter(Boolean)
  const all = titles.map((_, index) => index)
  const number = words.length === 1 ? (words[0] ?? '') : ''
  const byNumber = /^\d+$/.test(number)
    ? all.filter((index) => String(index + 1).startsWith(String(Number(number))))
    : []
  const plainTitles = titles.map(plainText)
  const byTitle = all.filter((index) => words.every((word) => plainTitles[index]?.includes(word)))
  return [...new Set([...byNumber, ...byTitle])]
}

function plainText(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase().trim()
}
