import { Composer, type Document, Lexer, Parser } from 'yaml'

/** What is wrong, and where: `offset` is 0-based in the text that was parsed. */
export interface YamlFault {
  readonly kind: 'invalid' | 'limit'
  readonly message: string
  readonly hint: string
  readonly offset: number
}

/** Stops the YAML reader, from any depth. */
export function refuse(kind: YamlFault['kind'], message: string, offset: number, hint = 'Simplify it.'): never {
  throw Object.assign(new Error(message), { fault: { kind, message, hint, offset } satisfies YamlFault })
}

/** What `refuse` was told, when it made the error; every other error is thrown on. */
export function faultOf(error: unknown): YamlFault {
  if (error instanceof Error && 'fault' in error) return error.fault as YamlFault
  throw error
}

const depthLimit = 100
const openQuote = 'a quote is not closed'
const closeIt = 'Close it at the end of the value, or remove it.'
const quoteIt = 'Put the value in quotes, or remove this.'
/** The lexer marks the source of a bare or block scalar by the lexeme before it; only elsewhere do signs mean something. */
const scalarMark = '\u001f'

/**
 * The documents of a YAML text. Stops (see `refuse`) at tags, and at depth while the tokens come: the parser keeps a stack of
 * its own, the composer would recurse.
 */
export function composeWithinDepth(text: string): Document.Parsed[] {
  const parser = new Parser()
  const tokens = []
  let before = ''
  for (const lexeme of new Lexer().lex(text)) {
    const offset = parser.offset
    const refusal = before === scalarMark ? undefined : refusalOf(lexeme)
    if (refusal !== undefined) refuse('invalid', refusal, offset, refusal === openQuote ? closeIt : quoteIt)
    before = lexeme
    for (const token of parser.next(lexeme)) tokens.push(token)
    if (parser.stack.length > depthLimit) refuse('limit', `it is nested more than ${depthLimit} levels deep`, offset)
  }
  tokens.push(...parser.end())
  const composer = new Composer({ schema: 'failsafe', uniqueKeys: false, prettyErrors: false, logLevel: 'silent' })
  return [...composer.compose(tokens)]
}

/** What the parser would take and Marp would not, or what nobody should need. */
function refusalOf(lexeme: string): string | undefined {
  if (lexeme.startsWith('!') && !/^!!(str|seq|map)$/.test(lexeme)) return `the tag \`${lexeme}\` is not allowed`
  if (lexeme === '?') return 'a key cannot begin with `?`'
  const closed = lexeme.startsWith('"')
    ? /^"(?:[^"\\]|\\[\s\S])*"$/
    : lexeme.startsWith("'")
      ? /^'(?:[^']|'')*'$/
      : undefined
  return closed === undefined || closed.test(lexeme) ? undefined : openQuote
}
