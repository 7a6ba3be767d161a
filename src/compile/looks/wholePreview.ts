import type { Layout } from '../../model/theme.js'
import { layoutOf } from './layouts.js'

/**
 * A pack's own preview with a slide more for each layout that it does not show: the layout's example. What packs show in their own words
 * stands in their `preview.md`, and what they share stands once.
 */
export function wholePreview(markdown: string, layouts: readonly Layout[]): string {
  const shown = new Set(
    [...markdown.matchAll(/<!--\s*_class:\s*(.*?)\s*-->/g)].flatMap(([, names = '']) => names.split(/\s+/)),
  )
  const more = layouts.flatMap(({ class: name, example = layoutOf(name)?.example }) =>
    shown.has(name) || example === undefined ? [] : [example.trim()],
  )
  return [markdown.trimEnd(), ...more].join('\n\n---\n\n').concat('\n')
}
