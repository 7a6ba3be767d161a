import { nearest } from '../../model/words/nearest.js'

/** The keys of `value` that are not in `known`, each with the nearest known one when there is one. */
export function unknownKeys(value: object, known: readonly string[]): { key: string; near: string | undefined }[] {
  return Object.keys(value)
    .filter((key) => !known.includes(key))
    .map((key) => ({ key, near: nearest(key, known) }))
}
