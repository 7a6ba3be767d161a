// The one module that knows Marp. Everything else in this floor speaks of tokens, directives and CSS.
import { Marp } from '@marp-team/marp-core'
import { type Theme as MarpitTheme, Theme, type ThemeSetPackOptions } from '@marp-team/marpit'
import { envOf, type RenderContext } from '../context.js'
import { metaDirectives } from '../editing/catalogue.js'
import { classesCss, stylesClasses } from '../highlight/classes.js'
import type { Colouring, Highlighter } from '../highlight/highlighter.js'
import { type NotesParser, notesRules } from '../notes.js'
import { addressText } from '../plugins/addressText.js'
import { amount } from '../plugins/amount.js'
import { autoLayout } from '../plugins/autoLayout.js'
import { callouts, calloutsCss } from '../plugins/callouts.js'
import { type CjkFriendly, cjkUnderscores } from '../plugins/cjkEmphasis.js'
import { codeProblems, highlightCode } from '../plugins/code.js'
import { columns, columnsCss } from '../plugins/columns.js'
import { comments } from '../plugins/comments.js'
import { type DrawDiagram, diagrams } from '../plugins/diagrams.js'
import { direction, directionCss } from '../plugins/direction.js'
import { forcedTheme } from '../plugins/forcedTheme.js'
import { forms } from '../plugins/forms.js'
import { headColumns } from '../plugins/headColumns.js'
import { hide } from '../plugins/hide.js'
import { type Hyphenate, hyphens } from '../plugins/hyphens.js'
import { imageWords } from '../plugins/imageWords.js'
import { keepTogether } from '../plugins/keepTogether.js'
import { labels } from '../plugins/labels.js'
import { limits } from '../plugins/limits.js'
import { lines, steppedLines } from '../plugins/lines.js'
import { logo } from '../plugins/logo.js'
import { katexOptions, math } from '../plugins/math.js'
import { otherMarks } from '../plugins/otherMarks.js'
import { outline } from '../plugins/outline.js'
import { positions } from '../plugins/positions.js'
import { qr } from '../plugins/qr.js'
import { type Allowlist, rawHtml, widened } from '../plugins/rawHtml.js'
import { scopeKeys } from '../plugins/scopeKeys.js'
import { shrink } from '../plugins/shrink.js'
import { slides } from '../plugins/slides.js'
import { stepBlocks, steps } from '../plugins/steps.js'
import { styles } from '../plugins/styles.js'
import { swallowed } from '../plugins/swallowed.js'
import { tables } from '../plugins/tables.js'
import { fillReferences, lostReferences } from '../plugins/tex.js'
import { ourPrefix } from '../sanitize/address.js'
import { builtinThemes, withLocalFonts } from './builtinThemes.js'
import type { MarkdownIt, MarpitState } from './markdownIt.js'
import { engineVersion, partsOf, type Remember, type ThemeClass, withParsedThemes } from './parsedThemes.js'

/** What a deck uses. Plugins are loaded for nothing else. */
export interface Needs {
  readonly math: boolean
  /** mhchem's `\ce` and `\pu`. */
  readonly chemistry: boolean
  readonly diagrams: boolean
  /** Tables and fences that are drawn as charts. */
  readonly charts: boolean
  readonly qr: boolean
  /** Chinese, Japanese or Korean beside a sign of emphasis. */
  readonly cjkEmphasis: boolean
  /** Patterns that say where long words may break; empty for none. */
  readonly hyphens: string
  readonly unsafeHtml: boolean
}

/** What one render gives back. */
export interface Rendered {
  /** One string per slide. */
  readonly html: readonly string[]
  readonly css: string
  /** Comments that are no directive, per slide. */
  readonly notes: readonly (readonly string[])[]
  readonly globals: Readonly<Record<string, unknown>>
}

/** Makes an engine with the plugins that are needed. */
export async function createMarp(
  needs: Needs,
  highlighter: (kind: Colouring) => Highlighter | undefined,
  remember: Remember,
): Promise<LecternMarp> {
  const marp = withParsedThemes(
    Theme as unknown as ThemeClass<MarpitTheme>,
    remember,
    () => new LecternMarp(needs.unsafeHtml, highlighter),
  )
  const md = marp.markdown as MarkdownIt
  if (needs.math) {
    const { default: katex } = await import('@marp-team/marp-core/plugins/katex')
    // @ts-expect-error: it has no types, and nothing to be called; it teaches KaTeX its commands.
    if (needs.chemistry) await import('katex/dist/contrib/mhchem.js')
    marp.use(katex({ options: katexOptions, fontPath: ourPrefix.katex }))
  }
  if (needs.diagrams) {
    const [{ default: mermaid }, { renderMermaidSVG }] = await Promise.all([
      import('@marp-team/marp-core/plugins/mermaid'),
      import('beautiful-mermaid'),
    ])
    marp.use(mermaid())
    diagrams(md, marp.state(), renderMermaidSVG as DrawDiagram)
  }
  if (needs.charts) {
    const { charts, chartsCss } = await import('../charts/chartsPlugin.js')
    charts(md, marp.state())
    marp.chartsCss = chartsCss
  }
  if (needs.cjkEmphasis) {
    const { default: friendly } = (await import('markdown-it-cjk-friendly')) as unknown as { default: CjkFriendly }
    friendly(md)
    friendly(marp.notesParser())
    cjkUnderscores(md)
  }
  if (needs.qr) {
    const { renderSVG } = await import('uqr')
    qr(md, (text) => renderSVG(text, { ecc: 'M', border: 2 }))
  }
  if (needs.hyphens !== '') {
    const { default: patterns } = (await import(`hyphen/${needs.hyphens}/index.js`)) as {
      default: { readonly hyphenateSync: Hyphenate }
    }
    hyphens(md, marp.state(), patterns.hyphenateSync)
  }
  math(md)
  codeProblems(md)
  steppedLines(md)
  stepBlocks(md)
  return marp
}

export class LecternMarp extends Marp {
  #context: RenderContext | undefined
  readonly #highlighter: (kind: Colouring) => Highlighter | undefined
  #notesParser: NotesParser | undefined
  /** How charts look; empty for decks without. */
  chartsCss = ''

  constructor(unsafeHtml: boolean, highlighter: (kind: Colouring) => Highlighter | undefined) {
    super({
      script: false,
      ...(unsafeHtml ? { html: true } : {}),
      emoji: { shortcode: 'twemoji', unicode: 'twemoji', twemoji: { base: ourPrefix.emoji, ext: 'svg' } },
    })
    this.#highlighter = highlighter
    for (const name of metaDirectives) {
      this.customDirectives.global[name] = (value) => (typeof value === 'string' ? { [name]: value } : {})
    }
    this.customDirectives.local.transition = (value) => (typeof value === 'string' ? { transition: value } : {})
    this.customDirectives.local.layout = (value) => (value === 'none' || value === 'auto' ? { layout: value } : {})
    this.customDirectives.local.fit = (value) => (typeof value === 'string' ? { fit: value } : {})
    const gaia = this.themeSet.get('gaia')
    if (gaia) this.themeSet.addTheme(copyTheme(gaia, { css: withLocalFonts(gaia.css) }))
    const md = this.markdown as MarkdownIt
    const state = this.state()
    // Rules that follow the same rule run in the reverse order of this list.
    slides(md)
    limits(md)
    forcedTheme(md, state)
    scopeKeys(md, state)
    callouts(md)
    comments(md)
    columns(md)
    hide(md)
    autoLayout(md, state)
    lines(md)
    steps(md)
    if (!unsafeHtml) rawHtml(md, widened(Marp.html as Allowlist))
    styles(md, state)
    swallowed(md)
    imageWords(md)
    addressText(md)
    otherMarks(md)
    direction(md)
    logo(md, state)
    shrink(md, state)
    amount(md, state)
    forms(md, state)
    tables(md, state)
    headColumns(md, state)
    labels(md, state)
    keepTogether(md, state)
    outline(md)
    positions(md)
  }

  /** What plugins read of the render at work. */
  state(): MarpitState {
    const marp = this
    return {
      get styles() {
        return marp.lastStyles ?? []
      },
      set styles(styles) {
        marp.lastStyles = styles
      },
      get globals() {
        return marp.lastGlobalDirectives ?? {}
      },
      set globals(globals) {
        marp.lastGlobalDirectives = globals
      },
    }
  }

  /** Called by Marp for every fence. */
  override highlighter = (code: string, language: string, attributes: string): string => {
    if (this.#context === undefined) return ''
    const kind = this.#styles(stylesClasses) ? 'classes' : 'properties'
    if (kind === 'classes') this.#context.usesClasses = true
    return highlightCode(this.#context, { kind, highlighter: this.#highlighter(kind) }, code, language, attributes)
  }

  /** True when the CSS of the deck, or of its theme with all that it imports, has what is asked for. */
  #styles(has: (css: string) => boolean): boolean {
    if (this.lastStyles?.some(has)) return true
    const seen = new Set<string>()
    const inTheme = (name: string): boolean => {
      const theme = this.themeSet.get(name)
      if (theme === undefined || seen.has(name)) return false
      seen.add(name)
      const { importRules = [] } = theme as { importRules?: readonly { readonly value: string }[] }
      return has(theme.css) || importRules.some(({ value }) => inTheme(value))
    }
    return inTheme(this.#themeName())
  }

  #themeName(): string {
    const { theme } = this.lastGlobalDirectives ?? {}
    return typeof theme === 'string' ? theme : 'default'
  }

  /** Adds a theme, parsed once and remembered. Throws when its CSS cannot be used. */
  addTheme(css: string, { memo, hash }: Remember): void {
    const key = `css:${hash(`theme ${engineVersion}\n${css}`)}`
    const known = memo.get(key)
    const example = this.themeSet.get('default')
    // Our own writing, behind the memo's checksum.
    if (known !== undefined && example) this.themeSet.addTheme(copyTheme(example, JSON.parse(known)))
    else memo.set(key, JSON.stringify(partsOf(this.themeSet.add(css))))
  }

  /** Throws when themes import each other in a circle. */
  checkImports(name: string): void {
    const theme = this.themeSet.get(name)
    const { resolveImport } = this.themeSet as unknown as { resolveImport?: (theme: MarpitTheme) => unknown }
    if (theme && resolveImport) resolveImport.call(this.themeSet, theme)
  }

  /** A parser for speaker notes. Marp's own makes slides of everything, so this is a plain one of the same kind. */
  notesParser(): NotesParser {
    const { constructor: Parser } = this.markdown as { constructor: new (options: object) => NotesParser }
    this.#notesParser ??= notesRules(new Parser({ linkify: true }))
    return this.#notesParser
  }

  /** Names of the sizes that a theme offers. */
  sizesOf(theme: string | undefined): string[] {
    const known = this.themeSet.get(theme ?? '', true)
    const sizes = (known && this.themeSet.getThemeMeta(known, 'size')) ?? []
    return (Array.isArray(sizes) ? sizes : [sizes]).map((size) => size.split(/\s+/)[0] ?? '').filter(Boolean)
  }

  /** Renders a deck, once. Synchronous, so no two decks ever share its state. */
  renderDeck(text: string, context: RenderContext): Rendered {
    this.#context = context
    // The rule's pattern names every emoji there is: making it costs as much as rendering five slides.
    const md = this.markdown as MarkdownIt
    if (shortcode.test(text)) md.enable('marp_emoji')
    else md.disable('marp_emoji')
    try {
      const { html, css, comments: notes } = this.render(text, { ...envOf(context) })
      const filled = html.map((slide) => fillReferences(slide, context.equations))
      context.problems.push(...lostReferences(context.equations))
      return { html: filled, css, notes, globals: { ...this.lastGlobalDirectives } }
    } finally {
      this.#context = undefined
    }
  }

  protected override themeSetPackOptions(): ThemeSetPackOptions {
    const options = withTokens(super.themeSetPackOptions(), this.#context?.tokenCss(this.#themeName()) ?? '')
    const context = this.#context
    const ours = [
      context?.usesColumns ? columnsCss : '',
      context?.usesCallouts ? calloutsCss : '',
      context?.usesCharts ? this.chartsCss : '',
      context?.usesClasses ? classesCss : '',
      context?.usesRightToLeft ? directionCss : '',
    ].join('')
    return ours === '' ? options : { ...options, before: `${ours}\n${options.before ?? ''}` }
  }

  /** Packing is a third of a warm render and its inputs rarely change. */
  protected override renderStyle(theme?: string): string {
    const context = this.#context
    if (!context) return super.renderStyle(theme)
    const packed = this.themeSet.get(theme ?? '', true)
    const others = [...this.themeSet.themes()].filter(
      (other) => !(builtinThemes as readonly string[]).includes(other.name),
    )
    const inputs = [
      engineVersion,
      packed?.css,
      packed?.width,
      packed?.height,
      JSON.stringify(this.themeSetPackOptions()),
      ...others.map((other) => other.css),
    ]
    const key = `css:${context.hash(inputs.join('\0'))}`
    const known = context.memo.get(key)
    if (known !== undefined) return known
    const css = super.renderStyle(theme)
    context.memo.set(key, css)
    return css
  }
}

/** What may be a short name of an emoji: `:rocket:`. */
const shortcode = /:[\w+-]+:/

/** After everything of the theme, so that they win. */
function withTokens(options: ThemeSetPackOptions, css: string): ThemeSetPackOptions {
  return css === '' ? options : { ...options, after: `${options.after ?? ''}\n${css}` }
}

/** Themes are frozen; Marp itself copies them like this to change their size. */
function copyTheme(theme: MarpitTheme, changes: Partial<MarpitTheme>): MarpitTheme {
  const Theme = theme.constructor as new () => MarpitTheme
  // What is not in JSON is not known: a theme without a size of its own has none of the example's either.
  const none = 'name' in changes ? { width: undefined, height: undefined } : {}
  return Object.assign(new Theme(), theme, none, changes)
}
