import { isMap, isPair, isScalar, isSeq, parseDocument } from 'yaml'
import { placeOf } from './deck/decodeText.js'

/** A parsed JSON text, or where it stops being one (1-based). */
export type ParsedJson =
  | { readonly ok: true; readonly value: unknown }
  | { readonly ok: false; readonly line: number; readonly column: number }

/** Parses JSON. Never throws. A key `__proto__` becomes an ordinary key, as `JSON.parse` makes it. */
export function parseJson(text: string): ParsedJson {
  try {
    return { ok: true, value: JSON.parse(text) }
  } catch {
    return { ok: false, ...placeOf(text, offsetOfMistake(text)) }
  }
}

/** The engine's message has an offset only for some mistakes: the longest beginning that could go on is searched instead. */
function offsetOfMistake(text: string): number {
  let good = 0
  let bad = text.length + 1
  while (bad - good > 1) {
    const middle = Math.floor((good + bad) / 2)
    if (couldGoOn(text.slice(0, middle))) good = middle
    else bad = middle
  }
  return good
}

function couldGoOn(beginning: string): boolean {
  try {
    JSON.parse(beginning)
    return true
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : ''
    return /end of JSON input|Unterminated/.test(reason) || reason.includes(`position ${beginning.length}`)
  }
}

/** Gives the 1-based place of a value by its path from the root. */
export type PlaceOfPath = (path: readonly (string | number)[]) => { readonly line: number; readonly column: number }

/**
 * Finds values in a JSON text; what is not there has the place of the nearest value around it. JSON is YAML, whose parser
 * keeps places; it is slow, so it starts with the first question, which is a mistake's.
 */
export function placesIn(text: string): PlaceOfPath {
  let root: { readonly contents: unknown } | undefined
  return (path) => {
    root ??= parseDocument(text, { uniqueKeys: false, logLevel: 'silent' })
    return placeOf(text, offsetOf(root.contents, path))
  }
}

function offsetOf(root: unknown, path: readonly (string | number)[]): number {
  let node = root
  let offset = 0
  for (const key of path) {
    if (isMap(node)) {
      const pair = node.items.find((item) => isPair(item) && isScalar(item.key) && item.key.value === key)
      if (pair === undefined || !isScalar(pair.key)) break
      offset = startOf(pair.value) ?? startOf(pair.key) ?? offset
      node = pair.value
    } else if (isSeq(node)) {
      node = node.items[Number(key)]
      offset = startOf(node) ?? offset
    } else break
  }
  return offset
}

function startOf(node: unknown): number | undefined {
  const range = typeof node === 'object' && node !== null && 'range' in node ? node.range : undefined
  return Array.isArray(range) && typeof range[0] === 'number' ? range[0] : undefined
}
