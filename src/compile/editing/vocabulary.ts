// Everything that an editor can complete, made from the catalogue and the theme in use.

import type { KeyWord, Vocabulary, Word } from '../../model/protocol/editor.js'
import type { Theme, Token } from '../../model/theme.js'
import { chartKinds, chartOptions, flags } from '../charts/chartKinds.js'
import {
  backgroundWords,
  type Directive,
  type DirectiveKind,
  directives,
  imageKeys,
  silencer,
  transitions,
} from './catalogue.js'
import {
  calloutHelp,
  classHelp,
  commentHelp,
  fitHelp,
  imageHelp,
  layoutHelp,
  metaHelp,
  metaValues,
  paginateHelp,
  pairHelp,
  textValues,
  words,
} from './vocabularyHelp.js'

/** What completion depends on besides the catalogue. */
export interface Surroundings {
  /** The theme in use, when it is one of ours, and its name in any case. */
  readonly theme: Theme | undefined
  readonly themeName: string
  /** Names of all themes. */
  readonly themes: readonly string[]
  /** Sizes of the theme in use. */
  readonly sizes: readonly string[]
}

/** Everything that completion can offer for a deck in its theme. */
export function vocabularyOf(around: Surroundings): Vocabulary {
  const keys = directives.map((directive) => keyOf(directive, directive.name, around))
  const spots = directives
    .filter(({ scope }) => scope === 'local')
    .map((directive) => keyOf(directive, `_${directive.name}`, around))
  return {
    theme: around.themeName,
    keys: [
      ...keys,
      ...entries(metaHelp).map(([name, help]) => ({ ...pair(name, help), values: metaValues[name] ?? [] })),
    ],
    comments: [
      ...entries(commentHelp).map(([name, help]) => ({ name, help, values: [], list: false })),
      ...entries(pairHelp).map(([name, help]) => ({
        ...pair(name, help),
        ...(name === 'chart' ? { values: chartWords } : {}),
      })),
      { ...pair(silencer, 'Disables a check for this slide, with a reason.'), text: `${silencer} ` },
      ...spots,
      ...keys,
    ],
    tokens: (around.theme?.tokens ?? []).map(tokenWord),
    images: [
      ...entries(imageHelp).map(([name, help]) => ({ name, help, ...(isKey(name) ? { text: `${name}:` } : {}) })),
    ],
    callouts: entries(calloutHelp).map(([name, help]) => ({ name: name.toUpperCase(), help })),
  }
}

/** Behind `chart:` comes a kind, then options. */
const chartWords: readonly Word[] = [
  ...words(chartKinds),
  ...entries(chartOptions).map(([name, help]) => ({ name, help, text: flags.includes(name) ? name : `${name}: ` })),
]

function keyOf({ kind, help, scope }: Directive, name: string, around: Surroundings): KeyWord {
  const reach = name.startsWith('_') ? 'This slide only.' : scope === 'local' ? 'From this slide on.' : ''
  return {
    name,
    help: `${help} ${reach}`.trim(),
    text: `${name}: `,
    values: valuesOf(kind, bareName(name), around),
    list: kind === 'class',
  }
}

const bareName = (name: string): string => name.replace(/^_/, '')

function pair(name: string, help: string): KeyWord {
  return { name, help, text: `${name}: `, values: [], list: false }
}

function valuesOf(kind: DirectiveKind, name: string, { theme, themes, sizes }: Surroundings): readonly Word[] {
  switch (kind) {
    case 'theme':
      return themes.map((one) => ({ name: one, help: one === theme?.name ? 'The current theme.' : 'A theme.' }))
    case 'size':
      return sizes.map((one) => ({ name: one, help: 'A size of this theme.' }))
    case 'class':
      return [
        ...(theme?.layouts ?? []).map((layout) => ({
          name: layout.class,
          help: [layout.title, layout.description].filter((part) => part !== '').join(': '),
        })),
        ...words(classHelp).filter(({ name: common }) => !theme?.layouts?.some((layout) => layout.class === common)),
      ]
    case 'paginate':
      return words(paginateHelp)
    case 'headingDivider':
      return [1, 2, 3, 4, 5, 6].map((level) => ({
        name: String(level),
        help: `A slide at each heading of level ${level}${level === 1 ? '' : ' and above'}.`,
      }))
    case 'math':
      return [{ name: 'katex', help: 'Typesets formulas with KaTeX.' }]
    case 'transition':
      return transitions.map((name) => ({
        name,
        help: name === 'none' ? 'The next slide appears immediately.' : `Add a duration if you like: ${name} 1s.`,
      }))
    case 'fit':
      return words(fitHelp)
    case 'layout':
      return words(layoutHelp)
    case 'text':
      return textValues[name] ?? []
  }
}

function tokenWord({ name, type, meaning, default: own }: Token): Word {
  return {
    name,
    help: `${meaning}${own === undefined ? '' : ` (${own})`}`,
    text: `${name}: ${type === 'color' ? '"#"' : ''}`,
  }
}

function isKey(name: string): boolean {
  return imageKeys.some((key) => key === name) && !backgroundWords.some((word) => word === name)
}

function entries<Name extends string>(help: Readonly<Record<Name, string>>): [Name, string][] {
  return Object.entries(help) as [Name, string][]
}
