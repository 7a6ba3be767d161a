import { layoutRules } from '../../compile/autoLayout/rules.js'
import { createEngine } from '../../compile/engine/engine.js'
import { seedWasm } from '../../load/cache/seed.js'
import type { Deck, Slide } from '../../model/deck.js'
import { type ExitCode, exitCodes } from '../../model/error.js'
import { prepareDeck } from '../../project/prepareDeck.js'
import type { CommandContext } from '../commandContext.js'
import type { Settings } from '../options/settings.js'
import { readSources } from '../readSources.js'

/**
 * `lectern check --explain layout`: the rules by which slides without a class are laid out; with decks, what was chosen for
 * each of their slides, and why.
 */
export async function explainLayout(
  patterns: readonly string[],
  { settings, json }: { readonly settings: Settings; readonly json: boolean },
  context: CommandContext,
): Promise<ExitCode> {
  const { out } = context.terminal
  const { cwd, packageRoot } = context.machine
  if (patterns.length === 0) {
    out.write(
      json ? asJson(layoutRules.map(({ layout, because, example }) => ({ layout, because, example }))) : rulesPage(),
    )
    return exitCodes.ok
  }
  const { sources, failures } = await readSources(patterns, settings, cwd)
  const [failed] = failures
  const engine = createEngine({ wasm: seedWasm(packageRoot) })
  const decks: Deck[] = []
  for (const source of sources)
    decks.push((await prepareDeck(source, { ...context, settings, engine, time: () => {} })).deck)
  out.write(json ? asJson(decks.map(factsOf)) : decks.map(deckPage).join('\n'))
  for (const { problem } of failures) context.terminal.err.write(`${problem.message}\n`)
  return failed?.exitCode ?? exitCodes.ok
}

function asJson(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`
}

function rulesPage(): string {
  const widest = Math.max(...layoutRules.map(({ layout }) => layout.length))
  const rules = layoutRules.map(({ layout, because }) => `  ${layout.padEnd(widest)}  ${because}`)
  return `# Automatic layouts

In themes that declare layouts, a slide without a class gets the first layout whose condition is met:

${rules.join('\n')}

All other slides are left alone. \`layout: none\` in the front matter, or \`<!-- _layout: none -->\` on one slide, turns
this off; a class, such as \`<!-- _class: statement -->\`, sets the layout explicitly.

    lectern check talk.md --explain layout    the layout of each slide, and why
`
}

function factsOf({ file, theme, slides }: Deck): object {
  return {
    file,
    theme,
    slides: slides.map((slide) => ({
      slide: slide.index + 1,
      line: slide.line,
      class: slide.directives.class ?? '',
      ...(slide.layout === undefined ? {} : { chosen: slide.layout.class, because: slide.layout.because }),
    })),
  }
}

function deckPage({ file, theme, slides }: Deck): string {
  return `${file} (theme ${theme})\n${slides.map(slideLine).join('')}`
}

function slideLine({ index, line, title, directives, layout }: Slide): string {
  const said = directives.class ?? ''
  const what =
    layout !== undefined
      ? `${layout.class}, because ${layout.because}`
      : said === ''
        ? 'no layout'
        : `${said}, set by its class`
  return `  ${String(index + 1).padStart(3)}  line ${line}  ${what}${title === '' ? '' : `  “${title.slice(0, 40)}”`}\n`
}
