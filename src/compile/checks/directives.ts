import type { Place, Problem } from '../../model/problem.js'
import type { Layout, Theme } from '../../model/theme.js'
import { fixOf, nearest } from '../../model/words/nearest.js'
import type { RenderContext } from '../context.js'
import { type Directive, directiveOf, fits, layoutModes } from '../editing/catalogue.js'
import { layoutOf } from '../looks/layouts.js'
import { valuePlace } from './frontMatter.js'
import { badTransition } from './transitions.js'

/** What the values of directives are compared with. */
export interface Known {
  /** Names of all themes. */
  readonly themes: readonly string[]
  /** The theme in use, when it is one of ours. */
  readonly theme: Theme | undefined
  /** Sizes of the theme in use. */
  readonly sizes: readonly string[]
  /** CSS of the deck, which may define transitions. */
  readonly css: string
}

interface Use {
  readonly directive: Directive
  readonly value: unknown
  readonly place: Place
}

/** Classes that every Marp theme may have and that Marp's own themes document. */
const commonClasses = ['lead', 'invert', 'gaia']

/** Says which directives have a value that the engine silently ignores. */
export function checkDirectives(context: RenderContext, known: Known): Problem[] {
  const { frontMatter } = context.source
  const uses: Use[] = []
  for (const [key, value] of frontMatter.values) {
    const directive = directiveOf(key)
    const length = text(value).length
    const place = { ...valuePlace(context.source, key), ...(length > 0 ? { length } : {}) }
    if (directive && !isOfSite(directive, value)) uses.push({ directive, value, place })
  }
  for (const { key, value, place } of context.directives) {
    const directive = directiveOf(key)
    if (directive) uses.push({ directive, value, place })
  }
  return uses.flatMap((use) => {
    // Nothing at all takes a directive back, as in Marp. A theme without a name is none.
    if (use.directive.kind !== 'theme' && isEmpty(use.value)) return []
    return checks[use.directive.kind]?.(use, known, context.forcedTheme) ?? []
  })
}

/** `layout: post` in front matter is a site builder's; near one of our words it is meant for us. */
function isOfSite({ kind }: Directive, value: unknown): boolean {
  if (kind !== 'layout') return false
  const name = text(value)
  return nearest(name, layoutModes) === undefined && layoutOf(name) === undefined && !oneOfModes(name)
}

const oneOfModes = (name: string): boolean => layoutModes.some((mode) => mode === name.toLowerCase())

const isEmpty = (value: unknown): boolean => value === null || value === undefined || value === ''

type Check = (use: Use, known: Known, forced: string | undefined) => Problem[]

const checks: Partial<Record<Directive['kind'], Check>> = {
  theme: ({ value, place }, { themes }, forced) =>
    forced !== undefined || themes.includes(text(value)) ? [] : [themeOrProse(text(value), themes, place)],
  size: ({ value, place }, { sizes }) => (sizes.includes(text(value)) ? [] : [unknownSize(text(value), sizes, place)]),
  class: ({ value, place }, { theme }) =>
    theme?.layouts ? unknownClasses(value, theme.name, theme.layouts, place) : [],
  paginate: ({ value, place }) => oneOf('paginate', value, ['true', 'false', 'hold', 'skip'], place),
  fit: ({ value, place }) => oneOf('fit', value, fits, place),
  layout: ({ value, place }) => oneOf('layout', value, layoutModes, place),
  headingDivider: ({ value, place }) => headingLevels(value, place),
  math: ({ value, place }) => mathEngine(value, place),
  transition: ({ value, place }, { css }) => badTransition(text(value), css, place),
}

/** “theme: Kubernetes, a long story” in a comment is a note of which Marp makes a directive; the deck is fit to be shown. */
function themeOrProse(name: string, themes: readonly string[], place: Place): Problem {
  const unknown = unknownTheme(name, themes, place)
  if (name.split(/\s+/).length < 3) return unknown
  const hint = 'Rephrase the note so that it does not begin with `theme:`, which Marp reads as a directive.'
  return { ...unknown, severity: 'warning', hint }
}

/** Reports a theme that does not exist. Also for `--theme`, hence exported. */
export function unknownTheme(name: string, themes: readonly string[], place: Place): Problem {
  const meant = nearest(name, themes)
  const short = name.length > 60 ? `${name.slice(0, 60)}…` : name
  const listed = themes.length > 24 ? [...themes.slice(0, 24), 'more'] : themes
  const didYouMean = meant === undefined ? '' : `Did you mean \`${meant}\`? `
  return {
    severity: 'error',
    code: 'theme-unknown',
    message: `The theme “${short}” does not exist.`,
    hint: `${didYouMean}Use one of ${listed.join(', ')}, your own from themes/, --theme-dir or an npm package, or a CSS file with --theme file.css.`,
    place,
    ...fixOf(name, meant),
  }
}

function unknownSize(name: string, sizes: readonly string[], place: Place): Problem {
  const meant = nearest(name, sizes)
  return {
    severity: 'warning',
    code: 'size-unknown',
    message: `The theme has no size “${name.slice(0, 60)}”, so its default size is used.`,
    hint: `${meant === undefined ? '' : `Did you mean \`${meant}\`? `}${sizes.length > 0 ? `Use ${[...new Set(sizes)].join(' or ')}.` : 'Remove `size`: the theme has only its default.'}`,
    place,
    ...fixOf(name, meant),
  }
}

function unknownClasses(value: unknown, theme: string, layouts: readonly Layout[], place: Place): Problem[] {
  const known = [...layouts.map((layout) => layout.class), ...commonClasses]
  const classes = (Array.isArray(value) ? value.map(text) : text(value).split(/\s+/)).filter(Boolean)
  return classes
    .filter((name) => !known.includes(name))
    .map((name) => {
      const meant = nearest(name, known)
      const listed = layouts.map((layout) => layout.class).join(', ')
      const use = layoutOf(name) === undefined ? 'Use' : 'Switch to one of Lectern’s themes, which have it, or use'
      return {
        severity: 'warning',
        code: 'theme-class-unknown',
        message: `The theme “${theme}” has no layout “${name.slice(0, 60)}”.`,
        hint: meant === undefined ? `${use} ${listed}.` : `Did you mean \`${meant}\`?`,
        place,
        ...fixOf(name, meant),
      }
    })
}

function oneOf(name: string, value: unknown, values: readonly string[], place: Place): Problem[] {
  if (values.includes(text(value).toLowerCase())) return []
  return [badValue(name, value, `Use ${values.join(', ')}.`, place)]
}

function headingLevels(value: unknown, place: Place): Problem[] {
  const levels = Array.isArray(value) ? value : [value]
  const good = levels.every((level) => /^[1-6]$/.test(text(level))) || text(value) === 'false'
  return good ? [] : [badValue('headingDivider', value, 'Use a level from 1 to 6, or a list such as [1, 3].', place)]
}

function mathEngine(value: unknown, place: Place): Problem[] {
  if (text(value) === 'katex') return []
  if (text(value) !== 'mathjax') return oneOf('math', value, ['katex', 'mathjax'], place)
  return [
    {
      severity: 'info',
      code: 'math-engine',
      message: 'The deck asks for MathJax, but Lectern typesets formulas with KaTeX.',
      hint: 'Check the formulas, then write `math: katex`.',
      place,
    },
  ]
}

function badValue(name: string, value: unknown, hint: string, place: Place): Problem {
  const shown = typeof value === 'string' ? `“${value.slice(0, 60)}”` : 'this value'
  return { severity: 'warning', code: 'directive-value', message: `\`${name}\` cannot be ${shown}.`, hint, place }
}

function text(value: unknown): string {
  return typeof value === 'string' ? value : ''
}
