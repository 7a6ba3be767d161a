// `extends` of a pack's manifest: the other pack's CSS comes first, its layouts and tokens are inherited.

import type { Problem } from '../../model/problem.js'
import type { Theme } from '../../model/theme.js'
import { nearest } from '../../model/words/nearest.js'
import { placesIn } from '../jsonText.js'
import { baseName, engineNames } from './engineThemes.js'
import type { FoundTheme } from './findPacks.js'
import type { ThemeRead } from './readTheme.js'

/** A theme with the layouts, tokens and colour schemes of all that it extends; its own ones come first. */
export function withBase(
  theme: Theme,
  found: ReadonlyMap<string, FoundTheme>,
  reads: ReadonlyMap<string, ThemeRead>,
): Theme {
  let complete = theme
  const seen = new Set([theme.name])
  for (let name = found.get(theme.name)?.manifest?.extends; name !== undefined && !seen.has(name); ) {
    seen.add(name)
    const base = reads.get(name)?.theme
    const layouts = joined(complete.layouts, base?.layouts, (layout) => layout.class)
    const tokens = joined(complete.tokens, base?.tokens, (token) => token.name)
    const colorSchemes = complete.colorSchemes ?? base?.colorSchemes
    complete = {
      ...complete,
      ...(layouts === undefined ? {} : { layouts }),
      ...(tokens === undefined ? {} : { tokens }),
      ...(colorSchemes === undefined ? {} : { colorSchemes }),
    }
    name = found.get(name)?.manifest?.extends
  }
  return complete
}

function joined<T>(
  own: readonly T[] | undefined,
  base: readonly T[] | undefined,
  keyOf: (entry: T) => string,
): readonly T[] | undefined {
  if (own === undefined || base === undefined) return own ?? base
  const names = new Set(own.map(keyOf))
  return [...own, ...base.filter((entry) => !names.has(keyOf(entry)))]
}

/** Says which of these packs extend a theme that nobody has. */
export function unknownBases(packs: readonly FoundTheme[], found: ReadonlyMap<string, FoundTheme>): Problem[] {
  const names = [...found.keys(), ...engineNames]
  return packs.flatMap(({ name, file, manifest, manifestText = '' }) => {
    const base = manifest?.extends
    if (base === undefined || names.includes(base)) return []
    const meant = nearest(
      base,
      names.filter((other) => other !== name),
    )
    const place = placesIn(manifestText)(['extends'])
    return [
      {
        severity: 'error',
        code: 'theme-base-unknown',
        message: `The theme \`${name}\` extends \`${base}\`, which does not exist.`,
        hint: `${meant === undefined ? '' : `Did you mean \`${meant}\`? `}Use one of ${names.filter((other) => other !== baseName).join(', ')}.`,
        place: { file, ...place },
        sourceLine: manifestText.split('\n')[place.line - 1] ?? '',
      },
    ]
  })
}
