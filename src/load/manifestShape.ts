import * as v from 'valibot'

const text = v.pipe(v.string(), v.nonEmpty('is empty'), v.maxLength(20_000, 'is too long'))
const path = v.pipe(text, v.maxLength(500, 'is too long'))
/** What a deck can write after `theme:` without quotes. */
const name = v.pipe(
  text,
  v.maxLength(100, 'is too long'),
  v.regex(/^[a-z0-9][\w.-]*$/i, 'has other characters than letters, digits and hyphens'),
)
/** A class of a slide, and a custom property without its two hyphens. */
const word = v.pipe(
  text,
  v.maxLength(100, 'is too long'),
  v.regex(/^[a-z][\w-]*$/i, 'must begin with a letter and go on with letters, digits and hyphens'),
)
/** What a token holds; decides what `tokens:` may set it to. */
export const tokenTypes = ['color', 'font', 'length', 'number', 'text'] as const

/** The shape of theme.json. `themes/theme.schema.json` says the same for editors; a test keeps them equal. */
export const manifestShape = v.object({
  $schema: v.optional(text),
  name,
  title: text,
  description: text,
  version: text,
  license: text,
  css: path,
  extends: v.optional(name),
  authors: v.optional(v.array(v.union([text, v.looseObject({ name: text })]))),
  colorSchemes: v.optional(v.pipe(v.array(v.picklist(['light', 'dark'])), v.minLength(1, 'is empty'))),
  sizes: v.optional(v.array(text)),
  fonts: v.optional(
    v.array(
      v.object({
        family: text,
        file: path,
        weight: v.union([text, v.number()]),
        style: text,
        license: v.optional(text),
      }),
    ),
  ),
  tokens: v.optional(
    v.array(v.object({ name: word, type: v.picklist(tokenTypes), default: v.optional(text), meaning: text })),
  ),
  layouts: v.optional(
    v.array(
      v.object({
        class: word,
        title: text,
        description: text,
        slots: v.optional(v.array(v.object({ name: text, description: v.optional(text) }))),
        example: v.optional(text),
      }),
    ),
  ),
})

/** A theme pack's manifest, checked. Paths are relative to the pack's folder. */
export type Manifest = v.InferOutput<typeof manifestShape>
