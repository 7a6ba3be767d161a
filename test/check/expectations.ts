// What is to be found in a deck with seeded mistakes is written in the deck, on the slide that has the mistake:
//
//     <!-- expect: overflow at 17 in "ul > li" before the first step also too-much-text -->
//
// Only the rule (or problem code) is needed; `at` is the line, `in` the beginning of the element, `at step 2` the moment, and
// `also` what the same mistake is, too. What belongs to no slide is expected by a comment of the front matter:
//
//     # expect: language-missing at 1
import { rules } from '../../src/check/rules.js'
import { problemCodes } from '../../src/model/codes.js'
import type { Slide } from '../../src/model/deck.js'
import type { Problem } from '../../src/model/problem.js'

export interface Expectation {
  readonly rule: string
  /** 1-based. Absent: of the whole deck. */
  readonly slide?: number
  /** 1-based. */
  readonly line?: number
  /** Beginning of the element's selector. */
  readonly element?: string
  /** The moment before the end that it is seen at; 0 is before the first step. */
  readonly step?: number
  readonly also: readonly string[]
}

/** What of a deck is read for it. */
interface Written {
  readonly slides: readonly Pick<Slide, 'index' | 'notes'>[]
}

const form =
  /^([\w-]+)(?: at (\d+))?(?: in "([^"]+)")?(?: at step ([1-9]\d*)| (before the first step))?(?: also ([\w-]+(?:, [\w-]+)*))?$/

/** @throws Error when one of them cannot be read: a mistake in it must not pass for a deck without mistakes. */
export function expectationsOf(text: string, deck: Written): Expectation[] {
  const head = /^---\n[\s\S]*?\n---\n/.exec(text)?.[0] ?? ''
  const ofDeck = head.split('\n').filter((line) => /^#\s*expect/i.test(line))
  const ofSlides = deck.slides.flatMap(({ index, notes }) =>
    notes.filter((note) => /^\s*expect/i.test(note)).map((note) => [note, index + 1] as const),
  )
  const all = [
    ...ofDeck.map((line) => parse(line.replace(/^#\s*/, ''))),
    ...ofSlides.map(([note, slide]) => ({ ...parse(note), slide })),
  ]
  const written = text.match(/expect(?:ed|ation)?s?:/gi)?.length ?? 0
  if (all.length === 0) throw new Error('No slide says what is expected: `<!-- expect: overflow -->`.')
  if (written !== all.length) throw new Error(`${written} expectations are written and ${all.length} are read.`)
  return all
}

function parse(text: string): Expectation {
  const [, words] = /^expect: (.+)$/.exec(text.trim()) ?? []
  const [, rule, line, element, step, start, also] = form.exec(words ?? '') ?? []
  if (rule === undefined) throw new Error(`This is no expectation: ${text}`)
  const others = also?.split(', ') ?? []
  for (const name of [rule, ...others]) if (!isKnown(name)) throw new Error(`No rule and no code: ${name} (${text})`)
  return {
    rule,
    also: others,
    ...(line === undefined ? {} : { line: Number(line) }),
    ...(element === undefined ? {} : { element }),
    ...(start !== undefined ? { step: 0 } : step === undefined ? {} : { step: Number(step) }),
  }
}

function isKnown(name: string): boolean {
  return name in problemCodes || rules.some(({ id }) => id === name)
}

/** What is wrong with what was found: expected and not found, or found and not expected. */
export function compare(all: readonly Expectation[], problems: readonly Problem[]): string[] {
  const missed = all.filter((one) => !problems.some((problem) => isHit(one, problem)))
  const wrong = problems.filter(
    (problem) => !all.some((one) => isHit(one, problem) || (one.also.includes(problem.code) && isOn(one, problem))),
  )
  return [...missed.map((one) => `not found: ${words(one)}`), ...wrong.map((problem) => `also: ${tell(problem)}`)]
}

function words({ rule, slide, line, element, step }: Expectation): string {
  const parts = [rule, ['at', line], ['in', element], ['at step', step], ['on slide', slide]]
  return parts
    .flatMap((part) => (typeof part === 'string' ? part : part[1] === undefined ? [] : part.join(' ')))
    .join(' ')
}

function isHit(one: Expectation, problem: Problem): boolean {
  const { rule, line, element, step } = one
  return (
    problem.code === rule &&
    isOn(one, problem) &&
    problem.step === step &&
    (line === undefined || problem.place.line === line) &&
    (element === undefined || problem.spot?.element.startsWith(element) === true)
  )
}

/** One cause on several slides is reported once, with its slides in the message. */
function isOn({ slide }: Expectation, problem: Problem): boolean {
  if (slide === undefined || problem.slide === slide) return true
  const list = /, on slides ([\d–, and]+)/.exec(problem.message)?.[1] ?? ''
  return list.split(/, | and /).some((range) => {
    const [from = 0, to = from] = range.split('–').map(Number)
    return slide >= from && slide <= to
  })
}

export function tell({ code, place, slide, message, spot }: Problem): string {
  return `${code} ${place.line}:${place.column} slide ${slide} ${spot?.element ?? ''} ${message}`
}
