import type { Problem } from '../../model/problem.js'
import type { ThemeRead } from './readTheme.js'

/** Themes that import each other in a circle (or one itself), with the problem that says so; one entry per circle. */
export function importCycles(themes: ReadonlyMap<string, ThemeRead>): { names: readonly string[]; problem: Problem }[] {
  const done = new Set<string>()
  return [...themes.keys()].flatMap((name) => {
    const circle = done.has(name) ? undefined : wayBack(name, themes)
    if (circle === undefined) return []
    for (const member of circle) done.add(member)
    return [{ names: circle, problem: problemOf(circle, themes) }]
  })
}

/** The shortest way along imports from a theme back to itself, breadth first; the theme comes first. */
function wayBack(start: string, themes: ReadonlyMap<string, ThemeRead>): readonly string[] | undefined {
  const seen = new Set<string>()
  const waiting: (readonly string[])[] = [[start]]
  for (const way of waiting) {
    for (const { name } of themes.get(way.at(-1) ?? start)?.imports ?? []) {
      if (name === start) return way
      if (seen.has(name)) continue
      seen.add(name)
      waiting.push([...way, name])
    }
  }
  return undefined
}

function problemOf(circle: readonly string[], themes: ReadonlyMap<string, ThemeRead>): Problem {
  const [first = ''] = circle
  const next = circle[1] ?? first
  const read = themes.get(first)
  const { line = 1, column = 1 } = read?.imports.find(({ name }) => name === next) ?? {}
  return {
    severity: 'error',
    code: 'theme-cycle',
    message: `The theme imports itself: ${[...circle, first].map((name) => `\`${name}\``).join(' → ')}.`,
    hint: 'Remove one of these imports.',
    place: { file: read?.file ?? first, line, column },
  }
}
