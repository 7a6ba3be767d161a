import type { Deck, Slide } from '../../model/deck.js'

/** A slide as it stands at one moment of the talk: one page of paper, one picture. */
export interface Frame {
  readonly slide: Slide
  /** 0-based step up to which the slide is shown. Absent: all of it. */
  readonly step?: number
  /** What people call it: `7`, and `7.2` for the second moment of slide 7. */
  readonly label: string
}

/** Which moments of a deck are wanted. */
export interface FrameChoice {
  /** True for one frame per step. Absent: each slide once, with everything shown. */
  readonly steps?: boolean
  /** 0-based slides. Absent: all of them. */
  readonly slides?: ReadonlySet<number>
}

/** The frames of a deck, in the order of the talk. */
export function framesOf(deck: Deck, { steps = false, slides }: FrameChoice = {}): Frame[] {
  return deck.slides
    .filter(({ index }) => slides?.has(index) ?? true)
    .flatMap((slide): Frame[] => {
      const number = String(slide.index + 1)
      if (!steps || slide.steps === 0) return [{ slide, label: number }]
      return Array.from({ length: slide.steps + 1 }, (_, step) => ({
        slide,
        step,
        label: step === 0 ? number : `${number}.${step + 1}`,
      }))
    })
}

/** CSS that hides what comes later than a frame's step. Rules instead of a second writing of the HTML: nothing of it is parsed. */
export function stepCss(frames: readonly Frame[]): string {
  const steps = new Set(frames.flatMap(({ step }) => (step === undefined ? [] : [step])))
  const rules = [...steps].map((step) => {
    const shown = Array.from({ length: step }, (_, index) => `[data-marpit-fragment="${index + 1}"]`)
    const later = `[data-marpit-fragment]${shown.length === 0 ? '' : `:not(${shown.join(',')})`}`
    const scope = `[data-lectern-step="${step}"] `
    return `${scope}${later},${scope}${later} *{visibility:hidden!important}`
  })
  // Lines of code that a step does not point at stand back, as on a screen (see `codeStages.ts`).
  if (frames.some(({ slide }) => slide.facts.hasCodeSteps))
    rules.push('[data-lectern-pointed] .line:not(.highlighted){opacity:.4}')
  return rules.join('')
}
