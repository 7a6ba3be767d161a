// Theme CSS written for Marp Core 4 colours code through highlight.js's classes; Marp Core 5 colours it through custom
// properties that such a theme does not set. For a theme with rules for `.hljs`, code carries classes instead.

/** highlight.js's class for each of the colours that we know. Source: highlight.js, “CSS classes reference”. */
const classes: Readonly<Record<string, string>> = {
  'token-comment': 'hljs-comment',
  'token-keyword': 'hljs-keyword',
  'token-string': 'hljs-string',
  'token-string-expression': 'hljs-string',
  'token-constant': 'hljs-number hljs-literal',
  'token-function': 'hljs-title function_',
  'token-parameter': 'hljs-params',
  'token-punctuation': 'hljs-punctuation',
  'token-link': 'hljs-link',
  'token-inserted': 'hljs-addition',
  'token-deleted': 'hljs-deletion',
  'token-changed': 'hljs-meta',
}

/** True when the CSS styles highlight.js's classes. */
export function stylesClasses(css: string): boolean {
  return /\.hljs\b/.test(css)
}

/** Coloured code with classes in the place of colours. */
export function withClasses(html: string): string {
  return html
    .replace(/^(<pre[^>]*?) style="[^"]*"/, '$1')
    .replace(/<code class="/, '<code class="hljs ')
    .replace(/<span style="color:var\(--marp-shiki-([a-z-]+)\)">/g, (_, name: string) => {
      const found = classes[name]
      return found === undefined ? '<span>' : `<span class="${found}">`
    })
}
