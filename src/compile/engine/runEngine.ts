import type { Problem } from '../../model/problem.js'
import type { Source } from '../../model/source.js'
import type { Theme } from '../../model/theme.js'
import type { RenderContext } from '../context.js'
import { stylesClasses } from '../highlight/classes.js'
import { languageIn } from '../highlight/languages.js'
import type { CompileJob } from '../job.js'
import { invalidTheme } from '../looks/themes.js'
import { type TokenStyle, tokenStyle } from '../looks/tokenCss.js'
import { cjkBesideEmphasis } from '../plugins/cjkEmphasis.js'
import { longWord, patternsFor } from '../plugins/hyphens.js'
import { macroDefinition } from '../plugins/math.js'
import { noEquations } from '../plugins/tex.js'
import type { PreparedTheme } from './engine.js'
import type { LecternMarp, Needs, Rendered } from './marp.js'
import { engineVersion } from './parsedThemes.js'

/** A rendered deck, and the engine that did it. */
export interface RenderedDeck {
  readonly marp: LecternMarp
  readonly context: RenderContext
  readonly rendered: Rendered
  /** What was rendered: the source, or what is left of it when its front matter is broken. */
  readonly text: string
  /** What is wrong with themes. */
  readonly problems: readonly Problem[]
}

/** Renders a deck with what it needs, and again when its code could not be coloured the first time. */
export async function runEngine(
  source: Source,
  job: CompileJob,
  themes: readonly PreparedTheme[],
): Promise<RenderedDeck> {
  const text = textFor(source)
  const problems: Problem[] = []
  // Beside the engine's own start; a language that this overlooks is learnt when it is missed.
  const learning =
    job.memo.get(colouredBefore) === undefined && !job.themes.some(({ css }) => css !== undefined && stylesClasses(css))
      ? job.engine.learn(languagesIn(text))
      : undefined
  const [marp] = await Promise.all([marpFor(needsOf(text, source, job), job, themes, problems), learning])
  let context = contextFor(source, job)
  let rendered = render(marp, text, context, problems, job)
  const { properties, classes } = context.missingLanguages
  if (properties.size + classes.size > 0) {
    // Only a deck with code that nobody remembers waits for the highlighter. All else comes from the memo this time.
    await Promise.all([job.engine.learn(properties), job.engine.learn(classes, 'classes')])
    context = contextFor(source, job)
    rendered = render(marp, text, context, problems, job)
  }
  job.memo.set(colouredBefore, '1')
  return { marp, context, rendered, text, problems }
}

async function marpFor(
  needs: Needs,
  job: CompileJob,
  themes: readonly PreparedTheme[],
  problems: Problem[],
): Promise<LecternMarp> {
  try {
    return await job.engine.marpFor(needs, themes, job)
  } catch (error) {
    const broken = job.themes.at(-1)
    if (!broken) throw error
    problems.push(invalidTheme(broken, error))
    return job.engine.marpFor(needs, [], job)
  }
}

/** Remembered of a deck whose code has been coloured: then the highlighter need not start before it is missed. */
const colouredBefore = 'code coloured'

/** What the deck and its project set of a theme's tokens. */
export function tokensFor(themeName: string, source: Source, job: CompileJob): TokenStyle {
  const theme = job.themes.find(({ name }) => name === themeName)
  return tokenStyle(theme, themeName, job.brand ?? new Map(), source)
}

/** Names behind what may open a fence. */
function languagesIn(text: string): string[] {
  return [
    ...new Set(Array.from(text.matchAll(/(?:`{3,}|~{3,})[ \t]*([^\s`~]+)/g), ([, name]) => languageIn(name ?? ''))),
  ]
}

/** Front matter that is broken or over its limits never reaches the engine; the lines stay, so that places hold. */
function textFor(source: Source): string {
  const { lineCount } = source.frontMatter
  const broken = source.problems.some(({ code, severity }) => severity === 'error' && code.startsWith('front-matter'))
  if (!broken || lineCount === 0) return source.text
  return '\n'.repeat(lineCount) + source.text.split('\n').slice(lineCount).join('\n')
}

function needsOf(text: string, { frontMatter }: Source, { unsafeHtml, forcedTheme, themes }: CompileJob): Needs {
  const lang = frontMatter.values.get('lang')
  const theme = forcedTheme ?? frontMatter.values.get('theme')
  const hasLayouts = themes.some(({ name, layouts }) => name === theme && layouts !== undefined)
  const mayBreak = typeof lang === 'string' && hasLayouts && longWord.test(text)
  return {
    math: text.includes('$'),
    diagrams: /(?:`{3}|~{3})\s*mermaid\b/.test(text),
    chemistry: /\\(?:ce|pu)\b/.test(text),
    charts: /<!--\s*chart\b|(?:`{3}|~{3})\s*(?:chart|vega-lite)\b|class:.*\bcharts?\b/.test(text),
    cjkEmphasis: cjkBesideEmphasis.test(text),
    qr: /class:.*\bqr\b/.test(text),
    hyphens: (mayBreak ? patternsFor(lang) : undefined) ?? '',
    unsafeHtml,
  }
}

function setsMono(theme: Theme | undefined): boolean {
  return /mono|courier|consol/i.test(theme?.tokens?.find(({ name }) => name === 'font-text')?.default ?? '')
}

function contextFor(source: Source, job: CompileJob): RenderContext {
  return {
    source,
    lines: source.text.split('\n'),
    memo: job.memo,
    hash: (text) => job.hash(`${engineVersion}\n${text}`),
    allowNet: job.allowNet,
    logo: source.frontMatter.values.get('logo') ?? job.logo,
    positions: job.positions === true,
    forcedTheme: job.forcedTheme,
    definesMacros: macroDefinition.test(source.text),
    tokenCss: (name) => tokensFor(name, source, job).css,
    hasLayouts: (name) => job.themes.some((theme) => theme.name === name && theme.layouts !== undefined),
    setsMono: (name) => setsMono(job.themes.find((theme) => theme.name === name)),
    layoutsOf: (name) => new Set(job.themes.find((theme) => theme.name === name)?.layouts?.map((one) => one.class)),
    missingLanguages: { properties: new Set(), classes: new Set() },
    plainLanguages: new Set(),
    equations: noEquations(),
    commentEnds: new Map(),
    slides: [],
    directives: [],
    problems: [],
    hidden: [],
    findings: { files: [], removed: [] },
    slidesFound: 0,
    usesColumns: false,
    usesClasses: false,
    usesRightToLeft: false,
    usesCallouts: false,
    usesCharts: false,
    size: { widthPx: 1280, heightPx: 720 },
  }
}

function render(
  marp: LecternMarp,
  text: string,
  context: RenderContext,
  problems: Problem[],
  job: CompileJob,
): Rendered {
  try {
    for (const { name } of job.themes) marp.checkImports(name)
    return marp.renderDeck(text, context)
  } catch (error) {
    if (!(error instanceof Error) || !/theme import is detected/.test(error.message)) throw error
    const broken = job.themes.find(({ css }) => css !== undefined)
    if (broken) problems.push(invalidTheme(broken, new Error('themes import each other in a cycle')))
    return { html: [], css: '', notes: [], globals: {} }
  }
}
