import type { Deck } from '../../model/deck.js'
import type { Finding, Rule } from '../rule.js'

/** Slides that the author may have forgotten to show again, and the links that lead elsewhere because of them. */
export const hiddenSlide: Rule = {
  id: 'hidden-slide',
  level: 'info',
  why: 'A slide with `<!-- hide -->` stays in the file but is not part of the talk; this is a reminder. Hidden slides are not numbered, so links by number to later slides are reported, too.',
  options: {},
  deck: ({ deck }) => [
    ...(deck.hidden ?? []).map(({ line, file }) => ({
      message: 'This slide is hidden.',
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
  return slides.flatMap(({ facts, index }) => {
    const numbers = facts.links.flatMap((link) => /^#(\d+)(?:\.\d+)?$/.exec(link)?.[1] ?? []).map(Number)
    return [...new Set(numbers)].flatMap((number) => {
      const target = slides[number - 1]
      if (number < first.next || target === undefined) return []
      return {
        slide: index,
        message: `The link “#${number}” leads to “${target.title}”, because hidden slides are not numbered.`,
        hint: 'Link to the heading instead (lower case, with hyphens), which works whatever is hidden.',
        words: `#${number}`,
      }
    })
  })
}
