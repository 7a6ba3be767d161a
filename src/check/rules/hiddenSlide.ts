import type { Deck } from '../../model/deck.js'
import type { Finding, Rule } from '../rule.js'

/** Slides that the author may have forgotten to show again, and the links that lead elsewhere because of them. */
export const hiddenSlide: Rule = {
  id: 'hidden-slide',
  level: 'info',
  why: 'A slide with `<!-- hide -->` is in the file and not in the talk. That is what it is for; this only reminds you. Numbers count only slides that are shown, so links by number past a hidden one are told, too.',
  options: {},
  deck: ({ deck }) => [
    ...(deck.hidden ?? []).map(({ line, file }) => ({
      message: 'This slide is left out of the talk.',
      hint: 'Remove `<!-- hide -->` to show it.',
      line,
      file,
    })),
    ...linksPast(deck),
  ],
  bad: '# Shown\n\n---\n\n<!-- hide -->\n\n# Left out',
  good: '# Shown\n\n---\n\n# Shown, too',
}

/** Links by number to slides behind a hidden one: whoever hides a slide does not see that they now lead elsewhere. */
function linksPast({ slides, hidden = [] }: Deck): Finding[] {
  const [first] = hidden
  if (first === undefined) return []
  return slides.flatMap(({ html, index }) => {
    const numbers = Array.from(html.matchAll(/<a [^>]*?href="#(\d+)(?:\.\d+)?"/g), ([, number]) => Number(number))
    return [...new Set(numbers)].flatMap((number) => {
      const target = slides[number - 1]
      if (number < first.next || target === undefined) return []
      return {
        slide: index,
        message: `The link “#${number}” leads to “${target.title}”: hidden slides before it are not counted.`,
        hint: 'If another slide is meant, link to its heading, in lower case with hyphens: that is true whatever is hidden.',
        words: `#${number}`,
      }
    })
  })
}
