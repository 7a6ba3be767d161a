// Theme CSS written for Marp Core 4 colours code through the classes of highlight.js, which Marp used until then; Marp Core 5
// colours it through custom properties that such a theme does not set. For a theme with rules for them, highlight.js itself
// writes the code, as Marp Core 4 did: the same classes at the same words, and none on the `<code>` around them.
import type { Highlighter } from './highlighter.js'
import { splitLines } from './htmlLines.js'
import { shikiName } from './languages.js'
import { linesIn } from './lineRanges.js'

/** True when the CSS styles highlight.js's classes. */
export function stylesClasses(css: string): boolean {
  return /\.hljs\b/.test(css)
}

/** Named like this, because its types would bring those of browsers into code that knows none. */
const common = 'common'

/** highlight.js as far as it is used. */
interface Hljs {
  getLanguage(name: string): unknown
  registerLanguage(name: string, definition: unknown): void
  highlight(code: string, options: { language: string; ignoreIllegals: boolean }): { value: string }
}

/** Names of languages that are not among the most common, where the file is called otherwise. */
const files: ReadonlyMap<string, string> = new Map(
  Object.entries({
    bat: 'dos',
    clj: 'clojure',
    coffee: 'coffeescript',
    docker: 'dockerfile',
    erl: 'erlang',
    'fortran-free-form': 'fortran',
    hbs: 'handlebars',
    hs: 'haskell',
    jinja: 'django',
    jl: 'julia',
    pascal: 'delphi',
    ps: 'powershell',
    ps1: 'powershell',
    pwsh: 'powershell',
    tex: 'latex',
    wolfram: 'mathematica',
    asm: 'x86asm',
    postgres: 'pgsql',
    postgresql: 'pgsql',
    arm: 'armasm',
    ino: 'arduino',
    vb: 'vbnet',
    vbs: 'vbscript',
  }),
)

/** Starts highlight.js with its most common languages, only where a theme asks for its classes. */
export async function createClassHighlighter(): Promise<Highlighter> {
  const { default: hljs } = (await import(`highlight.js/lib/${common}`)) as { default: Hljs }
  const known = new Map<string, string | undefined>()
  const nameOf = (language: string): string | undefined =>
    [language, shikiName(language)].find((name) => hljs.getLanguage(name) !== undefined)
  return {
    knows: (language) => known.has(language),
    load: async (language) => {
      if (known.has(language)) return
      for (const name of nameOf(language) === undefined ? [language, shikiName(language)] : []) {
        const file = files.get(name) ?? name
        const definition = await definitionOf(file)
        if (definition !== undefined) hljs.registerLanguage(file, definition)
        if (definition !== undefined && hljs.getLanguage(language) === undefined) known.set(language, file)
      }
      if (!known.has(language)) known.set(language, nameOf(language))
    },
    highlight: (code, language, attributes) => {
      const name = known.get(language)
      if (name === undefined) return ''
      const html = hljs.highlight(code, { language: name, ignoreIllegals: true }).value
      const pointed = linesIn(attributes)
      if (pointed.length === 0) return html
      const lines = splitLines(html.replace(/\n$/, '')).map((line, index) => {
        const isPointed = pointed.some(([from, to]) => index + 1 >= from && index + 1 <= to)
        return `<span class="line${isPointed ? ' highlighted' : ''}">${line}</span>`
      })
      return lines.join('\n')
    },
  }
}

async function definitionOf(file: string): Promise<unknown> {
  if (!/^[a-z0-9][a-z0-9-]*$/.test(file)) return undefined
  try {
    return ((await import(`highlight.js/lib/languages/${file}`)) as { default: unknown }).default
  } catch (error) {
    const { code } = error as { code?: string }
    if (code === 'ERR_MODULE_NOT_FOUND' || code === 'ERR_PACKAGE_PATH_NOT_EXPORTED') return undefined
    throw error
  }
}

/** What the engine's themes say of words that a theme passes over, weaker than anything that a theme says. */
export const classesCss = Object.entries({
  comment: 'comment quote',
  keyword: 'keyword selector-tag name tag doctag',
  string: 'string regexp meta-string symbol char',
  constant: 'number literal variable template-variable attr attribute',
  function: 'title function_ class_ built_in section',
  parameter: 'type selector-class selector-id params',
  link: 'link',
  inserted: 'addition',
  deleted: 'deletion',
})
  .map(([token, names]) => {
    const selectors = names.split(' ').map((name) => (name.endsWith('_') ? `.hljs-title.${name}` : `.hljs-${name}`))
    return `${selectors.join()}{color:var(--marp-shiki-token-${token})}`
  })
  .join('\n')
