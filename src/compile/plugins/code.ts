import { contextOf, type RenderContext } from '../context.js'
import type { MarkdownIt } from '../engine/markdownIt.js'
import type { Colouring, Highlighter } from '../highlight/highlighter.js'
import { languageIn } from '../highlight/languages.js'
import { locate } from '../places/locate.js'

/** Longest code that is highlighted, in UTF-16 units; beyond it a grammar can take minutes. */
const longest = 200_000

/** Languages that are plain on purpose, and those of other plugins. */
export const uncoloured: readonly string[] = [
  ...['', 'plaintext', 'none', 'output', 'stdout', 'raw', 'ascii', 'nohighlight', 'no-highlight'],
  ...['mermaid', 'mermaid-raw', 'mmd', 'math'],
]

/**
 * Colours code from the memo, else by the highlighter if it is there and has learnt the language. What is missing is
 * written down in the context, so that the deck can be rendered again when it is there.
 */
export function highlightCode(
  context: RenderContext,
  { kind, highlighter }: { readonly kind: Colouring; readonly highlighter: Highlighter | undefined },
  code: string,
  written: string,
  attributes: string,
): string {
  const language = languageIn(written)
  if (code.length > longest || uncoloured.includes(language)) return ''
  const key = `code:${context.hash(`${kind}\n${language}\n${attributes}\n${code}`)}`
  const known = context.memo.get(key)
  if (known !== undefined) return told(known)
  if (highlighter === undefined || !highlighter.knows(language)) {
    context.missingLanguages[kind].add(language)
    return ''
  }
  const html = highlightOrNot(() => highlighter.highlight(code, language, attributes))
  context.memo.set(key, html)
  return told(html)

  function told(answer: string): string {
    if (answer === '') context.plainLanguages.add(language)
    return answer
  }
}

/** A grammar that fails leaves the code plain. */
function highlightOrNot(highlight: () => string): string {
  try {
    return highlight()
  } catch {
    return ''
  }
}

/** Says when a fence names a language that nobody can highlight. */
export function codeProblems(md: MarkdownIt): void {
  const fence = md.renderer.rules.fence
  if (!fence) return
  md.renderer.rules.fence = (tokens, index, options, env, self) => {
    const html = fence(tokens, index, options, env, self)
    const token = tokens[index]
    const language =
      md.utils
        .unescapeAll(token?.info ?? '')
        .trim()
        .split(/\s+/, 1)[0] ?? ''
    // `{python}` is another tool's way to name it, and `chart` a fence in another tool's form: both are told where they are found.
    const context = contextOf(env)
    const tooLong = (token?.content.length ?? 0) > longest && !uncoloured.includes(languageIn(language))
    if (
      token?.map &&
      !/^(?:\{|chart$)/.test(language) &&
      (tooLong || context.plainLanguages.has(languageIn(language)))
    ) {
      context.problems.push({
        severity: tooLong ? 'info' : 'warning',
        code: 'code-language-unknown',
        message: tooLong
          ? 'This code is too long to highlight.'
          : `Syntax highlighting does not support “${language}”.`,
        hint: tooLong
          ? `Shorten it to the part that matters; at most ${longest.toLocaleString('en')} characters are highlighted.`
          : 'Use a common name such as js, python or bash, or `text` for no highlighting.',
        place: locate(context, token.map[0], token.map[0] + 1, language),
      })
    }
    return html
  }
}
