import type { Text } from '@codemirror/state'

/** What is being written at a point of a deck. */
export type Writing =
  /** A key of the front matter, or a value of `key`. */
  | { readonly kind: 'key'; readonly from: number }
  | { readonly kind: 'value'; readonly from: number; readonly key: string }
  /** A token, below `tokens:`. */
  | { readonly kind: 'token'; readonly from: number }
  /** The first word of a comment or of a line in it, or a value of `key`. `isOpen`: the comment has no end yet. */
  | { readonly kind: 'comment'; readonly from: number; readonly isOpen: boolean }
  | { readonly kind: 'commentValue'; readonly from: number; readonly key: string }
  /** A word in a picture's brackets, or its address. */
  | { readonly kind: 'imageWord'; readonly from: number }
  | { readonly kind: 'address'; readonly from: number }
  /** The kind of a callout. */
  | { readonly kind: 'callout'; readonly from: number }

/** How far back a comment or the beginning of a list is looked for: characters and lines. */
const lookBack = { comment: 4_000, lines: 300 }

/** Says what is being written at `at`; `undefined` when it is prose. */
export function writingAt(doc: Text, at: number): Writing | undefined {
  const line = doc.lineAt(at)
  const before = line.text.slice(0, at - line.from)
  if (isInFrontMatter(doc, line.number)) return inFrontMatter(doc, line.number, before, at)
  const comment = commentBefore(doc, at)
  if (comment !== undefined) return inComment(comment, doc.sliceString(at, line.to), at)
  const address = /!\[[^\]\n]*\]\(<?([^)\s>]*)$/.exec(before)?.[1]
  if (address !== undefined) return { kind: 'address', from: at - address.length }
  const word = /!\[(?:[^\]\n]*\s)?([^\]\s]*)$/.exec(before)?.[1]
  if (word !== undefined) return { kind: 'imageWord', from: at - word.length }
  const callout = /^\s*>\s*\[!(\w*)$/.exec(before)?.[1]
  return callout === undefined ? undefined : { kind: 'callout', from: at - callout.length }
}

/** True between the two `---` at the top. */
function isInFrontMatter(doc: Text, number: number): boolean {
  if (number < 2 || number > lookBack.lines || doc.line(1).text.trimEnd() !== '---') return false
  for (let at = 2; at <= number; at++) if (doc.line(at).text.trimEnd() === '---') return false
  return true
}

function inFrontMatter(doc: Text, number: number, before: string, at: number): Writing | undefined {
  const value = /^(\s*)([\w-]+):\s+(.*)$/.exec(before)
  if (value !== null) {
    const [, indent = '', key = '', text = ''] = value
    return indent === '' ? { kind: 'value', key, from: at - wordAtEnd(text).length } : undefined
  }
  const [, indent, key = ''] = /^(\s*)([\w-]*)$/.exec(before) ?? []
  if (indent === undefined) return undefined
  if (indent === '') return { kind: 'key', from: at - key.length }
  return parentKey(doc, number) === 'tokens' ? { kind: 'token', from: at - key.length } : undefined
}

/** The key that an indented line belongs to. */
function parentKey(doc: Text, number: number): string | undefined {
  for (let at = number - 1; at > 1; at--) {
    const key = /^([\w-]+):/.exec(doc.line(at).text)?.[1]
    if (key !== undefined) return key
  }
  return undefined
}

/** Text of the comment that is open at `at`, from behind its beginning. */
function commentBefore(doc: Text, at: number): string | undefined {
  const text = doc.sliceString(Math.max(0, at - lookBack.comment), at)
  const start = text.lastIndexOf('<!--')
  return start < 0 || text.indexOf('-->', start) >= 0 ? undefined : text.slice(start + 4)
}

function inComment(comment: string, rest: string, at: number): Writing | undefined {
  const line = comment.slice(comment.lastIndexOf('\n') + 1)
  const key = /^\s*([\w]*)$/.exec(line)?.[1]
  if (key !== undefined) return { kind: 'comment', from: at - key.length, isOpen: !rest.includes('-->') }
  const value = /^\s*(\w+):\s+(.*)$/.exec(line)
  if (value === null) return undefined
  return { kind: 'commentValue', key: value[1] ?? '', from: at - wordAtEnd(value[2] ?? '').length }
}

/** The word that is being written: behind the last space, bracket, quote or comma. */
function wordAtEnd(text: string): string {
  return /[^\s,[\]"']*$/.exec(text)?.[0] ?? ''
}
