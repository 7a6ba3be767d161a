import type { PdfObject } from '../file/read.js'

/** A kind of fonts, and how those that are trimmed forms of one are united. */
export interface FontKind<Font extends TrimmedFont> {
  /** Absent when the object of that number is no font of the kind. Throws when it is not as Chromium writes it. */
  read(objects: readonly PdfObject[], number: number): Font | undefined
  /** Absent when they contradict each other. */
  unite(one: Font, other: Font): Font | undefined
  /** Gives the number of the font's object. */
  write(font: Font, push: (object: PdfObject) => number): number
}

/** A font as one printed part has it. */
export interface TrimmedFont {
  /** Fonts whose keys differ are not the same one. */
  readonly key: string
  /** Numbers of the objects that it is made of, its own first. */
  readonly parts: readonly number[]
}

/** What all printed parts say of a font. Only the tag before its name, which tells its trimmed forms apart, differs. */
export function keyOf(dictionaries: readonly (readonly [ReadonlyMap<string, string>, readonly string[]])[]): string {
  const said = dictionaries.map(([entries, without]) => [...entries].filter(([key]) => !without.includes(key)))
  return JSON.stringify(said).replace(/\/[A-Z]{6}\+/g, '/')
}
