import { placeOf } from './decodeText.js'

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

/** 1-based place of a key's first occurrence in a JSON text; its beginning when there is none. */
export function placeOfKey(text: string, key: string): { readonly line: number; readonly column: number } {
  const offset = text.search(new RegExp(`"${key.replace(/[^\w]/g, '\\$&')}"\\s*:`))
  return placeOf(text, Math.max(offset, 0))
}
