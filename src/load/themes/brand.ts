// brand.json: the tokens of a project (a company's colours and fonts), for every deck whose theme declares them. It lies
// where the command runs, as the configuration does, and is only data.
import { join, relative } from 'node:path'
import type { Place, Problem } from '../../model/problem.js'
import type { RawValue } from '../../model/source.js'
import { unknownKeys } from '../config/unknownKeys.js'
import { decodeText } from '../deck/decodeText.js'
import { readRegular } from '../disk/readRegular.js'
import { parseJson, placesIn } from '../jsonText.js'

/** A project's tokens by name, each with the place of its value, and what is wrong with the file. */
export interface Brand {
  readonly tokens: ReadonlyMap<string, { readonly value: RawValue; readonly place: Place }>
  /** Its logo as it was written; addresses count from the folder of the file. Absent: none. */
  readonly logo?: RawValue
  readonly problems: readonly Problem[]
}

const file = 'brand.json'
const none: Brand = { tokens: new Map(), problems: [] }

/** Reads the `brand.json` of a folder; no tokens when there is none. Never throws. */
export async function loadBrand(cwd: string): Promise<Brand> {
  const read = await readRegular(join(cwd, file), 256 * 1024)
  if (!read.ok && read.reason === 'missing') return none
  const decoded = read.ok ? decodeText(read.bytes) : read
  if (!decoded.ok) return refused(`\`${file}\` cannot be read (${decoded.reason}).`, 'Check the file.')
  const json = parseJson(decoded.text)
  if (!json.ok) {
    return refused(
      `\`${file}\` is not valid JSON.`,
      'Check for a missing comma or quote just before this position.',
      json,
    )
  }
  const placeOf = placesIn(decoded.text)
  if (!isObject(json.value)) return refused(`\`${file}\` is not an object.`, example)
  const problems: Problem[] = unknownKeys(json.value, ['$schema', 'tokens', 'logo']).map(({ key, near }) =>
    problem(
      'warning',
      `\`${key}\` is not a known key.`,
      near === undefined ? example : `Did you mean \`${near}\`?`,
      placeOf([key]),
    ),
  )
  const { tokens = {}, logo } = json.value as { tokens?: unknown; logo?: unknown }
  if (!isObject(tokens)) return refused('`tokens` is not an object.', example, placeOf(['tokens']))
  const entries = Object.entries(tokens).map(
    ([name, value]) => [name, { value: rawValue(value), place: { file, ...placeOf(['tokens', name]) } }] as const,
  )
  if (logo !== undefined && !isLogo(logo)) {
    const hint = 'Write `"logo": "logo.svg"`, or `"logo": { "light": "logo.svg", "dark": "logo-dark.svg" }`.'
    problems.push(
      problem('warning', '`logo` must be an image, or one for each colour scheme.', hint, placeOf(['logo'])),
    )
  }
  return { tokens: new Map(entries), problems, ...(isLogo(logo) ? { logo: rawValue(logo) } : {}) }
}

const example = 'Write `{ "tokens": { "signal": "#0a7d54" } }`.'

/** The logo, whose addresses count from `cwd`, named from the folder of a deck (`.`: the same). Addresses of the network stay. */
export function logoFrom(folder: string, { logo }: Brand, cwd: string): RawValue {
  const named = (value: RawValue | undefined): RawValue =>
    typeof value !== 'string' || /^(?:[a-z][a-z0-9+.-]*:|[/\\])/i.test(value)
      ? (value ?? null)
      : relative(folder === '.' ? cwd : folder, join(cwd, value)).replaceAll('\\', '/')
  if (typeof logo !== 'object' || logo === null || Array.isArray(logo)) return named(logo)
  return Object.fromEntries(Object.entries(logo).map(([key, value]) => [key, named(value)]))
}

function isLogo(value: unknown): boolean {
  if (typeof value === 'string') return true
  const { light, dark, ...others } = isObject(value) ? (value as Readonly<Record<string, unknown>>) : {}
  return typeof light === 'string' && typeof dark === 'string' && Object.keys(others).length === 0
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** As front matter gives values: scalars as text. */
function rawValue(value: unknown): RawValue {
  if (value === null || typeof value === 'string') return value
  if (Array.isArray(value)) return value.map(rawValue)
  if (isObject(value)) return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, rawValue(inner)]))
  return String(value)
}

function refused(message: string, hint: string, place = { line: 1, column: 1 }): Brand {
  return { tokens: new Map(), problems: [problem('error', message, hint, place)] }
}

function problem(
  severity: 'error' | 'warning',
  message: string,
  hint: string,
  { line, column }: { readonly line: number; readonly column: number },
): Problem {
  return { severity, code: 'brand-invalid', message, hint, place: { file, line, column } }
}
