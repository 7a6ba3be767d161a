import type { Problem } from '../../model/problem.js'
import { nearest } from '../../model/words/nearest.js'
import { placesIn } from '../jsonText.js'
import { engineNames, engineSizes } from '../themes/engineThemes.js'
import type { FoundTheme } from '../themes/findPacks.js'
import type { ThemeRead } from '../themes/readTheme.js'

/** Sizes that these packs' manifests promise and their CSS, with all that it imports, does not have. */
export function missingSizes(packs: readonly FoundTheme[], reads: ReadonlyMap<string, ThemeRead>): Problem[] {
  return packs.flatMap(({ name, file, manifest, manifestText = '' }) => {
    const known = sizesOf(name, reads)
    return (manifest?.sizes ?? []).flatMap((size, index) => {
      if (known.includes(size)) return []
      const meant = nearest(size, known)
      const place = placesIn(manifestText)(['sizes', index])
      return [
        {
          severity: 'warning' as const,
          code: 'theme-invalid' as const,
          message: `The manifest lists the size \`${size}\`, but the CSS does not define it.`,
          hint: `${meant === undefined ? '' : `Did you mean \`${meant}\`? `}Add \`@size ${size} <width>px <height>px\` to the first comment of the CSS.`,
          place: { file, ...place },
          sourceLine: (manifestText.split('\n')[place.line - 1] ?? '').slice(0, 500),
        },
      ]
    })
  })
}

/** Sizes of a theme with all that it imports. */
export function sizesOf(name: string, reads: ReadonlyMap<string, ThemeRead>): string[] {
  const sizes = new Set<string>()
  const names = new Set([name])
  for (const one of names) {
    const read = reads.get(one)
    const own = read?.sizes ?? (engineNames.includes(one) ? engineSizes : [])
    for (const size of own) sizes.add(size)
    for (const imported of read?.imports ?? []) names.add(imported.name)
  }
  return [...sizes]
}
