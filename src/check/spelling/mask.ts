// What is not prose in Markdown becomes spaces, so that every word that is left stands where it stood.

/** What is kept beside the text of the slide. */
export interface MaskOptions {
  /** True to keep speaker notes. */
  readonly notes: boolean
}

/** The slide's Markdown with everything blank that nobody reads: code, addresses, tags, comments, formulas, file names. */
export function maskMarkdown(markdown: string, { notes }: MaskOptions): string {
  let text = markdown.replace(fences, blank).replace(hidden, blank)
  text = text.replace(/<!--([\s\S]*?)-->/g, (comment: string, body: string) =>
    notes && !isDirective(body) ? `    ${body}   ` : blank(comment),
  )
  text = text.replace(
    imageWords,
    (_: string, open: string, words: string, close: string) => open + keywordsOut(words) + close,
  )
  for (const pattern of nothingToRead) text = text.replace(pattern, blank)
  return text
}

/** Comments with directives, and the words that Lectern adds. */
function isDirective(body: string): boolean {
  const text = body.trim()
  if (/^(?:step|column|hide|check-disable\b.*)$/s.test(text)) return true
  return text.split('\n').every((line) => /^\s*_?[\w-]+\s*:\s|^\s*-\s|^\s*$/.test(`${line} `))
}

/** Marp's keywords in the brackets of a picture: `w:300`, `left:40%`, `50%`. Those that are words are right anyway. */
function keywordsOut(words: string): string {
  return words.replace(/\S*[:%]\S*|\bbg\b/g, blank)
}

function blank(text: string): string {
  return text.replace(/[^\n]/g, ' ')
}

const fences = /^([ \t]*(?:[-*+>] +|\d+[.)] +)*)(`{3,}|~{3,})[^\n]*\n[\s\S]*?(?:^[ \t>]*\2[`~]*[ \t]*$|(?![\s\S]))/gm
const hidden = /<(style|script|pre|code|svg|math)\b[\s\S]*?<\/\1\s*>/gi
const imageWords = /(!\[)([^\]\n]*)(\])/g

const nothingToRead = [
  // Code and formulas.
  /(`+)(?!`)[^\n]*?[^`]\1(?!`)/g,
  /\$\$[\s\S]*?\$\$/g,
  /(?<![\\\d\w$])\$(?=\S)[^$\n]*\S\$(?!\d)/g,
  // Where links lead, tags, addresses, references.
  /(?<=\])\((?:[^()\n]|\([^()\n]*\))*\)/g,
  /^[ \t]*\[[^\]\n]+\]:.*$/gm,
  /<[^>\n]*>/g,
  /\b[a-z][a-z0-9+.-]*:\/\/\S+/gi,
  /\b[\w.+-]+@[\w-]+(?:\.[\w-]+)+/g,
  /\bwww\.\S+/gi,
  // Callouts (`> [!NOTE]`), emoji, entities.
  /\[![A-Za-z]+\]/g,
  /:[\w+-]+:/g,
  /&#?\w+;/g,
  // Files, options, handles, hash tags, what has an underscore.
  /(?<![\p{L}\p{N}])(?:~|\.{0,2})\/[^\s,;)]+/gu,
  /[\p{L}\p{N}_-]+(?:\.[\p{L}\p{N}_-]+)+/gu,
  /(?<![\p{L}\p{N}])(?:--?|[@#\\])[\p{L}\p{N}][\p{L}\p{N}_.-]*/gu,
  /[\p{L}\p{N}]*_[\p{L}\p{N}_]*/gu,
]
