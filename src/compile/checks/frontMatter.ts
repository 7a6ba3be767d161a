import { fixOf, nearest } from '../../model/nearest.js'
import type { Place, Problem } from '../../model/problem.js'
import type { Source } from '../../model/source.js'
import { directiveOf, directives, machineKeys, metaKeys } from '../catalogue.js'

const known: readonly string[] = [...directives.map((directive) => directive.name), ...metaKeys]

/** Says which front-matter keys mean nothing, and which ones a deck may not set. */
export function checkFrontMatter(source: Source): Problem[] {
  const problems: Problem[] = []
  for (const key of source.frontMatter.values.keys()) {
    if (directiveOf(key) || known.includes(key)) continue
    const place = keyPlace(source, key)
    problems.push(machineKeys.includes(key) ? machineKey(key, place) : unknownKey(key, place))
  }
  return problems
}

/** Where a key stands; the top of the file when it is not known. */
export function keyPlace(source: Source, key: string): Place {
  return source.frontMatter.keyPlaces.get(key) ?? { file: source.file, line: 1, column: 1 }
}

/** Where a key's value stands. */
export function valuePlace(source: Source, key: string): Place {
  return source.frontMatter.valuePlaces.get(key) ?? keyPlace(source, key)
}

function machineKey(key: string, place: Place): Problem {
  return {
    severity: 'warning',
    code: 'front-matter-machine',
    message: `“${key}” is about the machine, and a deck cannot set it.`,
    hint: 'Give it on the command line or in the configuration of your project.',
    place,
  }
}

function unknownKey(key: string, place: Place): Problem {
  const meant = nearest(key, known)
  return {
    severity: 'warning',
    code: 'front-matter-unknown',
    message: `“${key.slice(0, 80)}” is not a front-matter key.`,
    hint: meant === undefined ? `Keys are ${known.join(', ')}.` : `Did you mean \`${meant}\`?`,
    place,
    ...fixOf(key, meant),
  }
}
