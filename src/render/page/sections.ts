import type { Slide } from '../../model/deck.js'

/** Classes with which themes begin a part of a talk. */
const sectionClass = /(?:^|\s)(?:section|chapter|part|divider)(?:\s|$)/

/**
 * How deep each slide stands in the outline of its deck: 0 at the top. Slides with a class such as `section` begin the
 * parts, when there are any; else headings do, as in any document. A title slide alone on its level is not above the rest.
 */
export function depthsOf(slides: readonly Slide[]): number[] {
  const isSection = slides.map(({ directives }) => sectionClass.test(directives.class ?? ''))
  const first = isSection.indexOf(true)
  if (first >= 0) return slides.map((_, at) => Number(at > first && !isSection[at]))
  const levels = slides.map(({ facts }) => facts.headingLevel)
  const titled = levels.filter((level) => level !== undefined)
  const [title = 1, ...rest] = titled
  const topmost = Math.min(...rest)
  const open: number[] = []
  let isFirst = true
  return levels.map((found) => {
    if (found === undefined) return Math.max(0, open.length - 1)
    const level = isFirst && title < topmost ? topmost : found
    isFirst = false
    while ((open.at(-1) ?? 0) >= level) open.pop()
    open.push(level)
    return open.length - 1
  })
}
