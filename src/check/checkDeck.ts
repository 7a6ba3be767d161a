import { arrangeProblems } from '../model/arrange.js'
import type { Deck, Slide } from '../model/deck.js'
import type { Problem } from '../model/problem.js'
import type { Source } from '../model/source.js'
import type { SlideSurvey, StepSurvey } from '../model/survey.js'
import { furnitureOnce } from './furniture.js'
import { levelOf, optionsOf, type RuleSettings } from './levels.js'
import { placeOnSlide } from './place.js'
import type { CheckView, Finding, Rule } from './rule.js'
import { rules } from './rules.js'
import { languagesIn } from './spelling/languages.js'
import type { Speller } from './spelling/speller.js'
import { type SurveyDeckJob, surveyDeck } from './surveys.js'
import { viewsOf } from './views.js'

/** What checking a deck depends on. */
export interface CheckJob extends SurveyDeckJob {
  readonly source: Source
  /** What loading and compiling had to say. */
  readonly problems: readonly Problem[]
  readonly settings: RuleSettings
  /** Absent: spelling is not looked at. */
  readonly speller?: Speller
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
  const [{ surveys, measured }] = await Promise.all([
    surveyDeck(deck, views, job),
    job.speller?.learn(languagesIn(deck)),
  ])
  const found: Problem[] = []
  for (const rule of rules.filter((one) => levelOf(one, job.settings) !== 'off')) {
    const findings = await ask(rule, deck, { views, surveys, job })
    found.push(...findings.map((finding) => problemOf(finding, rule, deck, job)))
  }
  const all = [...relevel(job.problems, job.settings), ...found]
  const spoken = all.filter((problem) => !isSilenced(problem, deck.slides))
  return { problems: arrangeProblems(spoken, job.source), silenced: all.length - spoken.length, measured }
}

interface Seen {
  readonly views: readonly CheckView[]
  readonly surveys: readonly (readonly SlideSurvey[])[]
  readonly job: CheckJob
}

/** What a rule finds; in several views at the same place, once. */
async function ask(rule: Rule, deck: Deck, { views, surveys, job }: Seen): Promise<Finding[]> {
  const { files, source, settings, speller } = job
  const option = optionsOf(rule, settings)
  const found = new Map<string, Finding>()
  const add = (finding: Finding, seen: Finding): void => {
    const key = `${finding.slide} ${finding.element ?? finding.message}`
    if (!found.has(key)) found.set(key, seen)
  }
  const whole = {
    deck,
    source,
    surveys: surveys[0] ?? [],
    files,
    option,
    ...(speller === undefined ? {} : { speller }),
  }
  for (const finding of rule.deck?.(whole) ?? []) found.set(`${found.size}`, finding)
  const asked = rule.everyView === true ? views : views.slice(0, 1)
  for (const [at, view] of asked.entries()) {
    for (const slide of deck.slides) {
      const survey = surveys[at]?.[slide.index]
      if (survey === undefined) continue
      if (job.breathe !== undefined) await job.breathe()
      const look = (seen: SlideSurvey) => rule.slide?.({ deck, slide, survey: seen, view, files, option }) ?? []
      const viewed = (finding: Finding): Finding => (at === 0 ? finding : withView(finding, view))
      for (const finding of look(survey)) add(finding, viewed(finding))
      for (const moment of rule.everyStep === undefined ? [] : (survey.steps ?? []))
        for (const finding of look(surveyAt(moment, survey, rule.everyStep === 'all')))
          add(finding, withStep(viewed(finding), moment.step))
    }
  }
  return furnitureOnce([...found.values()], source)
}

/** A slide as it is at a step; of the texts, all or those that are seen otherwise than in the end. */
function surveyAt({ runs, changed }: StepSurvey, survey: SlideSurvey, all: boolean): SlideSurvey {
  return { ...survey, runs: all ? runs : runs.filter((_, index) => changed.includes(index)), pictures: [] }
}

function withStep(finding: Finding, step: number): Finding {
  const when = step === 0 ? ' before the first step.' : ` at step ${step}.`
  return { ...finding, step, message: finding.message.replace(/\.$/, when) }
}

/** Says where it is seen when it is not seen in the first view. */
function withView(finding: Finding, { media, scheme }: CheckView): Finding {
  const where = media === 'print' ? 'on paper' : `in the ${scheme} scheme`
  return finding.message.includes(where)
    ? finding
    : { ...finding, message: finding.message.replace(/\.$/, ` ${where}.`) }
}

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
