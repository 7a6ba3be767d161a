// Lays every layout of a theme out in a real browser, with usual and with hard content, and says what became of it.
import { surveySlides } from '../check/measure/survey.js'
import { contrastFaults, layoutFaults, type ThemeFault, type Tried } from '../check/themeFaults.js'
import { layoutSamples, type Sample, type SampleKind, sampleKinds } from '../compile/layoutSamples.js'
import type { Browser } from '../export/browser.js'
import { dataUris } from '../export/dataUri.js'
import { sourceOf } from '../export/html.js'
import type { OpenPage } from '../export/openPage.js'
import type { Client } from '../load/client.js'
import { sourceFromText } from '../load/source.js'
import type { Problem } from '../model/problem.js'
import type { Theme } from '../model/theme.js'
import { renderPrint } from '../render/print.js'
import { type Preparation, prepareDeck } from './prepareDeck.js'

/** What trying a theme needs. */
export interface Trial extends Preparation {
  readonly browser: Promise<Browser>
  readonly client: Client
  readonly signal: AbortSignal
}

/** A fault with the sample that shows it. */
export interface LayoutFault extends ThemeFault {
  readonly sample: Sample
  /** The scheme that it shows in; absent: in each. */
  readonly scheme?: 'light' | 'dark'
}

/** What came of trying a theme: faults of its layouts, and problems of its own files (not of our samples). */
export interface TrialResult {
  readonly faults: readonly LayoutFault[]
  readonly problems: readonly Problem[]
  /** Fonts that its text asks for first and that are neither in it nor every machine's. */
  readonly missingFonts: readonly string[]
  readonly slides: number
}

const usual: readonly SampleKind[] = ['normal', 'short']

/** Tries a theme; `root` is the absolute folder that its examples find their pictures in. */
export async function tryTheme(theme: Theme, root: string, trial: Trial): Promise<TrialResult> {
  const schemes = theme.colorSchemes ?? ['light']
  const first = await tryKinds(theme, root, usual, schemes, trial)
  const hard = sampleKinds.filter((kind) => !usual.includes(kind))
  const second = await tryKinds(theme, root, hard, schemes.slice(0, 1), trial)
  return {
    faults: [...first.faults, ...second.faults],
    problems: first.problems,
    missingFonts: first.missingFonts,
    slides: first.slides + second.slides,
  }
}

async function tryKinds(
  theme: Theme,
  root: string,
  kinds: readonly SampleKind[],
  schemes: readonly ('light' | 'dark')[],
  trial: Trial,
): Promise<TrialResult> {
  const samples = layoutSamples(theme.layouts ?? [], kinds)
  const { text, starts } = deckOf(theme.name, samples)
  const source = sourceFromText(text, { file: '', path: '', root, name: 'samples' })
  const { deck, files, problems } = await prepareDeck(source, trial)
  const { script, style } = trial.client.print
  const parts = { urlOf: dataUris(files.files), script, style, scriptSource: sourceOf(script) }
  const browser = await trial.browser
  const view = { size: deck.size, media: 'screen', waitForScript: true, signal: trial.signal } as const
  const page = await browser.open(renderPrint(deck, parts).html, view)
  const sampleOf = (slide: number): Sample | undefined =>
    samples[starts.findLastIndex((line) => line <= (deck.slides[slide]?.line ?? 0))]
  // Colours do not depend on how long a word is, and what stands outside of its own ground is cut off, not pale.
  const colours = kinds === usual
  const faults: LayoutFault[] = []
  try {
    const missingFonts = await fontsMissing(page)
    for (const [index, scheme] of schemes.entries()) {
      await page.emulate({ ...view, scheme })
      const job = { ruler: trial.client.ruler, slides: deck.slides.length, scheme, signal: trial.signal, colours }
      const tried = (await surveySlides(page, job)).map(
        (survey, slide): Tried => ({ survey, content: contentOf(sampleOf(slide)?.kind) }),
      )
      if (index === 0) take(layoutFaults(tried))
      if (colours) take(contrastFaults(tried), scheme)
    }
    const own = problems.filter(({ place }) => place.file !== '')
    return { faults, problems: own, missingFonts, slides: deck.slides.length }
  } finally {
    page.close()
  }

  function take(found: readonly ThemeFault[], scheme?: 'light' | 'dark'): void {
    for (const fault of found) {
      const sample = sampleOf(fault.slide)
      if (sample !== undefined) faults.push({ ...fault, sample, ...(scheme === undefined ? {} : { scheme }) })
    }
  }
}

/** First choices only: a theme may well have a system's font as its second. */
async function fontsMissing(page: OpenPage): Promise<string[]> {
  const found = await page.evaluate(`(() => {
    const plain = (name) => name.trim().replace(/^["']|["']$/g, '')
    const faces = new Set([...document.fonts].map(({ family }) => plain(family).toLowerCase()))
    const hasText = (element) => [...element.childNodes].some(({ nodeType, data }) => nodeType === 3 && data.trim() !== '')
    const asked = [...document.querySelectorAll('.lectern-slide section, .lectern-slide section :not(style, title)')]
      .filter(hasText)
      .map((element) => plain(getComputedStyle(element).fontFamily.split(',')[0]))
    return [...new Set(asked)].filter((name) => !faces.has(name.toLowerCase()))
  })()`)
  const generic =
    /^(serif|sans-serif|monospace|cursive|fantasy|math|emoji|system-ui|ui-[a-z-]+|-apple-system|BlinkMacSystemFont)$/i
  return Array.isArray(found)
    ? found.filter((name): name is string => typeof name === 'string' && !generic.test(name))
    : []
}

function contentOf(kind: SampleKind = 'normal'): Tried['content'] {
  return usual.includes(kind) ? 'usual' : kind === 'too much' ? kind : 'hard'
}

/** All samples in one deck, and the 1-based line on which each begins. */
function deckOf(theme: string, samples: readonly Sample[]): { text: string; starts: number[] } {
  let text = `---\ntheme: ${theme}\npaginate: true\nfooter: A running foot\n---\n`
  const starts = samples.map(({ markdown }, index) => {
    if (index > 0) text += '\n---\n'
    const start = text.split('\n').length
    text += `\n${markdown.trim()}\n`
    return start
  })
  return { text, starts }
}
