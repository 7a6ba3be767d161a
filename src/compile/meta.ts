import type { ColorScheme, DeckMeta } from '../model/deck.js'
import type { Problem } from '../model/problem.js'
import type { RawValue, Source } from '../model/source.js'
import { fixOf } from '../model/words/nearest.js'
import { valuePlace } from './checks/frontMatter.js'
import { readLanguage } from './languageTag.js'

/** Longest text that is kept of a title or description, in UTF-16 units. */
const longest = 2_000

/**
 * What the deck says of itself, from the front matter and from directives in comments. Every value of a wrong kind is a
 * problem at its place and then as if it were not there.
 */
export function metaOf(
  source: Source,
  globals: Readonly<Record<string, unknown>>,
  firstTitle: string,
  themeScheme: 'light' | 'dark',
): { meta: DeckMeta; problems: Problem[] } {
  const problems: Problem[] = []
  const say = (key: string, hint: string): undefined => {
    problems.push({
      severity: 'warning',
      code: 'front-matter-value',
      message: `\`${key}\` has an invalid value.`,
      hint,
      place: valuePlace(source, key),
    })
    return undefined
  }
  const raw = (key: string): RawValue | undefined => {
    const value = source.frontMatter.values.get(key)
    if (value !== undefined) return value
    const fromComment = globals[key]
    return typeof fromComment === 'string' ? fromComment : undefined
  }
  const text = (key: string): string | undefined => {
    const value = raw(key)
    if (value === undefined || ((value === null || value === '') && key !== 'title')) return undefined
    if (typeof value === 'string' && value.trim() !== '') return clean(value)
    return say(key, 'Use one line of text, in quotes if it contains a colon.')
  }
  const matching = (key: string, pattern: RegExp, hint: string): string | undefined => {
    const value = text(key)
    return value === undefined || pattern.test(value) ? value : say(key, hint)
  }
  const address = (key: string): string | undefined =>
    matching(key, /^https?:\/\/[^\s"'<>]+$/i, 'Use a URL that begins with https://.')

  const people = (key: string): string | undefined => {
    const names = namesIn(raw(key))
    return names === undefined ? text(key) : clean(names)
  }
  const language = (): string => {
    const value = text('lang')
    if (value === undefined) return 'en'
    const { good, meant } = readLanguage(value)
    if (good) return value
    problems.push({
      severity: 'warning',
      code: 'front-matter-value',
      message: `“${value.slice(0, 40)}” is not a language tag${meant === undefined ? '' : `; it is probably meant as \`${meant}\``}.`,
      hint: meant === undefined ? 'Write a tag such as `en`, `it` or `pt-BR`.' : `Write \`lang: ${meant}\`.`,
      place: valuePlace(source, 'lang'),
      ...fixOf(value, meant),
    })
    return meant ?? 'en'
  }

  const duration = matching('duration', /^\d+(\.\d+)?$/, 'Use a number of minutes, such as 30.')
  const optional = {
    subtitle: text('subtitle'),
    author: people('author'),
    date: date(text('date'), () => say('date', 'Use a valid date, such as 2018-07-25, or text.')),
    event: text('event'),
    description: text('description'),
    url: address('url'),
    image: address('image'),
    durationMinutes: duration === undefined ? undefined : Number(duration),
    transition: text('transition'),
  }
  const meta: DeckMeta = {
    title: text('title') ?? (firstTitle || source.name),
    keywords: keywords(raw('keywords'), () => say('keywords', 'Use a list, or words separated by commas.')),
    lang: language(),
    colorScheme: (matching('colorScheme', /^(auto|light|dark)$/, 'Use auto, light or dark.') ??
      themeScheme) as ColorScheme,
    ...(Object.fromEntries(Object.entries(optional).filter(([, value]) => value !== undefined)) as Partial<DeckMeta>),
  }
  return { meta, problems }
}

/** Several people in a list, as pandoc and Quarto write them: plain, or each with a `name`. */
function namesIn(value: RawValue | undefined): string | undefined {
  const list = Array.isArray(value)
    ? (value as readonly RawValue[])
    : value !== null && typeof value === 'object'
      ? [value]
      : []
  const names = list.map((one) =>
    typeof one === 'string' ? one : one !== null && !Array.isArray(one) ? (one as { name?: RawValue }).name : undefined,
  )
  return names.length > 0 && names.every((name) => typeof name === 'string' && name.trim() !== '')
    ? names.join(', ')
    : undefined
}

/** One line, no control characters, no characters that turn the direction of what follows. */
function clean(value: string): string {
  return value
    .replace(/[\p{Cc}\u202a-\u202e\u2066-\u2069]+/gu, ' ')
    .replace(/\s+/g, ' ')
    .trim()
    .slice(0, longest)
}

/** A date that looks like a calendar day has to be one; anything else is words such as “July 2018”. */
function date(value: string | undefined, say: () => undefined): string | undefined {
  if (value === undefined || !/^\d{4}-\d{2}-\d{2}$/.test(value)) return value
  const day = new Date(`${value}T00:00:00Z`)
  return Number.isNaN(day.getTime()) || day.toISOString().slice(0, 10) !== value ? say() : value
}

function keywords(value: RawValue | undefined, say: () => undefined): readonly string[] {
  if (value === undefined || value === null) return []
  const words = typeof value === 'string' ? value.split(',') : value
  if (!Array.isArray(words) || !words.every((word) => typeof word === 'string')) {
    say()
    return []
  }
  return (words as string[]).map(clean).filter(Boolean)
}
