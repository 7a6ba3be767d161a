import { arrangeProblems } from '../model/arrange.js'
import type { Deck, Slide } from '../model/deck.js'
import { noFacts } from '../model/facts.js'
import { originOf, originsOf } from '../model/origin.js'
import type { Problem } from '../model/problem.js'
import type { Source } from '../model/source.js'
import { checkChartColours } from './checks/chartColours.js'
import { checkContrast } from './checks/contrast.js'
import { checkDirectives, unknownTheme } from './checks/directives.js'
import { emptiness } from './checks/emptiness.js'
import { foreignDeck } from './checks/foreignDeck.js'
import { checkFrontMatter } from './checks/frontMatter.js'
import { checkLinks } from './checks/links.js'
import type { RenderContext } from './context.js'
import type { Rendered } from './engine/marp.js'
import { runEngine, tokensFor } from './engine/runEngine.js'
import { collectFiles } from './files.js'
import type { CompileJob } from './job.js'
import { concerning, prepareThemes } from './looks/themes.js'
import { metaOf } from './meta.js'
import { type NotesParser, renderNotes } from './notes.js'
import { closeProof } from './sanitize/css.js'
import { slideHtml } from './slideHtml.js'
import type { ReadHtml } from './uniqueIds.js'

/**
 * Compiles a deck: one render by Marp, then everything that Marp keeps silent about. Never throws for what an author
 * can write; a deck with an `error` among its problems is not fit to be exported.
 */
export async function compile(source: Source, job: CompileJob): Promise<Deck> {
  const problems: Problem[] = []
  const { prepared, findings, problems: themeProblems } = prepareThemes(job)
  const { marp, context, rendered, text, problems: renderProblems } = await runEngine(source, job, prepared)
  problems.push(...renderProblems)
  const themeName = typeof rendered.globals.theme === 'string' ? rendered.globals.theme : 'default'
  const theme = job.themes.find(({ name }) => name === themeName)
  problems.push(...concerning(themeProblems, [themeName, ...themesNamed(source, context, job)], job.themes))
  const firstTitle = context.slides.find((slide) => slide.title !== '')?.title ?? ''
  const { meta, problems: metaProblems } = metaOf(
    source,
    rendered.globals,
    firstTitle,
    theme?.colorSchemes?.[0] ?? 'light',
  )
  const sizes = marp.sizesOf(themeName)
  const tokens = tokensFor(themeName, source, job)
  problems.push(
    ...checkFrontMatter(source),
    ...tokens.problems,
    ...checkContrast(theme, tokens),
    ...(context.usesCharts ? checkChartColours(theme, tokens) : []),
    ...metaProblems,
    ...checkDirectives(context, { themes: job.themeNames, theme, sizes, css: rendered.css }),
    ...context.problems,
  )
  if (job.forcedTheme !== undefined && !job.themeNames.includes(job.forcedTheme)) {
    problems.push(unknownTheme(job.forcedTheme, job.themeNames, { file: '', line: 1, column: 1 }))
  }
  const safe = rendered.html.map((html) => slideHtml(html, context, job.unsafeHtml))
  const collected = collectFiles(context, safe, rendered.css, { theme, themes: job.themes }, findings)
  problems.push(...collected.problems)
  const slides = slidesOf(source, context, rendered, collected.slides, { job, notesParser: marp.notesParser() })
  problems.push(...checkLinks(context, slides))
  problems.push(...emptiness(source, text, context.slides, context.slidesFound))
  return {
    file: source.file,
    name: source.name,
    meta,
    size: context.size,
    sizes,
    theme: themeName,
    ...(theme?.layouts === undefined ? {} : { layouts: theme.layouts.map((one) => one.class) }),
    css: closeProof(collected.css),
    slides,
    files: collected.files,
    unsafeHtml: job.unsafeHtml,
    ...(job.unsafeHtml && job.allowNet ? { openNet: true } : {}),
    ...(context.hidden.length === 0
      ? {}
      : { hidden: context.hidden.map((one) => ({ ...one, ...originOf(source, one) })) }),
    problems: finish(foreignDeck(source, problems), source, context),
  }
}

/** What the deck and the command line ask for; one that is broken is not what the engine takes. */
function themesNamed({ frontMatter }: Source, { directives }: RenderContext, { forcedTheme }: CompileJob): unknown[] {
  const inComments = directives.flatMap(({ key, value }) => (key === 'theme' ? [value] : []))
  return [frontMatter.values.get('theme'), forcedTheme, ...inComments]
}

function slidesOf(
  source: Source,
  context: RenderContext,
  { notes }: Rendered,
  read: readonly ReadHtml[],
  { job: { hash }, notesParser }: { readonly job: CompileJob; readonly notesParser: NotesParser },
): Slide[] {
  return context.slides.map(({ line, title, directives, layout, steps, timeSeconds, endLine, silenced }, index) => {
    const { html, facts } = read[index] ?? { html: '', facts: noFacts }
    const origin = originOf(source, { file: source.file, line, column: 1 })
    const origins = originsOf(source, line, endLine)
    const slide = {
      index,
      line: origin.line,
      file: origin.file,
      title,
      directives,
      steps,
      notes: notes[index] ?? [],
      notesHtml: renderNotes(notesParser, notes[index] ?? [], context),
      html,
      facts,
      hash: hash(html),
      text: context.lines.slice(line - 1, endLine).join('\n'),
    }
    return {
      ...slide,
      ...(origins.length === 0 ? {} : { origins }),
      ...(layout === undefined ? {} : { layout }),
      ...(timeSeconds === undefined ? {} : { timeSeconds }),
      ...(silenced.length === 0
        ? {}
        : { silenced: silenced.map((one) => ({ ...one, place: originOf(source, one.place) })) }),
    }
  })
}

/** Adds the number of the slide that each problem belongs to and the file that it is in, and puts them in order. */
function finish(problems: readonly Problem[], source: Source, context: RenderContext): Problem[] {
  const complete = problems.map((problem): Problem => {
    if (problem.place.file !== source.file) return problem
    const slide = context.slides.findIndex(
      ({ line, endLine }) => problem.place.line >= line && problem.place.line <= endLine,
    )
    const placed = { ...problem, place: originOf(source, problem.place) }
    return problem.slide !== undefined || slide < 0 ? placed : { ...placed, slide: slide + 1 }
  })
  // What reading had to say is in place already.
  return arrangeProblems([...source.problems, ...complete], source)
}
