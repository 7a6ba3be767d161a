// The YAML parser speaks of implicit keys and compact mappings; an author has a colon in a title.
import { type Document, isCollection, visit, type YAMLError } from 'yaml'
import type { YamlFault } from './yamlDocuments.js'

/** Says an error of the YAML parser in an author's words, with the way out. */
export function explainYamlError(error: YAMLError, document: Document.Parsed, text: string): YamlFault {
  const open = error.code === 'BAD_INDENT' ? openBracket(document, error.pos[0]) : undefined
  if (open !== undefined) {
    const closing = text[open] === '{' ? '}' : ']'
    const hint = `Add \`${closing}\`. Indent further lines of the value.`
    return { kind: 'invalid', message: 'a bracket is not closed', hint, offset: open }
  }
  const [message, hint] = wordsFor(error, text)
  return { kind: 'invalid', message, hint, offset: error.pos[0] }
}

/** Where the innermost bracket begins that was still open when the parser gave up at `end`. */
function openBracket(document: Document.Parsed, end: number): number | undefined {
  let start: number | undefined
  visit(document, (_key, node) => {
    if (isCollection(node) && node.flow === true && node.range?.[1] === end) start = node.range[0]
  })
  return start
}

function wordsFor(error: YAMLError, text: string): readonly [string, string] {
  const there = text.slice(error.pos[0], error.pos[0] + 1)
  switch (error.code) {
    case 'BLOCK_AS_IMPLICIT_KEY':
    case 'BLOCK_IN_FLOW':
      return ['a value contains a colon followed by a space', 'Put the value in quotes: `title: "Rust: a story"`.']
    case 'TAB_AS_INDENT':
      return ['a line is indented with a tab', 'Indent with spaces.']
    case 'BAD_SCALAR_START':
      return [`a value cannot begin with \`${there}\``, 'Put the value in quotes.']
    case 'BAD_DQ_ESCAPE':
      return ['a backslash in double quotes begins an unknown escape', 'Write `\\\\`, or use single quotes.']
    case 'MISSING_CHAR':
      return [missingCharacter(error.message), 'Add it, or put the whole value in quotes.']
    case 'MULTILINE_IMPLICIT_KEY':
    case 'UNEXPECTED_TOKEN':
    case 'IMPOSSIBLE':
      return [
        'this line is neither `key: value` nor part of the value above',
        'Write `key: value`, or close the front matter with `---` before it.',
      ]
    case 'BAD_INDENT':
      return ['the indentation is inconsistent', 'Align keys of the same level in the same column.']
    case 'ALIAS_PROPS':
    case 'BAD_ALIAS':
      return ['a `*` begins a YAML alias', 'Put the value in quotes for a literal `*`.']
    case 'MULTIPLE_DOCS':
      return ['a second YAML document begins inside it', 'Close the front matter with `---` on its own line.']
    default:
      return [lowerFirst(error.message), 'Put the value in quotes if it has special characters.']
  }
}

function missingCharacter(message: string): string {
  if (/quote/.test(message)) return 'a quote is not closed'
  return /expected .*(\]|\})/.test(message) || /flow/i.test(message) ? 'a bracket is not closed' : lowerFirst(message)
}

function lowerFirst(message: string): string {
  return message.charAt(0).toLowerCase() + message.slice(1)
}
