import { lineOfKey } from '../report/lineOfKey.js'
import type { Rule } from '../rule.js'

/** Talks that will not end in time. */
export const timeBudget: Rule = {
  id: 'time-budget',
  level: 'warning',
  why: 'With `duration: 20` in the front matter, the planned times of the slides (`<!-- time: 2m -->`) are added up; for a slide without one, the time to speak its notes counts. Talks without notes and times are not checked.',
  options: {
    percent: { default: 10, meaning: 'how far the total may exceed the plan, in percent' },
    wordsPerMinute: { default: 130, meaning: 'speaking rate, in words per minute' },
  },
  deck: ({ deck, source, option }) => {
    const minutes = deck.meta.durationMinutes
    if (minutes === undefined) return []
    const seconds = deck.slides.map(({ timeSeconds, notes }) => {
      const words = notes.join(' ').split(/\s+/).filter(Boolean).length
      return timeSeconds ?? (words / option('wordsPerMinute')) * 60
    })
    const total = seconds.reduce((sum, one) => sum + one, 0) / 60
    if (total <= minutes * (1 + option('percent') / 100)) return []
    const longest = seconds.indexOf(Math.max(...seconds))
    return [
      {
        message: `The talk takes about ${Math.round(total)} minutes; ${minutes} are planned.`,
        hint: `Cut something, or change \`duration\`. Slide ${longest + 1} takes longest (${(Math.max(...seconds) / 60).toFixed(1)} minutes).`,
        line: lineOfKey(source, 'duration'),
      },
    ]
  },
  bad: '---\nduration: 5\n---\n\n# Everything\n\n<!-- time: 9m -->',
  good: '---\nduration: 5\n---\n\n# One thing\n\n<!-- time: 4m -->',
}
