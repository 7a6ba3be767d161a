// theme.json, the manifest of a theme pack. What only tools read is checked as strictly as what we read ourselves: a pack
// is written once and used for years.
import * as v from 'valibot'
import type { Problem } from '../model/problem.js'
import { parseJson, placeOfKey } from './jsonText.js'
import { unknownKeys } from './unknownKeys.js'

const text = v.pipe(v.string(), v.nonEmpty('is empty'))
const path = v.pipe(text, v.maxLength(500))
/** What a deck can write after `theme:` without quotes. */
const name = v.pipe(
  text,
  v.maxLength(100),
  v.regex(/^[a-z0-9][\w.-]*$/i, 'has other characters than letters, digits and hyphens'),
)

const shape = v.object({
  name,
  title: text,
  description: text,
  version: text,
  license: text,
  css: path,
  authors: v.optional(v.array(v.union([text, v.looseObject({ name: text })]))),
  colorSchemes: v.optional(v.array(v.picklist(['light', 'dark']))),
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
  layouts: v.optional(v.array(v.object({ class: text, title: text, description: text }))),
  tokens: v.optional(v.array(v.union([text, v.looseObject({ name: text })]))),
  sizes: v.optional(v.union([v.array(text), v.record(v.string(), v.unknown())])),
})

/** A theme pack's manifest, checked. Paths are relative to the pack's folder. */
export type Manifest = v.InferOutput<typeof shape>

/** Parses the text of a manifest; `file` is its name in messages. Never throws. */
export function parseManifest(
  json: string,
  file: string,
): { readonly manifest?: Manifest; readonly problems: Problem[] } {
  const parsedJson = parseJson(json)
  if (!parsedJson.ok) {
    const hint = 'Look for a missing comma or quote just before this place.'
    return { problems: [problem('error', 'The manifest is not valid JSON.', hint, json, file, parsedJson)] }
  }
  const { value } = parsedJson
  const problems: Problem[] = []
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) {
    for (const { key, near } of unknownKeys(value, Object.keys(shape.entries))) {
      const hint = near === undefined ? 'Delete it; nothing reads it.' : `Did you mean \`${near}\`?`
      problems.push(problem('warning', `\`${key}\` is not a known key.`, hint, json, file, placeOfKey(json, key)))
    }
  }
  const parsed = v.safeParse(shape, value)
  if (parsed.success) return { manifest: parsed.output, problems }
  for (const issue of parsed.issues) {
    const dotted = v.getDotPath(issue) ?? ''
    const [key = ''] = dotted.split('.')
    const message = dotted === '' ? 'The manifest is not an object.' : `\`${dotted}\` ${explain(issue)}.`
    problems.push(
      problem(
        'error',
        message,
        'Compare it with the manifest of a pack that works.',
        json,
        file,
        placeOfKey(json, key),
      ),
    )
  }
  return { problems }
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
  const sourceLine = json.split('\n')[line - 1] ?? ''
  return { severity, code: 'theme-invalid', message, hint, place: { file, line, column }, sourceLine }
}
