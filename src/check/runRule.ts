import type { Deck } from '../model/deck.js'
import type { SlideMeasurement, StepMeasurement } from '../model/measurement.js'
import type { Source } from '../model/source.js'
import { headerFooterOnce } from './headerFooter.js'
import { optionsOf, type RuleSettings } from './levels.js'
import type { MeasureDeckJob } from './measure/measurements.js'
import type { CheckView, Finding, Rule } from './rule.js'
import type { Speller } from './spelling/speller.js'

/** What rules depend on besides the deck. */
export interface RuleJob extends Pick<MeasureDeckJob, 'files' | 'breathe'> {
  readonly source: Source
  readonly settings: RuleSettings
  /** Absent: spelling is not looked at. */
  readonly speller?: Speller
}

/** A deck as it was measured. */
export interface Seen {
  readonly views: readonly CheckView[]
  readonly measurements: readonly (readonly SlideMeasurement[])[]
  readonly job: RuleJob
}

/** What a rule finds; in several views at the same place, once. */
export async function runRules(rule: Rule, deck: Deck, { views, measurements, job }: Seen): Promise<Finding[]> {
  const { files, source, settings, speller } = job
  const option = optionsOf(rule, settings)
  const found = new Map<string, Finding>()
  const keyOf = ({ slide, element, message }: Finding): string => `${slide} ${element ?? message}`
  const isNew = (finding: Finding): boolean => !found.has(keyOf(finding))
  const add = (finding: Finding, seen: Finding): void => {
    if (isNew(finding)) found.set(keyOf(finding), seen)
  }
  const whole = {
    deck,
    source,
    measurements: measurements[0] ?? [],
    files,
    option,
    ...(speller === undefined ? {} : { speller }),
  }
  for (const finding of rule.deck?.(whole) ?? []) found.set(`${found.size}`, finding)
  const asked = rule.everyView === true ? views : views.slice(0, 1)
  for (const [at, view] of asked.entries()) {
    for (const slide of deck.slides) {
      const measurement = measurements[at]?.[slide.index]
      if (measurement === undefined) continue
      if (job.breathe !== undefined) await job.breathe()
      const look = (seen: SlideMeasurement) =>
        rule.slide?.({ deck, slide, measurement: seen, view, files, option }) ?? []
      const viewed = (finding: Finding): Finding => (at === 0 ? finding : withView(finding, view))
      for (const finding of look(measurement)) add(finding, viewed(finding))
      const early = (rule.everyStep === undefined ? [] : (measurement.steps ?? [])).flatMap((moment) =>
        [...look(measurementAt(moment, measurement, rule.everyStep === 'all'))].map((one) =>
          withStep(viewed(one), moment.step),
        ),
      )
      // What is mended in one step is mostly mended in all.
      for (const finding of early.filter(isNew).slice(0, mostEarly)) add(finding, finding)
    }
  }
  return headerFooterOnce([...found.values()], source, deck.slides)
}

/** So many findings of a rule are told of the steps of one slide. */
const mostEarly = 3

/** A slide as it is at a step; of the texts, all or those that are seen otherwise than in the end. */
function measurementAt(
  { runs, changed }: StepMeasurement,
  measurement: SlideMeasurement,
  all: boolean,
): SlideMeasurement {
  return { ...measurement, runs: all ? runs : runs.filter((_, index) => changed.includes(index)), pictures: [] }
}

function withStep(finding: Finding, step: number): Finding {
  const when = step === 0 ? ' before the first step.' : ` at step ${step}.`
  return { ...finding, step, message: finding.message.replace(/\.$/, when) }
}

/** Says where it is seen when it is not seen in the first view. */
function withView(finding: Finding, { media, scheme }: CheckView): Finding {
  const where = media === 'print' ? 'in print' : `in the ${scheme} scheme`
  return finding.message.includes(where)
    ? finding
    : { ...finding, message: finding.message.replace(/\.$/, ` ${where}.`) }
}
