// Descriptions are what an editor shows while somebody writes a manifest: they go into the JSON Schema.
import * as v from 'valibot'

const text = v.pipe(v.string(), v.nonEmpty('is empty'), v.maxLength(20_000, 'is too long'))
const path = v.pipe(text, v.maxLength(500, 'is too long'))
/** What a deck can write after `theme:` without quotes. */
const name = v.pipe(
  text,
  v.maxLength(100, 'is too long'),
  v.regex(/^[a-zA-Z0-9][\w.-]*$/, 'may contain only letters, digits and hyphens'),
)
/** A class of a slide, and a custom property without its two hyphens. */
const word = v.pipe(
  text,
  v.maxLength(100, 'is too long'),
  v.regex(/^[a-zA-Z][\w-]*$/, 'must begin with a letter, followed by letters, digits and hyphens'),
)
/** What a token holds; decides what `tokens:` may set it to. */
export const tokenTypes = ['color', 'font', 'length', 'number', 'text'] as const

/** A list for people: one that is longer was written by a program gone wrong. */
const list = <Item extends v.GenericSchema>(item: Item) =>
  v.pipe(v.array(item), v.maxLength(200, 'has more than 200 entries'))

const author = v.union([text, v.looseObject({ name: text })])
const font = v.object({
  family: v.pipe(text, v.description('Font family name used in the CSS.')),
  file: v.pipe(path, v.description('A woff2 file in the pack, such as fonts/sans-latin.woff2.')),
  weight: v.pipe(v.union([text, v.number()]), v.description('One weight, or the range of a variable font: 100 900.')),
  style: v.pipe(text, v.description('normal or italic.')),
  license: v.optional(v.pipe(text, v.description('SPDX identifier of its licence, such as OFL-1.1.'))),
})
const token = v.object({
  name: v.pipe(word, v.description('Name of the custom property, without the two hyphens.')),
  type: v.pipe(v.picklist(tokenTypes), v.description('Type of its value; a deck cannot set anything else.')),
  values: v.optional(v.pipe(list(text), v.description('Allowed values. Absent: any value of its type.'))),
  default: v.optional(v.pipe(text, v.description('Default value in the CSS. Absent: the CSS decides.'))),
  meaning: v.pipe(text, v.description('What it changes, for people who set it.')),
})
const slot = v.object({ name: text, description: v.optional(text) })
const layout = v.object({
  class: v.pipe(word, v.description('Class name used in a deck: <!-- _class: … -->.')),
  title: text,
  description: v.pipe(text, v.description('What it is for, in one sentence.')),
  slots: v.optional(v.pipe(list(slot), v.description('Content areas of the slide, in order.'))),
  example: v.optional(v.pipe(text, v.description('Markdown of one slide that shows it.'))),
})

/** The shape of theme.json. `themes/theme.schema.json` says the same for editors; a test keeps them equal. */
export const manifestShape = v.object({
  $schema: v.optional(text),
  name: v.pipe(name, v.description('Name used in a deck after theme:, and in the CSS after @theme.')),
  title: v.pipe(text, v.description('Display name.')),
  description: v.pipe(text, v.description('One sentence: what it looks like and who it is for.')),
  version: v.pipe(text, v.description('Version of the pack, such as 1.0.0.')),
  license: v.pipe(text, v.description('SPDX identifier of its licence, such as MIT.')),
  css: v.pipe(path, v.description('Path of the Marp theme CSS in the pack, such as theme.css.')),
  extends: v.optional(v.pipe(name, v.description('Base theme, whose CSS, layouts and tokens come first.'))),
  authors: v.optional(v.pipe(list(author), v.description('Author of the pack.'))),
  colorSchemes: v.optional(
    v.pipe(
      v.array(v.picklist(['light', 'dark'])),
      v.minLength(1, 'is empty'),
      v.maxLength(2, 'has more than 2 entries'),
      v.description('Supported colour schemes, the default first.'),
    ),
  ),
  sizes: v.optional(v.pipe(list(text), v.description('Names of the sizes in the CSS (@size), such as 16:9.'))),
  fonts: v.optional(v.pipe(list(font), v.description('Font files in the pack.'))),
  tokens: v.optional(v.pipe(list(token), v.description('Custom properties that a deck or project can set.'))),
  layouts: v.optional(v.pipe(list(layout), v.description('Layouts, by slide class.'))),
})

/** A theme pack's manifest, checked. Paths are relative to the pack's folder. */
export type Manifest = v.InferOutput<typeof manifestShape>
