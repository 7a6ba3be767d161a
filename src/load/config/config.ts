// The configuration is looked for in one folder, where the command runs, and nowhere else: it may be a program, and a
// deck that somebody sent must not bring one along. Five names in one folder need no search library (lilconfig), and
// running a program with a deadline is what none has; jiti reads TypeScript.
import { access, readdir } from 'node:fs/promises'
import { dirname, extname, join, resolve } from 'node:path'
import type { ProblemCode } from '../../model/codes.js'
import { exitCodes, LecternError } from '../../model/error.js'
import type { Problem } from '../../model/problem.js'
import { nearest } from '../../model/words/nearest.js'
import { decodeText } from '../deck/decodeText.js'
import { fileName } from '../disk/fileName.js'
import { readRegular } from '../disk/readRegular.js'
import { type PlaceOfPath, parseJson, placesIn } from '../jsonText.js'
import { type Config, checkConfig, configKeys } from './configShape.js'
import { runConfig } from './runConfig.js'

export type { Config } from './configShape.js'

const fileNames = ['ts', 'mjs', 'js', 'json'].map((ending) => `lectern.config.${ending}`)

/** Where to look. */
export interface ConfigSearch {
  readonly cwd: string
  /** `--config`, relative to `cwd` or absolute; nothing is looked for then. */
  readonly file?: string
  /** How long a configuration may run; 8 seconds when absent. */
  readonly deadlineMs?: number
  /** Where what a configuration prints is written. Absent: nowhere. */
  readonly print?: NodeJS.WritableStream
}

/** Loads the project's configuration; empty when there is none. Throws `LecternError` (usage) that lists every mistake. */
export async function loadConfig({ cwd, file, deadlineMs = 8_000, print }: ConfigSearch): Promise<Config> {
  const path = file === undefined ? await findConfig(cwd) : resolve(cwd, file)
  if (path === undefined) return {}
  const name = fileName(path, cwd)
  const { value, placeOf } = /\.json$/i.test(path)
    ? await readJson(path, name)
    : { value: await readProgram(path, name, { deadlineMs, print }), placeOf: undefined }
  if (value === undefined && name === 'package.json') return {}
  const checked = checkConfig(value)
  if ('config' in checked) return checked.config
  // Only JSON is read as text; a program has no line for what it computes.
  const place = placeOf?.(checked.first)
  const { message, others } = wrongIn(checked.mistakes)
  throw invalid(name, message, `${others}Use these keys: ${configKeys.join(', ')}.`, place)
}

/**
 * An info when a configuration lies beside a deck (absolute path) in a folder where the command does not run: it was
 * not read. Nothing of it is executed to find out.
 */
export async function configIgnoredBeside(deckPath: string, cwd: string): Promise<Problem | undefined> {
  const folder = dirname(deckPath)
  if (folder === resolve(cwd)) return undefined
  const names = await readdir(folder).catch(() => [])
  const beside =
    names.find((name) => fileNames.includes(name) || /^\.lecternrc/.test(name)) ?? (await inPackage(folder))
  if (beside === undefined) return undefined
  const place = { file: fileName(join(folder, beside), cwd), line: 1, column: 1 }
  const message = `The configuration \`${place.file}\` was not read, because it is not in the current folder.`
  return {
    severity: 'info',
    code: 'config-ignored',
    message,
    hint: `Use --config ${place.file} if you trust it.`,
    place,
  }
}

/** The mistakes that one line has room for, and the others. */
function wrongIn(mistakes: readonly string[]): { readonly message: string; readonly others: string } {
  const said = (shown: number): string => {
    const more = shown < mistakes.length ? `; and ${mistakes.length - shown} more` : ''
    return `The configuration is invalid: ${mistakes.slice(0, shown).join('; ')}${more}.`
  }
  let shown = mistakes.length
  while (shown > 1 && said(shown).length > 200) shown--
  const others = mistakes.slice(shown)
  return { message: said(shown), others: others.length === 0 ? '' : `Fix these, too: ${others.join('; ')}. ` }
}

/** True when there is a configuration of ours in a folder. */
export async function hasConfig(folder: string): Promise<boolean> {
  return (await findConfig(folder).catch(() => folder)) !== undefined
}

async function findConfig(cwd: string): Promise<string | undefined> {
  const found: string[] = []
  for (const name of fileNames) {
    const there = await access(join(cwd, name)).then(
      () => true,
      () => false,
    )
    if (there) found.push(name)
  }
  const inManifest = await inPackage(cwd)
  if (inManifest !== undefined) found.push(inManifest)
  const [first, second] = found
  if (first === undefined) return undefined
  if (second !== undefined)
    throw invalid(second, `There are several configurations: ${found.join(', ')}.`, 'Keep one of them.')
  return join(cwd, first)
}

async function inPackage(folder: string): Promise<'package.json' | undefined> {
  const read = await readRegular(join(folder, 'package.json'), 1024 * 1024)
  const decoded = read.ok ? decodeText(read.bytes) : read
  if (!decoded.ok) return undefined
  const parsed = parseJson(decoded.text)
  // A broken package.json is npm's to complain about, unless our key may be in it.
  if (!parsed.ok) return /"lectern"\s*:\s*\{/.test(decoded.text) ? 'package.json' : undefined
  return isObject(parsed.value) && Object.hasOwn(parsed.value, 'lectern') ? 'package.json' : undefined
}

async function readJson(path: string, name: string): Promise<{ value: unknown; placeOf: PlaceOfPath }> {
  const read = await readRegular(path, 1024 * 1024)
  if (!read.ok) throw await unreadable(path, name)
  const decoded = decodeText(read.bytes)
  if (!decoded.ok) throw invalid(name, 'The configuration is saved as UTF-16.', 'Save it as UTF-8.')
  const parsed = parseJson(decoded.text)
  if (!parsed.ok) {
    const hint = 'Check for a missing comma or quote just before this position.'
    throw invalid(name, 'The configuration is not valid JSON.', hint, parsed)
  }
  const ours = name.endsWith('package.json') && isObject(parsed.value) ? parsed.value : undefined
  const placeIn = placesIn(decoded.text)
  return ours === undefined
    ? { value: parsed.value, placeOf: placeIn }
    : { value: ours.lectern, placeOf: (way) => placeIn(['lectern', ...way]) }
}

async function readProgram(
  path: string,
  name: string,
  { deadlineMs, print }: { deadlineMs: number; print: NodeJS.WritableStream | undefined },
): Promise<unknown> {
  if (!/^\.[cm]?[jt]s$/.test(extname(path))) {
    throw invalid(name, `\`${name}\` is not a configuration.`, 'Use a file that ends in .ts, .mjs, .js or .json.')
  }
  const read = await readRegular(path, 1024 * 1024)
  if (!read.ok) throw await unreadable(path, name)
  const run = await runConfig(path, deadlineMs, { print })
  if (run.ok) return run.value
  throw invalid(name, `The configuration could not be run: ${run.reason.replace(/\s*\n\s*/g, ' ')}.`, 'Fix the file.')
}

async function unreadable(path: string, name: string): Promise<LecternError> {
  const near = nearest(path.slice(dirname(path).length + 1), await readdir(dirname(path)).catch(() => []))
  const hint = near === undefined ? 'Check the path and its permissions.' : `Did you mean \`${near}\`?`
  return invalid(name, `The configuration \`${name}\` cannot be read.`, hint)
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function invalid(file: string, message: string, hint: string, at = { line: 1, column: 1 }): LecternError {
  const code: ProblemCode = 'config-invalid'
  const place = { file, line: at.line, column: at.column }
  return new LecternError({ severity: 'error', code, message, hint, place }, exitCodes.usage)
}
