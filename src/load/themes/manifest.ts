// theme.json, the manifest of a theme pack. What only tools read is checked as strictly as what we read ourselves: a pack
// is written once and used for years.
import * as v from 'valibot'
import type { Problem } from '../../model/problem.js'
import { unknownKeys } from '../config/unknownKeys.js'
import { type PlaceOfPath, parseJson, placesIn } from '../jsonText.js'
import { type Manifest, manifestShape } from './manifestShape.js'

/** Mistakes that are told at the most: a manifest with 10,000 wrong layouts has one mistake, made by a program. */
const toldAtMost = 20

/** Parses the text of a manifest; `file` is its name in messages. Never throws. */
export function parseManifest(
  json: string,
  file: string,
): { readonly manifest?: Manifest; readonly problems: Problem[] } {
  const parsedJson = parseJson(json)
  if (!parsedJson.ok) {
    const hint = 'Check for a missing comma or quote just before this position.'
    return { problems: [problem('error', 'The manifest is not valid JSON.', hint, json, file, parsedJson)] }
  }
  const { value } = parsedJson
  const placeOfPath = placesIn(json)
  const parsed = v.safeParse(manifestShape, value)
  const problems: Problem[] = []
  for (const [path, entries] of levels(value)) {
    for (const { key, near } of unknownKeys(entries.value, entries.known)) {
      if (problems.length >= toldAtMost) break
      const hint = near === undefined ? 'Remove it; it has no effect.' : `Did you mean \`${near}\`?`
      const place = placeOfPath([...path, key])
      problems.push(problem('warning', `\`${[...path, key].join('.')}\` is not a known key.`, hint, json, file, place))
    }
  }
  if (parsed.success)
    return { manifest: parsed.output, problems: [...problems, ...twice(parsed.output, json, file, placeOfPath)] }
  for (const issue of parsed.issues.slice(0, toldAtMost)) {
    const path = (issue.path ?? []).map(({ key }) => key as string | number)
    const name = path.join('.')
    const message = name === '' ? 'The manifest is not an object.' : `\`${name}\` ${explain(issue)}.`
    const hint = 'Compare it with the manifest of a working pack.'
    problems.push(problem('error', message, hint, json, file, placeOfPath(path)))
  }
  return { problems }
}

interface Level {
  readonly value: object
  readonly known: readonly string[]
}

/** Every object of the manifest with the keys that it may have. */
function levels(value: unknown): [path: (string | number)[], level: Level][] {
  if (!isObject(value)) return []
  const found: [(string | number)[], Level][] = [[[], { value, known: Object.keys(manifestShape.entries) }]]
  for (const [key, known] of Object.entries(entryKeys)) {
    const list = (value as Record<string, unknown>)[key]
    if (!Array.isArray(list)) continue
    for (const [index, entry] of list.entries())
      if (isObject(entry)) found.push([[key, index], { value: entry, known }])
  }
  return found
}

const entryKeys: Readonly<Record<string, readonly string[]>> = Object.fromEntries(
  (['fonts', 'tokens', 'layouts'] as const).map((key) => [
    key,
    Object.keys(manifestShape.entries[key].wrapped.item.entries),
  ]),
)

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** Layouts and tokens that are declared a second time. */
function twice(manifest: Manifest, json: string, file: string, placeOfPath: PlaceOfPath): Problem[] {
  const lists = {
    layouts: { names: manifest.layouts?.map((layout) => layout.class) ?? [], key: 'class' },
    tokens: { names: manifest.tokens?.map(({ name }) => name) ?? [], key: 'name' },
  }
  return Object.entries(lists).flatMap(([list, { names, key }]) => {
    const seen = new Set<string>()
    return names.flatMap((name, index) => {
      if (!seen.has(name)) {
        seen.add(name)
        return []
      }
      const place = placeOfPath([list, index, key])
      return [
        problem('warning', `\`${name}\` is declared twice in \`${list}\`.`, 'Delete one of them.', json, file, place),
      ]
    })
  })
}

function explain(issue: v.BaseIssue<unknown>): string {
  if (issue.received === 'undefined') return 'is missing'
  if (issue.kind === 'schema') return `must be ${issue.expected}, not ${issue.received}`
  return issue.message
}

function problem(
  severity: 'error' | 'warning',
  message: string,
  hint: string,
  json: string,
  file: string,
  { line, column }: { readonly line: number; readonly column: number },
): Problem {
  const sourceLine = (json.split('\n')[line - 1] ?? '').slice(0, 500)
  return { severity, code: 'theme-invalid', message, hint, place: { file, line, column }, sourceLine }
}
