import type { Place, Problem } from '../../model/problem.js'
import type { Source } from '../../model/source.js'
import { fixOf, nearest } from '../../model/words/nearest.js'
import { directiveOf, directives, machineKeys, metaKeys } from '../editing/catalogue.js'
import { readLogo } from '../plugins/logo.js'
import { foreignKeys, otherWords } from './foreignKeys.js'

const known: readonly string[] = [...directives.map((directive) => directive.name), ...metaKeys]

/**
 * Says which front-matter keys are slips of the pen, and which ones a deck may not set. Keys of other programs are silent;
 * those that nobody knows are told together, once.
 */
export function checkFrontMatter(source: Source): Problem[] {
  const problems: Problem[] = []
  const unknown: string[] = []
  for (const [key, value] of source.frontMatter.values) {
    if (key === 'logo' && !readLogo(value).isRight) problems.push(wrongLogo(valuePlace(source, key)))
    if (directiveOf(key) || known.includes(key) || foreignKeys.has(key)) continue
    const place = keyPlace(source, key)
    const meant = otherWords.get(key) ?? nearest(key, known)
    if (key === 'html') {
      if (value === 'true') problems.push(htmlKey(place))
    } else if (machineKeys.includes(key)) problems.push(machineKey(key, place))
    else if (meant !== undefined) problems.push(nearKey(key, meant, place))
    else unknown.push(key)
  }
  const [first] = unknown
  if (first !== undefined) problems.push(unknownKeys(unknown, keyPlace(source, first)))
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

function wrongLogo(place: Place): Problem {
  return {
    severity: 'warning',
    code: 'front-matter-value',
    message: '`logo` must be an image, or one for each colour scheme.',
    hint: 'Write `logo: logo.svg`, or `logo: { light: logo.svg, dark: logo-dark.svg }`.',
    place,
  }
}

function machineKey(key: string, place: Place): Problem {
  return {
    severity: 'warning',
    code: 'front-matter-machine',
    message: `“${key}” is a machine setting, which a deck cannot change.`,
    hint: 'Set it on the command line or in the configuration of your project.',
    place,
  }
}

/** Marp passes over it as well: there it is an option of the command or a setting of the editor. */
function htmlKey(place: Place): Problem {
  return {
    severity: 'info',
    code: 'front-matter-machine',
    message:
      '`html: true` has no effect in a deck: safe HTML always works, and only the command line or configuration can allow more.',
    hint: 'Build with --unsafe-html, or set `unsafeHtml: true` in lectern.config, if you trust the deck.',
    place,
  }
}

function nearKey(key: string, meant: string, place: Place): Problem {
  return {
    severity: 'warning',
    code: 'front-matter-unknown',
    message: `“${key.slice(0, 60)}” is not a front-matter key.`,
    hint: `Did you mean \`${meant}\`?`,
    place,
    ...fixOf(key, meant),
  }
}

/** How many keys a message names. */
const mostNamed = 6

function unknownKeys(keys: readonly string[], place: Place): Problem {
  const names = keys.slice(0, mostNamed).map((key) => `\`${key.slice(0, 24)}\``)
  const rest = keys.length > mostNamed ? ` and ${keys.length - mostNamed} more` : ''
  const verb = keys.length === 1 ? 'has' : 'have'
  return {
    severity: 'info',
    code: 'front-matter-unknown',
    message: `${names.join(', ')}${rest} ${verb} no meaning in Marp or Lectern.`,
    hint: 'Remove it, unless another program needs it.',
    place,
  }
}
