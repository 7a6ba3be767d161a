// The JSON Schemas that are shipped in `schemas/`: of what people write from what the loader checks, of what commands print from
// the tables of codes and formats and, field by field, from the types.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Ajv, type AnySchema } from 'ajv'
import { expect } from 'vitest'
import { directives, fits, layoutModes, metaKeys } from '../../src/compile/editing/catalogue.js'
import { metaHelp } from '../../src/compile/editing/vocabularyHelp.js'
import { formats } from '../../src/export/formats.js'
import { configShape } from '../../src/load/config/configShape.js'
import { problemCodes } from '../../src/model/codes.js'
import { jsonSchemaOf } from '../themes/jsonSchema.js'

type Json = Readonly<Record<string, unknown>>

export const schemaFolder = join(import.meta.dirname, '..', '..', 'schemas')

const text = { type: 'string' }
const whole = { type: 'integer', minimum: 0 }
const number = { type: 'integer', minimum: 1 }
const flag = { type: 'boolean' }
const option = { type: ['number', 'string', 'boolean', 'array'] }
const listOf = (items: Json): Json => ({ type: 'array', items })

/** An object; keys that end in `?` may be absent, and none is there besides these. */
function object(fields: Readonly<Record<string, Json>>): Json {
  const entries = Object.entries(fields)
  return {
    type: 'object',
    properties: Object.fromEntries(entries.map(([key, value]) => [key.replace('?', ''), value])),
    required: entries.flatMap(([key]) => (key.endsWith('?') ? [] : [key])),
    additionalProperties: false,
  }
}

const box = object({
  xPx: { type: 'number' },
  yPx: { type: 'number' },
  widthPx: { type: 'number' },
  heightPx: { type: 'number' },
})
const problem = object({
  severity: { enum: ['error', 'warning', 'info'] },
  code: { enum: Object.keys(problemCodes) },
  message: text,
  hint: text,
  'place?': object({ file: text, 'line?': number, 'column?': number, 'length?': whole }),
  'slide?': number,
  'step?': whole,
  'sourceLine?': text,
  'spot?': object({ element: text, box }),
  'fix?': object({ wrote: text, meant: text }),
})
const problems = listOf(problem)
const theme = {
  name: text,
  title: text,
  description: text,
  'version?': text,
  'license?': text,
  'extends?': text,
  colorSchemes: listOf({ enum: ['light', 'dark'] }),
  sizes: listOf(text),
  layouts: listOf({ type: 'object', required: ['class', 'title', 'description'] }),
  tokens: listOf({ type: 'object', required: ['name', 'type', 'meaning'] }),
  from: text,
  file: text,
  'folder?': text,
}

/** What a command prints: `schemaVersion` is that of its form. */
const output = (title: string, fields: Readonly<Record<string, Json>>): Json =>
  withHead(title, object({ schemaVersion: { const: 1 }, ...fields }))

function withHead(title: string, schema: Json): Json {
  return { $schema: 'http://json-schema.org/draft-07/schema#', title, ...schema }
}

/** Of a deck's front matter, with the help that editors show. Keys of other tools may be there; they are ignored. */
function frontMatter(): Json {
  const known: Readonly<Record<string, Json>> = {
    fit: { enum: fits },
    layout: { enum: layoutModes },
    tokens: { type: 'object' },
  }
  const scalar = { type: ['string', 'number', 'boolean', 'null', 'array'] }
  const keys = [
    ...directives.flatMap(({ name, scope, help }) =>
      (scope === 'local' ? [name, `_${name}`] : [name]).map((key) => [key, help] as const),
    ),
    ...metaKeys.map((key) => [key, metaHelp[key]] as const),
  ]
  const properties = keys.map(([key, description]) => [
    key,
    { ...(known[key.replace('_', '')] ?? scalar), description },
  ])
  return withHead('The front matter of a Lectern deck', { type: 'object', properties: Object.fromEntries(properties) })
}

/** Name of the file → schema. */
export const schemas: Readonly<Record<string, Json>> = {
  'config.v1.json': jsonSchemaOf(configShape, 'The configuration of a Lectern project'),
  'front-matter.v1.json': frontMatter(),
  'build-output.v1.json': output('What `lectern build --json` prints', {
    artefacts: listOf(
      object({
        deck: text,
        format: { enum: [...formats, 'index', 'thumbnail'] },
        path: text,
        bytes: whole,
        'pages?': whole,
        'unchanged?': flag,
      }),
    ),
    problems,
  }),
  'check-output.v1.json': output('What `lectern check --json` prints', {
    decks: listOf(object({ file: text, title: text, slides: whole, measured: whole, quiet: whole, problems })),
    problems,
  }),
  'doctor-output.v1.json': output('What `lectern doctor --json` prints', {
    probes: listOf(
      object({
        name: text,
        status: { enum: ['ok', 'warning', 'failure'] },
        message: text,
        hint: text,
        'exitCode?': { enum: [1, 2] },
      }),
    ),
  }),
  'rules-output.v1.json': output('What `lectern check --rules --json` prints', {
    rules: listOf(
      object({
        id: { enum: Object.keys(problemCodes) },
        reportedByBuild: flag,
        isFixed: flag,
        level: { enum: ['error', 'warning', 'info', 'off'] },
        finds: text,
        why: text,
        bad: text,
        good: text,
        options: listOf(object({ name: text, meaning: text, default: option, value: option })),
      }),
    ),
  }),
  'theme-preview-output.v1.json': output('What `lectern theme preview --json` prints', {
    artefacts: listOf(object({ path: text, bytes: whole })),
    problems,
  }),
  'theme-list-output.v1.json': output('What `lectern theme list --json` prints', {
    themes: listOf(object(theme)),
    problems,
  }),
  'theme-check-output.v1.json': output('What `lectern theme check --json` prints', {
    packs: listOf(object({ name: text, slides: whole, problems })),
  }),
}

const ajv = new Ajv({ strict: false, allErrors: true })

/** What the schema that is shipped under that name has against a value. */
export function faultsOf(name: string, value: unknown): readonly string[] {
  const schema = JSON.parse(readFileSync(join(schemaFolder, name), 'utf8')) as AnySchema
  const isRight = ajv.compile(schema)
  return isRight(value) ? [] : (isRight.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`)
}

/** Fails when what a command printed is not as its schema says. */
export function expectOutput(
  name: 'build' | 'check' | 'rules' | 'doctor' | 'theme-list' | 'theme-check' | 'theme-preview',
  out: string,
): void {
  expect(faultsOf(`${name}-output.v1.json`, JSON.parse(out))).toEqual([])
}
