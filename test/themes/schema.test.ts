import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join, relative, resolve } from 'node:path'
import * as v from 'valibot'
import { expect, test } from 'vitest'
import { parseManifest } from '../../src/load/themes/manifest.js'
import { manifestShape } from '../../src/load/themes/manifestShape.js'
import { jsonSchemaOf } from './jsonSchema.js'

const folder = join(import.meta.dirname, '..', '..', 'themes')
const schemaPath = join(folder, 'theme.schema.json')
const packs = readdirSync(folder).filter((name) => existsSync(join(folder, name, 'theme.json')))

test('the JSON Schema that is shipped says what the loader checks', async () => {
  const schema = jsonSchemaOf(manifestShape, "A Lectern theme pack's manifest")
  await expect(`${JSON.stringify(schema, null, 2)}\n`).toMatchFileSnapshot(schemaPath)
})

test('every key of the schema is explained to whoever writes one', () => {
  const { properties } = JSON.parse(readFileSync(schemaPath, 'utf8')) as { properties: Record<string, object> }
  const silent = Object.entries(properties).filter(([, value]) => !('description' in value))
  expect(silent.map(([key]) => key)).toEqual(['$schema'])
})

test('a shape that JSON Schema could not say is refused', () => {
  expect(() => jsonSchemaOf(v.date(), 'x')).toThrow('date')
  expect(() => jsonSchemaOf(v.pipe(v.string(), v.regex(/a/i)), 'x')).toThrow('flags')
  expect(() => jsonSchemaOf(v.pipe(v.string(), v.email()), 'x')).toThrow('email')
})

test.each(packs)('%s has a manifest that is right, and names the schema that is there', (pack) => {
  const file = join(folder, pack, 'theme.json')
  const { manifest, problems } = parseManifest(readFileSync(file, 'utf8'), relative(folder, file))
  expect(problems).toEqual([])
  expect(resolve(folder, pack, manifest?.$schema ?? '')).toBe(schemaPath)
})
