import * as v from 'valibot'
import type { Config } from '../../model/config.js'
import { unknownKeys } from './unknownKeys.js'

const text = v.pipe(v.string(), v.nonEmpty('must not be empty'))
const number = (from: number, to: number) =>
  v.pipe(v.number(), v.minValue(from, `must be at least ${from}`), v.maxValue(to, `must be at most ${to}`))

const level = v.picklist(['off', 'info', 'warning', 'warn', 'error'])

export const configShape = v.object({
  $schema: v.optional(text),
  decks: v.optional(v.array(text)),
  root: v.optional(text),
  out: v.optional(text),
  to: v.optional(v.array(text)),
  theme: v.optional(text),
  themeDirs: v.optional(v.array(text)),
  browser: v.optional(text),
  timeoutSeconds: v.optional(number(1, 3_600)),
  mediaLimitMb: v.optional(number(0, 2_000)),
  unsafeHtml: v.optional(v.boolean()),
  allowNet: v.optional(v.boolean()),
  strict: v.optional(v.boolean()),
  check: v.optional(
    v.strictObject({
      baseline: v.optional(text),
      words: v.optional(v.array(text)),
      wordsFile: v.optional(text),
      rules: v.optional(v.record(text, v.union([level, v.record(v.string(), v.union([v.number(), level]))]))),
    }),
  ),
})

export type { Config }

/** Checks a configuration; every mistake at once, each a clause with the way out. */
export function checkConfig(
  value: unknown,
):
  | { readonly config: Config }
  | { readonly mistakes: readonly string[]; readonly first: readonly (string | number)[] } {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    return {
      first: [],
      mistakes: [
        `it must be an object, not ${value === null ? 'null' : Array.isArray(value) ? 'a list' : `a ${typeof value}`}`,
      ],
    }
  }
  const unknown = unknownKeys(value, Object.keys(configShape.entries)).map(({ key, near }) =>
    near === undefined ? `\`${key}\` is not a known key` : `\`${key}\` is not a known key (did you mean \`${near}\`?)`,
  )
  const parsed = v.safeParse(configShape, value)
  const wrong = parsed.success ? [] : parsed.issues.map((issue) => `\`${v.getDotPath(issue) ?? ''}\` ${explain(issue)}`)
  const mistakes = [...unknown, ...wrong]
  const at = (issue: v.BaseIssue<unknown> | undefined): (string | number)[] =>
    (issue?.path ?? []).flatMap(({ key }) => (typeof key === 'string' || typeof key === 'number' ? [key] : []))
  const [near] = unknownKeys(value, Object.keys(configShape.entries))
  const first = near === undefined ? at(parsed.issues?.[0]) : [near.key]
  return parsed.success && mistakes.length === 0 ? { config: parsed.output } : { mistakes, first }
}

/** The keys that a configuration may have. */
export const configKeys: readonly string[] = Object.keys(configShape.entries).filter((key) => key !== '$schema')

function explain(issue: v.BaseIssue<unknown>): string {
  return issue.kind === 'schema' ? `must be ${issue.expected}, not ${issue.received}` : issue.message
}
