/** Parts the `@font-face` rules at the top level from all other CSS; strings and comments may hold anything. */
export function splitFonts(css: string): { readonly fonts: string; readonly rest: string } {
  let fonts = ''
  let rest = ''
  let depth = 0
  let inFont = false
  for (const [token] of css.matchAll(tokens)) {
    if (depth === 0 && /^@font-face$/i.test(token)) inFont = true
    if (inFont) fonts += token
    else rest += token
    if (token === '{') depth++
    if (token === '}') depth = Math.max(0, depth - 1)
    if (token === '}' && depth === 0) inFont = false
  }
  return { fonts, rest }
}

/** Names of the families in font rules, as CSS has them. */
export function familiesIn(fonts: string): ReadonlySet<string> {
  return new Set(
    Array.from(fonts.matchAll(/font-family:\s*("[^"]*"|'[^']*'|[^;}]+)/gi), ([, family = '']) => family.trim()),
  )
}

const tokens =
  /\/\*[\s\S]*?(?:\*\/|$)|"(?:\\[\s\S]|[^"\\])*(?:"|$)|'(?:\\[\s\S]|[^'\\])*(?:'|$)|\\[\s\S]|@font-face(?![\w-])|[{}]|[^{}"'\\/@]+|[\s\S]/gi
