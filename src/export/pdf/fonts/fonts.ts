// Chromium trims fonts to the glyphs of the document that it prints, so a deck that is printed in parts has each font once
// for every part. Trimmed fonts keep the numbers of their glyphs; so what they have can be put together again.

import type { PdfObject } from '../file/read.js'
import { mapReferences } from '../file/syntax.js'
import { drawnFonts } from './drawnFonts.js'
import type { FontKind, TrimmedFont } from './fontKind.js'
import { trueTypes } from './trueTypes.js'

/** Unites fonts in place. Those that cannot be understood, or contradict each other, stay as they are. */
export function uniteFonts(objects: PdfObject[]): void {
  const replaced = new Map([...uniteKind(objects, trueTypes), ...uniteKind(objects, drawnFonts)])
  if (replaced.size === 0) return
  const idle = new Set([...replaced.values()].flatMap(({ parts }) => parts))
  const keep = (text: string): string =>
    mapReferences(text, (number) => {
      const to = replaced.get(number)?.by ?? number
      if (idle.delete(to)) keep(objects[to - 1]?.text ?? '')
      return to
    })
  objects.forEach((object, index) => {
    if (object.text.includes('/Font') && !idle.has(index + 1)) objects[index] = { ...object, text: keep(object.text) }
  })
  for (const number of idle) objects[number - 1] = { text: 'null' }
}

/** Number of a font's object → the font that takes its place. */
type Replaced = Map<number, { readonly by: number; readonly parts: readonly number[] }>

function uniteKind<Font extends TrimmedFont>(objects: PdfObject[], kind: FontKind<Font>): Replaced {
  const groups = new Map<string, { font: Font; members: number[] }[]>()
  for (let number = 1; number <= objects.length; number += 1) {
    const font = readOrLeave(objects, number, kind)
    if (font === undefined) continue
    const alike = groups.get(font.key) ?? []
    groups.set(font.key, alike)
    const joined = alike.some((group) => {
      const united = kind.unite(group.font, font)
      if (united === undefined) return false
      group.font = united
      group.members.push(number)
      return true
    })
    if (!joined) alike.push({ font, members: [number] })
  }
  const replaced: Replaced = new Map()
  for (const { font, members } of [...groups.values()].flat()) {
    if (members.length < 2) continue
    const by = kind.write(font, (object) => objects.push(object))
    for (const number of members) replaced.set(number, { by, parts: font.parts })
  }
  return replaced
}

function readOrLeave<Font extends TrimmedFont>(
  objects: readonly PdfObject[],
  number: number,
  kind: FontKind<Font>,
): Font | undefined {
  try {
    return kind.read(objects, number)
  } catch {
    return undefined
  }
}
