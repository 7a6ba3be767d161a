// Design tokens: the custom properties of a theme that a deck (`tokens:`) and a project (`brand.json`) may set. A value is
// let through only when it has the form that its type asks for, so that it cannot be anything else than a value.

import type { Place, Problem } from '../../model/problem.js'
import type { RawValue, Source } from '../../model/source.js'
import type { Theme, Token, TokenType } from '../../model/theme.js'
import { contrast } from '../../model/words/contrast.js'
import { fixOf, isAnotherWord, nearest } from '../../model/words/nearest.js'
import { valuePlace } from '../checks/frontMatter.js'
import { isColor, readColor } from './colour.js'

/** A token as somebody set it, with the place of its value. */
export interface TokenSetting {
  readonly value: RawValue
  readonly place: Place
}

/** What a deck and its project set: CSS to come after the theme's, and what is wrong. */
export interface TokenStyle {
  readonly css: string
  /** Token → CSS value. */
  readonly values: ReadonlyMap<string, string>
  /** Token → where it was set. */
  readonly places: ReadonlyMap<string, Place>
  /** The one scheme that slides have when their `paper` is set to one colour. Absent: they follow the page. */
  readonly scheme?: 'light' | 'dark'
  readonly problems: readonly Problem[]
}

/** Puts a project's tokens and then a deck's over a theme. */
export function tokenStyle(
  theme: Theme | undefined,
  themeName: string,
  brand: ReadonlyMap<string, TokenSetting>,
  source: Source,
): TokenStyle {
  const problems: Problem[] = []
  const deck = deckTokens(source, problems)
  const declared = new Map((theme?.tokens ?? []).map((token) => [token.name, token]))
  const values = new Map<string, string>()
  const places = new Map<string, Place>()
  for (const [settings, own] of [
    [brand, false],
    [deck, true],
  ] as const) {
    if (declared.size === 0 && settings.size > 0) problems.push(noTokens(themeName, settings, own))
    else {
      const unknown = [...settings].filter(([name, setting]) => !set(name, setting))
      problems.push(...unknownTokens(unknown, themeName, [...declared.keys()], own))
    }
  }
  const scheme = schemeOf(values.get('paper'))
  const all = [...values].map(([name, value]) => `--${name}:${value}`)
  const css = [...(scheme === undefined ? [] : [`color-scheme:${scheme}`]), ...all].join(';')
  const style = { css: css === '' ? '' : `section{${css}}`, values, places, problems }
  return scheme === undefined ? style : { ...style, scheme }

  /** False when there is no such token. */
  function set(name: string, { value, place }: TokenSetting): boolean {
    const token = declared.get(name)
    if (token === undefined) return false
    const text = cssOf(value, token)
    if (text === undefined) problems.push(wrongValue(token, place))
    else {
      values.set(name, text)
      places.set(name, place)
    }
    return true
  }
}

/**
 * Paper of one colour is light or dark in both schemes, and everything that stands on it has to suit it: the theme's other
 * colours, too, which come in pairs.
 */
function schemeOf(paper: string | undefined): TokenStyle['scheme'] {
  const colour = paper === undefined ? undefined : readColor(paper)
  if (colour === undefined) return undefined
  return contrast(colour, [0, 0, 0]) >= contrast(colour, [1, 1, 1]) ? 'light' : 'dark'
}

/** The deck's own settings; the parser keeps no places inside of a mapping, so names are looked for in its lines. */
function deckTokens(source: Source, problems: Problem[]): Map<string, TokenSetting> {
  const raw = source.frontMatter.values.get('tokens')
  const place = valuePlace(source, 'tokens')
  if (raw === undefined || raw === null) return new Map()
  if (typeof raw === 'string' || Array.isArray(raw)) {
    const hint = 'Write one per line under it, such as `  signal: "#0a7d54"`.'
    problems.push({
      severity: 'warning',
      code: 'front-matter-value',
      message: '`tokens` must be a list of names and values.',
      hint,
      place,
    })
    return new Map()
  }
  const lines = source.text.split('\n').slice(0, source.frontMatter.lineCount)
  return new Map(
    Object.entries(raw as Readonly<Record<string, RawValue>>).map(([name, value]) => {
      const index = lines.findIndex((line, at) => at >= place.line - 1 && keyOf(line) === name)
      const column = (lines[index] ?? '').search(/:\s*\S/) + 1
      const own =
        index < 0 ? place : { file: source.file, line: index + 1, column: valueColumn(lines[index] ?? '', column) }
      return [name, { value, place: own }] as const
    }),
  )
}

function keyOf(line: string): string {
  return /^\s*["']?([\w-]+)["']?\s*:/.exec(line)?.[1] ?? ''
}

function valueColumn(line: string, colon: number): number {
  return colon === 0
    ? line.length - line.trimStart().length + 1
    : colon + (/^:\s*/.exec(line.slice(colon - 1))?.[0].length ?? 1)
}

/** A value as CSS; `undefined` when it does not have the form that its token asks for. */
function cssOf(value: RawValue, token: Token): string | undefined {
  if (typeof value === 'string') {
    const text = value.trim()
    if (text.length > 500 || /[;{}<>\\@]|\/\*|url\s*\(/i.test(text) || !forms[token.type](text)) return undefined
    if (token.values?.includes(text) === false) return undefined
    return token.type === 'font' ? withFallback(text, token) : text
  }
  if (token.type !== 'color' || value === null || Array.isArray(value)) return undefined
  const { light, dark, ...more } = value as Readonly<Record<string, RawValue>>
  if (light === undefined || dark === undefined || Object.keys(more).length > 0) return undefined
  const [a, b] = [cssOf(light, token), cssOf(dark, token)]
  return a === undefined || b === undefined ? undefined : `light-dark(${a}, ${b})`
}

const forms: Readonly<Record<TokenType, (text: string) => boolean>> = {
  color: isColor,
  font: (text) =>
    /^(?:[\p{L}\d _-]+|"[\p{L}\d _-]+"|'[\p{L}\d _-]+')(?:\s*,\s*(?:[\p{L}\d _-]+|"[\p{L}\d _-]+"|'[\p{L}\d _-]+'))*$/u.test(
      text,
    ),
  length: (text) =>
    /^(?:0|-?(?:\d+|\d*\.\d+)(?:px|em|rem|ch|ex|lh|%|pt|mm|cm|in|vw|vh)|calc\([\w\s.+*/()%-]+\))$/.test(text),
  number: (text) => /^-?(?:\d+|\d*\.\d+)$/.test(text),
  text: (text) => !/["']/.test(text),
}

/** One family alone gets those of the theme behind it, for a machine that has not got it. */
function withFallback(text: string, { default: fallback }: Token): string {
  return text.includes(',') || fallback === undefined ? text : `${text}, ${fallback}`
}

/**
 * Names that the theme does not have. A project's brand is for all its decks, and their themes differ: what only another theme
 * has is told once and quietly, but for a slip in writing.
 */
function unknownTokens(
  unknown: readonly (readonly [string, TokenSetting])[],
  theme: string,
  names: readonly string[],
  own: boolean,
): Problem[] {
  const others: (readonly [string, TokenSetting])[] = []
  const problems = unknown.flatMap(([name, setting]): Problem[] => {
    const meant = nearest(name, names)
    const isSlip = meant !== undefined && !isAnotherWord(name, meant)
    if (own || isSlip) return [unknownToken(name, theme, names, setting.place)]
    others.push([name, setting])
    return []
  })
  const [first] = others
  if (first === undefined) return problems
  const named = others.slice(0, 4).map(([name]) => `“${name.slice(0, 24)}”`)
  const rest = others.length - named.length
  const list = rest > 0 ? [...named, `${rest} more`] : named
  const words = list.length === 1 ? list[0] : `${list.slice(0, -1).join(', ')} or ${list.at(-1)}`
  const message = `The theme “${theme.slice(0, 40)}” has no token ${words}, so setting it has no effect.`
  const hint = `Run \`lectern theme list ${theme}\` for the tokens of this theme, or ignore this if another theme has ${others.length === 1 ? 'it' : 'them'}.`
  return [...problems, { severity: 'info', code: 'token-unknown', message, hint, place: first[1].place }]
}

function unknownToken(name: string, theme: string, names: readonly string[], place: Place): Problem {
  const meant = nearest(name, names)
  return {
    severity: 'warning',
    code: 'token-unknown',
    message: `The theme “${theme}” has no token “${name.slice(0, 60)}”.`,
    hint: meant === undefined ? `Use ${names.join(', ')}.` : `Did you mean \`${meant}\`?`,
    place,
    ...fixOf(name, meant),
  }
}

function noTokens(theme: string, settings: ReadonlyMap<string, TokenSetting>, own: boolean): Problem {
  const place = [...settings.values()][0]?.place ?? { file: '', line: 1, column: 1 }
  return {
    severity: own ? 'warning' : 'info',
    code: 'token-unknown',
    message: `The theme “${theme}” declares no tokens, so setting them has no effect.`,
    hint: "Choose a theme pack, or set its custom properties in the deck's `style`.",
    place,
  }
}

const takes: Readonly<Record<TokenType, string>> = {
  color: 'a colour, such as "#0a7d54", or one each for `light` and `dark`',
  font: 'font families, separated by commas',
  length: 'a length, such as 32px',
  number: 'a number',
  text: 'words without quotes',
}

function wrongValue({ name, type, values }: Token, place: Place): Problem {
  return {
    severity: 'warning',
    code: 'token-value',
    message: `\`${name}\` has an invalid value.`,
    hint: `Use ${values?.map((value) => `\`${value}\``).join(' or ') ?? takes[type]}.${type === 'color' ? ' In YAML, quote it, because `#` begins a comment.' : ''}`,
    place,
  }
}
