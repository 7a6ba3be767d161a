// Lays every layout of a theme out in a real browser, with usual and with hard content and in each size, and says what became
// of it.
import { measureSlides } from '../../check/measure/measure.js'
import { missingFonts } from '../../check/missingFonts.js'
import { contrastFaults, layoutFaults, type ThemeFault, type Tried } from '../../check/themeFaults.js'
import { layoutSamples, type Sample, type SampleKind, sampleKinds } from '../../compile/looks/layoutSamples.js'
import type { Browser } from '../../export/browser/run/browser.js'
import { dataUris } from '../../export/html/dataUri.js'
import { sourceOf } from '../../export/html/html.js'
import { withBrowser } from '../../export/printing.js'
import type { Client } from '../../load/client.js'
import { sourceFromText } from '../../load/deck/source.js'
import type { Problem } from '../../model/problem.js'
import type { Theme } from '../../model/theme.js'
import type { ExportBrowser } from '../../project/browser.js'
import { type Preparation, type PreparedDeck, prepareDeck } from '../../project/prepareDeck.js'
import { renderPrint } from '../../render/paper/print.js'

/** What trying a theme needs. */
export interface Trial extends Preparation {
  readonly browser: ExportBrowser
  readonly client: Client
  readonly signal: AbortSignal
}

/** A fault with the sample that shows it. */
export interface LayoutFault extends ThemeFault {
  readonly sample: Sample
  /** The scheme that it shows in; absent: in each. */
  readonly scheme?: 'light' | 'dark'
  /** The size that it shows in; absent: in the theme's own. */
  readonly size?: string
}

/** What came of trying a theme: faults of its layouts, and problems of its own files (not of our samples). */
export interface TrialResult {
  readonly faults: readonly LayoutFault[]
  readonly problems: readonly Problem[]
  /** Fonts that its text asks for first and that are neither in it nor every machine's. */
  readonly missingFonts: readonly string[]
  readonly slides: number
}

/** One document of samples. */
interface Pass {
  readonly kinds: readonly SampleKind[]
  readonly schemes: readonly ('light' | 'dark')[]
  /** Absent: the theme's own. */
  readonly size?: string
  /** True to look at contrast and at the size of text. */
  readonly reading: boolean
}

const usual: readonly SampleKind[] = ['normal', 'short']

/** Tries a theme in these sizes; `root` is the absolute folder that its examples find their pictures in. */
export async function tryTheme(
  theme: Theme,
  sizes: readonly string[],
  root: string,
  trial: Trial,
): Promise<TrialResult> {
  const schemes = theme.colorSchemes ?? ['light']
  const own = schemes.slice(0, 1)
  // Colours do not depend on how long a word is, and what stands outside of its own ground is cut off, not pale.
  const passes: readonly Pass[] = [
    { kinds: usual, schemes, reading: true },
    { kinds: sampleKinds.filter((kind) => !usual.includes(kind)), schemes: own, reading: false },
    ...sizes.slice(1).map((size): Pass => ({ kinds: ['normal'], schemes: own, size, reading: false })),
  ]
  const results: TrialResult[] = []
  for (const pass of passes) results.push(await tryPass(theme, root, pass, trial))
  return {
    faults: results.flatMap(({ faults }) => faults),
    problems: results[0]?.problems ?? [],
    missingFonts: results[0]?.missingFonts ?? [],
    slides: results.reduce((sum, { slides }) => sum + slides, 0),
  }
}

async function tryPass(theme: Theme, root: string, pass: Pass, trial: Trial): Promise<TrialResult> {
  const samples = layoutSamples(theme.layouts ?? [], pass.kinds)
  const { text, starts } = deckOf(samples, pass.size)
  const source = sourceFromText(text, { file: '', path: '', root, name: 'samples' })
  const prepared = await prepareDeck(source, trial)
  const { timeoutMs } = trial.settings
  const work = {
    file: theme.file,
    count: prepared.deck.slides.length,
    browser: trial.browser.start(),
    relaunch: trial.browser.relaunch,
    signal: trial.signal,
    ...(timeoutMs === undefined ? {} : { timeoutMs }),
  }
  const lines = prepared.deck.slides.map(({ line }) => line)
  const sampleOf = (slide: number): Sample | undefined =>
    samples[starts.findLastIndex((line) => line <= (lines[slide] ?? 0))]
  return withBrowser(work, async (browser, signal) => {
    const measured = await measure(prepared, pass, sampleOf, { ...trial, opened: browser, signal })
    const problems = prepared.problems.filter(({ place }) => place.file !== '')
    return { ...measured, problems, slides: prepared.deck.slides.length }
  })
}

async function measure(
  { deck, files }: PreparedDeck,
  { schemes, reading, size }: Pass,
  sampleOf: (slide: number) => Sample | undefined,
  { client, opened, signal }: Trial & { readonly opened: Browser },
): Promise<Pick<TrialResult, 'faults' | 'missingFonts'>> {
  const { script, style } = client.print
  const parts = { urlOf: dataUris(files.files), script, style, scriptSource: sourceOf(script) }
  const view = { size: deck.size, media: 'screen', waitForScript: true, signal } as const
  const page = await opened.open(renderPrint(deck, parts).html, view)
  const faults: LayoutFault[] = []
  const take = (found: readonly ThemeFault[], where: Pick<LayoutFault, 'scheme' | 'size'>): void => {
    for (const fault of found) {
      const sample = sampleOf(fault.slide)
      if (sample !== undefined) faults.push({ ...fault, sample, ...where })
    }
  }
  try {
    for (const [index, scheme] of schemes.entries()) {
      await page.emulate({ ...view, scheme })
      const job = { ruler: client.ruler, slides: deck.slides.length, scheme, signal, colours: reading }
      const tried = (await measureSlides(page, job)).map(
        (measurement, slide): Tried => ({ measurement, content: contentOf(sampleOf(slide)?.kind), reading }),
      )
      if (index === 0) take(layoutFaults(tried), size === undefined ? {} : { size })
      if (reading) take(contrastFaults(tried), { scheme })
    }
    return { faults, missingFonts: await missingFonts(page) }
  } finally {
    page.close()
  }
}

function contentOf(kind: SampleKind = 'normal'): Tried['content'] {
  return usual.includes(kind) ? 'usual' : kind === 'too much' ? kind : 'hard'
}

/** All samples in one deck, and the 1-based line on which each begins. The theme is forced, whatever its name is. */
function deckOf(samples: readonly Sample[], size: string | undefined): { text: string; starts: number[] } {
  let text = `---\npaginate: true\nfit: none\nfooter: A running foot\n${size === undefined ? '' : `size: '${size}'\n`}---\n`
  const starts = samples.map(({ markdown }, index) => {
    if (index > 0) text += '\n---\n'
    const start = text.split('\n').length
    text += `\n${markdown.trim()}\n`
    return start
  })
  return { text, starts }
}
