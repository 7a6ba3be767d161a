import { arrangeProblems } from '../model/arrange.js'
import type { Deck, Slide } from '../model/deck.js'
import type { Problem } from '../model/problem.js'
import { levelOf, type RuleSettings } from './levels.js'
import { type MeasureDeckJob, measureDeck } from './measure/measurements.js'
import { viewsOf } from './measure/views.js'
import { type Caused, oncePerCause } from './report/cause.js'
import { placeOnSlide } from './report/place.js'
import type { Finding, Rule } from './rule.js'
import { rules } from './rules.js'
import { type RuleJob, runRules } from './runRule.js'
import { languagesIn } from './spelling/languages.js'

/** What checking a deck depends on. */
export interface CheckJob extends MeasureDeckJob, RuleJob {
  /** What loading and compiling had to say. */
  readonly problems: readonly Problem[]
}

/** What was found, and how much had to be measured for it. */
export interface Checked {
  readonly problems: readonly Problem[]
  /** Found, and switched off by `check-disable` on their slides. */
  readonly silenced: number
  /** Slides that were laid out; the others were remembered. */
  readonly measured: number
}

/** Measures a deck and asks every rule that is on. Rejects as the browser does, and with the signal's reason. */
export async function checkDeck(deck: Deck, job: CheckJob): Promise<Checked> {
  const views = viewsOf(deck)
  // Dictionaries are read while the browser measures.
  const [{ measurements, measured }] = await Promise.all([
    measureDeck(deck, views, job),
    job.speller?.learn(languagesIn(deck)),
  ])
  const found: Caused[] = []
  for (const rule of rules.filter((one) => levelOf(one, job.settings) !== 'off')) {
    const findings = await runRules(rule, deck, { views, measurements, job })
    found.push(...findings.map((finding) => ({ ...problemOf(finding, rule, deck, job), ...causeOf(finding) })))
  }
  const all: Caused[] = [...relevel(job.problems, job.settings), ...found]
  const spoken = all.filter((problem) => !isSilenced(problem, deck.slides))
  return { problems: arrangeProblems(oncePerCause(spoken), job.source), silenced: all.length - spoken.length, measured }
}

const causeOf = ({ cause }: Finding): Pick<Caused, 'cause'> => (cause === undefined ? {} : { cause })

function problemOf(finding: Finding, rule: Rule, deck: Deck, { settings }: CheckJob): Problem {
  const {
    slide: index,
    message,
    hint,
    element,
    box,
    below,
    words = '',
    line,
    file,
    step,
    column = 1,
    length,
    nth,
  } = finding
  const level = levelOf(rule, settings)
  const slide = index === undefined ? undefined : deck.slides[index]
  const place =
    slide !== undefined && line === undefined
      ? placeOnSlide(slide, words === '' && below === undefined ? slide.title : words, below, nth)
      : { file: file ?? slide?.file ?? deck.file, line: line ?? 1, column, ...(length === undefined ? {} : { length }) }
  return {
    severity: level === 'off' ? 'info' : level,
    code: rule.id,
    message,
    hint,
    place,
    ...(slide === undefined ? {} : { slide: slide.index + 1 }),
    ...(step === undefined ? {} : { step }),
    ...(element === undefined || box === undefined ? {} : { spot: { element, box } }),
  }
}

/** Warnings of the compiler are rules, too: a project may say how bad they are. Errors stay what they are. */
function relevel(problems: readonly Problem[], settings: RuleSettings): Problem[] {
  return problems.flatMap((problem) => {
    const level = settings.get(problem.code)?.level
    if (level === undefined || problem.severity === 'error') return [problem]
    return level === 'off' ? [] : [{ ...problem, severity: level }]
  })
}

function isSilenced({ code, slide, severity }: Problem, slides: readonly Slide[]): boolean {
  // An error of the compiler cannot be silenced: there is no deck with it.
  if (slide === undefined || (severity === 'error' && !rules.some(({ id }) => id === code))) return false
  return slides[slide - 1]?.silenced?.some(({ rules: names }) => names.includes(code)) === true
}
