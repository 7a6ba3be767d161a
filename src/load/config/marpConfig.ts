// Configurations of Marp CLI. They may be programs, so nothing of them is run to name them; only `--from-marp` runs one.
// Names and keys: the README of @marp-team/marp-cli 4.5.
import { readdir } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { parse } from 'yaml'
import { exitCodes, LecternError } from '../../model/error.js'
import type { Problem } from '../../model/problem.js'
import { decodeText } from '../deck/decodeText.js'
import { fileName } from '../disk/fileName.js'
import { readRegular } from '../disk/readRegular.js'
import type { Config } from './configShape.js'
import { runConfig } from './runConfig.js'

const names = /^(?:\.marprc(?:\.(?:json|ya?ml|[cm]?[jt]s))?|marp\.config\.[cm]?[jt]s)$/
const largest = 1024 * 1024

/** Keys that change how decks look or where they go. The others are about the program that ran. */
const keys =
  'allowLocalFiles browser browserPath browserTimeout engine html image images inputDir jpegQuality lang markdown math ogImage options output pdf pdfNotes pdfOutlines pptx theme themeSet title transition url'.split(
    ' ',
  )

/** Names a configuration of Marp CLI in a folder, with what it would have set; nothing when there is none. */
export async function marpConfigIn(folder: string, cwd: string): Promise<Problem | undefined> {
  const found = await find(folder)
  if (found === undefined) return undefined
  const file = fileName(found.path, cwd)
  const set = keys.filter((key) =>
    found.text === undefined ? false : new RegExp(`(?:^|[\\s{,"'])${key}["']?\\s*:`, 'm').test(found.text),
  )
  const what = set.length === 0 ? '' : `; it sets ${set.map((key) => `\`${key}\``).join(', ')}`.slice(0, 100)
  return {
    severity: 'info',
    code: 'config-ignored',
    message: `Marp CLI’s configuration \`${file}\` was not read${what}.`,
    hint: 'Run `lectern build --from-marp` in its folder to convert it to lectern.config.json; this runs the file if it is a script.',
    place: { file, line: 1, column: 1 },
  }
}

/** What of a configuration fits, as one of ours, and what does not. */
export interface TakenOver {
  readonly file: string
  readonly config: Config
  /** Keys that were taken over. */
  readonly taken: readonly string[]
  /** The others, each with why or what to use. */
  readonly left: readonly string[]
}

/** Reads Marp CLI's configuration of a folder, and runs it when it is a program. Throws `LecternError` (2) when it cannot. */
export async function readMarpConfig(
  cwd: string,
  { deadlineMs = 8_000, print }: { deadlineMs?: number; print?: NodeJS.WritableStream } = {},
): Promise<TakenOver> {
  const found = await find(cwd)
  if (found === undefined) {
    const hint =
      'Run it in the folder with .marprc.yml, .marprc.json, marp.config.js or a package.json that has `marp`.'
    throw failure('usage', 'No Marp CLI configuration in this folder.', hint, '')
  }
  const file = fileName(found.path, cwd)
  const value = await contentOf(found, file, { deadlineMs, print })
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw failure(
      'config-invalid',
      `\`${file}\` does not contain a configuration.`,
      'Use a list of keys with values.',
      file,
    )
  return { file, ...translate(value as Readonly<Record<string, unknown>>) }
}

interface Found {
  readonly path: string
  /** Absent when it cannot be read. */
  readonly text: string | undefined
}

async function find(folder: string): Promise<Found | undefined> {
  const entries: readonly string[] = await readdir(folder).catch(() => [])
  const name = entries.filter((entry) => names.test(entry)).sort()[0]
  if (name !== undefined) return { path: join(folder, name), text: await textOf(join(folder, name)) }
  if (!entries.includes('package.json')) return undefined
  const path = join(folder, 'package.json')
  const own = ownPart((await textOf(path)) ?? '')
  return own === undefined ? undefined : { path, text: JSON.stringify(own) }
}

function ownPart(manifest: string): unknown {
  if (!manifest.includes('"marp"')) return undefined
  try {
    const value: unknown = JSON.parse(manifest)
    const own =
      typeof value === 'object' && value !== null && Object.hasOwn(value, 'marp')
        ? (value as { marp: unknown }).marp
        : undefined
    return typeof own === 'object' && own !== null ? own : undefined
  } catch {
    return undefined
  }
}

async function textOf(path: string): Promise<string | undefined> {
  const read = await readRegular(path, largest)
  const decoded = read.ok ? decodeText(read.bytes) : read
  return decoded.ok ? decoded.text : undefined
}

async function contentOf(
  { path, text }: Found,
  file: string,
  { deadlineMs, print }: { deadlineMs: number; print: NodeJS.WritableStream | undefined },
): Promise<unknown> {
  if (/\.[cm]?[jt]s$/.test(path)) {
    const run = await runConfig(path, deadlineMs, { withoutFunctions: true, print })
    if (run.ok) return run.value
    throw failure(
      'config-invalid',
      `\`${file}\` could not be run: ${run.reason.replace(/\s*\n\s*/g, ' ').slice(0, 120)}.`,
      'Fix the file.',
      file,
    )
  }
  try {
    return parse(text ?? '')
  } catch {
    throw failure('config-invalid', `\`${file}\` is neither YAML nor JSON.`, 'Fix the file.', file)
  }
}

function translate(marp: Readonly<Record<string, unknown>>): Omit<TakenOver, 'file'> {
  const config: Record<string, unknown> = {}
  const taken: string[] = []
  const left: string[] = []
  const take = (key: string, ours: Readonly<Record<string, unknown>>): void => {
    Object.assign(config, ours)
    taken.push(key)
  }
  const to = ['pdf', 'pptx'].filter((format) => marp[format] === true)
  for (const [key, value] of Object.entries(marp)) {
    if (value === undefined || value === null || value === false) continue
    const texts = (Array.isArray(value) ? value : [value]).filter((one): one is string => typeof one === 'string')
    if (key === 'themeSet' && texts.length > 0) take(key, { themeDirs: [...new Set(texts.map(folderOf))] })
    else if (key === 'theme' && texts.length > 0) take(key, { theme: texts[0] })
    else if (key === 'html') {
      if (value === true) take(key, { unsafeHtml: true })
      else left.push('html (safe elements and attributes are always allowed)')
    } else if (key === 'inputDir' && texts.length > 0) take(key, { decks: texts })
    else if (key === 'output' && texts.length > 0 && texts[0] !== 'false') take(key, { out: texts[0] })
    else if (key === 'pdf') take(key, { to })
    else if ((key === 'image' || key === 'images') && texts.length > 0)
      take(key, { to: [...to.filter((one) => one !== 'pptx'), texts[0]] })
    else if (key === 'browserPath' && texts.length > 0) take(key, { browser: texts[0] })
    else if (key === 'browserTimeout' && typeof value === 'number')
      take(key, { timeoutSeconds: value > 3_600 ? Math.ceil(value / 1000) : value })
    else left.push(...leftOver(key, value))
  }
  if (Array.isArray(config.to)) config.to = config.to.filter((format) => format !== 'pptx')
  if (Array.isArray(config.to) && config.to.length === 0) delete config.to
  return { config: config as Config, taken, left }
}

/** What has no place in a configuration of ours, with why. */
function leftOver(key: string, value: unknown): string[] {
  if (key === 'options' && typeof value === 'object' && value !== null) {
    const inside = Object.keys(value).flatMap((name) => {
      const nested = (value as Readonly<Record<string, unknown>>)[name]
      return name === 'markdown' && typeof nested === 'object' && nested !== null
        ? Object.keys(nested).map((one) => `options.markdown.${one}`)
        : [`options.${name}`]
    })
    return inside
  }
  const why: Readonly<Record<string, string>> = {
    allowLocalFiles: 'files of the project are always embedded',
    engine: 'Marp plugins are not supported',
    pptx: 'PPTX is not supported',
    pdfNotes: 'use --pdf-notes',
    lang: 'set `lang` in the deck',
    server: 'use lectern dev',
    watch: 'use lectern dev or build --watch',
    preview: 'use lectern dev',
  }
  return [Object.hasOwn(why, key) ? `${key} (${why[key]})` : key]
}

/** `themes/*.css`, `themes/a.css` and `themes` all mean the folder. */
function folderOf(path: string): string {
  const plain = path.replace(/\/+$/, '')
  if (!/[*?[{]|\.s?css$/.test(basename(plain))) return plain === '' ? '.' : plain
  const folder = dirname(plain).replace(/\/?\*\*.*$/, '')
  return folder === '' ? '.' : folder
}

function failure(code: 'usage' | 'config-invalid', message: string, hint: string, file: string): LecternError {
  return new LecternError(
    { severity: 'error', code, message, hint, place: { file, line: 1, column: 1 } },
    exitCodes.usage,
  )
}
