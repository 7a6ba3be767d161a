// Highlighting, equal to what Marp Core's own plugin writes (a test compares them), but in our hands for three reasons:
// the plugin stops after half a second per line, so that a busy machine writes other HTML than an idle one; it spells out
// hostile line ranges; and Oniguruma itself, in WebAssembly, starts in half the time of its translation to JavaScript
// (four languages on two cores: 280 ms against 600 ms), most of it beside other work.
import type { LanguageRegistration } from 'shiki/core'
import { shikiName } from './languages.js'
import { linesIn } from './lineRanges.js'

/** How code gets its colours: custom properties, as in Marp Core 5, or the classes of highlight.js, as before. */
export type Colouring = 'properties' | 'classes'

/** Colours code. Gives '' for a language that is not loaded or not known. */
export type Highlight = (code: string, language: string, attributes: string) => string

/** A highlighter that can learn languages. */
export interface Highlighter {
  /** Loads a language by any of its names; unknown names are remembered as such. */
  load(language: string): Promise<void>
  /** True when `load` has settled what this name means, even if nobody knows it. */
  knows(language: string): boolean
  readonly highlight: Highlight
}

/** Longest line that is coloured, in UTF-16 units: grammars can take minutes for a longer one. */
const longestLine = 5_000

/** Names that mean plain text. */
const plainText = ['text', 'txt', 'plain']

/** Reads Oniguruma's WebAssembly; the same bytes as the package's `onig.wasm`. */
export type LoadWasm = () => Promise<Uint8Array>

/** What is used of `WebAssembly`, which Node's types do not have. */
declare const WebAssembly: { instantiate(bytes: Uint8Array, imports: unknown): Promise<never> }

/**
 * Given mere bytes, the engine asks whether they are a `Response`, and Node then loads its whole client of HTTP: a twentieth of
 * a deck's first compile.
 */
function instantiated(bytes: Uint8Array) {
  return { instantiator: (imports: unknown) => WebAssembly.instantiate(bytes, imports) }
}

/** Starts the highlighter; costs some 100 ms, most of it in the background, so only for decks with code. */
export async function createHighlighter(wasm: LoadWasm | undefined): Promise<Highlighter> {
  const [{ createCssVariablesTheme, createHighlighterCoreSync }, { createOnigurumaEngine }, bytes] = await Promise.all([
    import('shiki/core'),
    import('shiki/engine/oniguruma'),
    wasm?.(),
  ])
  const engine = await createOnigurumaEngine(bytes === undefined ? import('shiki/wasm') : instantiated(bytes))
  const core = createHighlighterCoreSync({
    themes: [createCssVariablesTheme({ name: 'marp-shiki', variablePrefix: '--marp-shiki-' })],
    langs: [],
    engine,
  })
  const known = new Map<string, boolean>(plainText.map((name) => [name, true]))
  return {
    knows: (language) => known.has(language),
    load: async (language) => {
      if (known.has(language)) return
      const grammar = await grammarOf(language)
      if (grammar !== undefined) core.loadLanguageSync(grammar)
      known.set(language, grammar !== undefined)
    },
    highlight: (code, language, attributes) => {
      if (known.get(language) !== true) return ''
      const lines = linesIn(attributes)
      return core.codeToHtml(code.replace(/\n$/, ''), {
        lang: plainText.includes(language) ? 'text' : shikiName(language),
        theme: 'marp-shiki',
        tabindex: false,
        tokenizeTimeLimit: 0,
        tokenizeMaxLineLength: longestLine,
        transformers: [
          {
            name: 'lectern:marp',
            line(element, line) {
              if (lines.some(([from, to]) => line >= from && line <= to)) this.addClassToHast(element, 'highlighted')
            },
            code(element) {
              this.addClassToHast(element, `language-${language}`)
            },
          },
        ],
      })
    },
  }
}

type Grammar = LanguageRegistration[]

async function grammarOf(language: string): Promise<Grammar | undefined> {
  const file = shikiName(language)
  if (!/^[\p{L}\p{N}][\p{L}\p{N}.-]*$/u.test(file)) return undefined
  try {
    return ((await import(`shiki/langs/${file}.mjs`)) as { default: Grammar }).default
  } catch (error) {
    const { code } = error as { code?: string }
    if (code === 'ERR_MODULE_NOT_FOUND' || code === 'ERR_PACKAGE_PATH_NOT_EXPORTED') return undefined
    throw error
  }
}
