import { createHash } from 'node:crypto'
import type { PdfObject } from '../file/read.js'
import { mapReferences } from '../file/syntax.js'

/**
 * The objects with only one of each stream kept: a picture that is on slides of several printed parts, or that Chromium
 * wrote more than once, is in the file once. What is left out is `undefined`, so that numbers stay what they are.
 */
export function dedupe(objects: readonly PdfObject[]): (PdfObject | undefined)[] {
  let kept: (PdfObject | undefined)[] = [...objects]
  const hashes = objects.map(({ stream }) =>
    stream === undefined ? '' : createHash('sha256').update(stream).digest('base64'),
  )
  for (;;) {
    const first = new Map<string, number>()
    const twins = new Map<number, number>()
    kept.forEach((object, index) => {
      if (object?.stream === undefined) return
      const key = `${hashes[index]} ${object.text}`
      const original = first.get(key)
      if (original === undefined) first.set(key, index + 1)
      else twins.set(index + 1, original)
    })
    if (twins.size === 0) return kept
    // Once their masks and colour profiles are the same, pictures become twins, too.
    kept = kept.map((object, index) => {
      if (object === undefined || twins.has(index + 1)) return undefined
      return { ...object, text: mapReferences(object.text, (number) => twins.get(number) ?? number) }
    })
  }
}
