// `<!-- include: part.md -->`, alone on its line, stands for the slides of another file. The text goes in as it is, between
// blank lines, so that every other tool that joins the files in that order shows the same; each line remembers where it is
// from. Only Markdown in the deck's root can be included: what a deck includes it shows.
import { realpath } from 'node:fs/promises'
import { basename, dirname, relative, resolve, sep } from 'node:path'
import type { ProblemCode } from '../../model/codes.js'
import type { Problem, Severity } from '../../model/problem.js'
import type { Source, SourcePart } from '../../model/source.js'
import { kindOfBytes } from '../assets/kindOfBytes.js'
import { nearestIn } from '../assets/nearestIn.js'
import { type Resolved, resolveInside } from '../disk/containment.js'
import { fileName } from '../disk/fileName.js'
import { readReal } from '../disk/openInside.js'
import { findFrontMatter } from '../frontMatter/frontMatterBlock.js'
import { addressesOnlyInDeck } from './addressesOfPart.js'
import { decodeText } from './decodeText.js'
import { includesIn } from './includeLines.js'

/** Files included in each other, the deck not counted. */
const deepest = 16
/** Files that are included in all: three of them that include each other twice would be a million otherwise. */
const most = 1_000

/** A file on the way from the deck to the one that is being read. */
interface Reading {
  readonly file: string
  /** Absolute. */
  readonly path: string
  readonly fromDeck?: readonly string[]
}

/** What expanding has come to. */
interface Draft {
  readonly lines: string[]
  readonly parts: SourcePart[]
  readonly problems: Problem[]
  bytes: number
  /** How many includes were looked at. */
  count: number
}

/**
 * A deck with the text of all files that it includes. What cannot be included is an error at its place, and the line stays
 * empty. `limitBytes`: of all files together. Throws the signal's reason once it is aborted.
 */
export async function withIncludes(
  source: Source,
  { cwd, limitBytes, signal }: { cwd: string; limitBytes: number; signal?: AbortSignal | undefined },
): Promise<Source> {
  if (!source.text.includes('include:')) return source
  const draft: Draft = { lines: [], parts: [], problems: [], bytes: source.text.length, count: 0 }
  const realRoot = await realpath(source.root).catch(() => source.root)
  const chain: Reading[] = [{ file: source.file, path: source.path }]
  await add(source.text.split('\n'), 1, chain, source.frontMatter.lineCount)
  if (draft.parts.length < 2 && draft.problems.length === 0) return source
  return {
    ...source,
    text: draft.lines.join('\n'),
    parts: draft.parts,
    problems: [...source.problems, ...draft.problems],
  }

  /** Adds lines of a file, of which the first is number `first`; the first `skip` of them are not looked at. */
  async function add(lines: readonly string[], first: number, way: readonly Reading[], skip: number): Promise<void> {
    let done = 0
    for (const include of includesIn(lines, skip)) {
      signal?.throwIfAborted()
      own(lines, done, include.index, first, way)
      done = include.index + 1
      const lineNumber = first + include.index
      // It is said once; everything after it would say the same.
      if (draft.count > most) {
        blank(lineNumber, way)
        continue
      }
      draft.count += 1
      const place = { line: lineNumber, column: include.column, length: include.path.length }
      const inner = await read(include.path, way, (code, message, hint, severity = 'error') => {
        const here = { file: way.at(-1)?.file ?? source.file, ...place }
        const sourceLine = (lines[include.index] ?? '').slice(0, 400)
        const said = way.length < 2 ? message : `${message} (${chainOf(way)})`
        draft.problems.push({ severity, code, message: said, hint, place: here, sourceLine })
      })
      // The line of the include itself becomes the blank line before the other file.
      blank(lineNumber, way)
      if (inner === undefined) continue
      await add(inner.lines, inner.first, [...way, inner.reading], 0)
      blank(lineNumber, way)
    }
    own(lines, done, lines.length, first, way)
  }

  function own(lines: readonly string[], from: number, to: number, first: number, way: readonly Reading[]): void {
    if (to <= from) return
    draft.parts.push({ ...ownerOf(way), from: draft.lines.length + 1, line: first + from, count: to - from })
    for (let index = from; index < to; index++) draft.lines.push(lines[index] ?? '')
  }

  function blank(line: number, way: readonly Reading[]): void {
    draft.parts.push({ ...ownerOf(way), from: draft.lines.length + 1, line, count: 1 })
    draft.lines.push('')
  }

  function ownerOf(way: readonly Reading[]): Pick<SourcePart, 'file' | 'path' | 'folder' | 'fromDeck'> {
    const { file, path, fromDeck } = way.at(-1) ?? { file: source.file, path: source.path }
    const folder = way.length < 2 ? '' : relative(source.folder, dirname(path)).split(sep).join('/')
    return { file, path, folder, ...(fromDeck === undefined ? {} : { fromDeck }) }
  }

  /** From the folder of the file that includes it, else from the deck's. */
  async function find(address: string, folder: string): Promise<Resolved> {
    const own = await resolveInside({ root: source.root, folder }, address)
    if (own.ok || folder === source.folder) return own
    const inDeck = await resolveInside(source, address)
    return inDeck.ok ? inDeck : own
  }

  type Say = (code: ProblemCode, message: string, hint: string, severity?: Severity) => void

  async function read(
    address: string,
    way: readonly Reading[],
    say: Say,
  ): Promise<{ lines: string[]; first: number; reading: Reading } | undefined> {
    if (draft.count > most) {
      const hint = 'Check for files that include each other repeatedly, or split the talk.'
      say('include-limit', `More than ${most.toLocaleString('en')} files are included.`, hint)
      return undefined
    }
    const folder = way.length < 2 ? source.folder : dirname(way.at(-1)?.path ?? '')
    const resolved = await find(address, folder)
    if (!resolved.ok && (resolved.reason === 'outside' || resolved.reason === 'hidden')) {
      const [what, hint] = refusals[resolved.reason]
      say('file-outside', `“${address}” ${what}.`, hint)
      return undefined
    }
    if (!markdown.test(address)) {
      const hint = 'Include only .md files; show an image with ![](…), and code in a fence.'
      say('include-missing', `“${address}” is not a Markdown file and was not read.`, hint)
      return undefined
    }
    const content = resolved.ok ? await readReal(resolved.path, limitBytes) : undefined
    if (!resolved.ok || content === undefined || (!content.ok && content.reason === 'missing')) {
      const near = await nearestIn({ root: source.root, folder }, address)
      say(
        'include-missing',
        `The included file “${address}” does not exist.`,
        near === undefined
          ? 'Check the path, which is relative to the file that includes it.'
          : `Did you mean \`${near}\`?`,
      )
      return undefined
    }
    const path = resolve(source.root, relative(realRoot, resolved.path))
    if (way.some((reading) => reading.path === path)) {
      say('include-cycle', `“${address}” includes itself.`, 'Remove one of the includes.')
      return undefined
    }
    if (way.length > deepest) {
      say(
        'include-limit',
        `Includes are nested more than ${deepest} levels deep.`,
        'Include the files directly from the deck.',
      )
      return undefined
    }
    if (!content.ok && content.reason !== 'large') {
      say('include-missing', `“${address}” cannot be read (${content.reason}).`, 'Include a Markdown file.')
      return undefined
    }
    draft.bytes += content.ok ? content.bytes.length : limitBytes + 1
    if (!content.ok || draft.bytes > limitBytes) {
      say('include-limit', `With “${address}”, the deck exceeds ${limitBytes / 1024 / 1024} MB.`, 'Split the talk.')
      return undefined
    }
    const decoded = decodeText(content.bytes)
    if (!decoded.ok) {
      say('include-missing', `“${address}” is saved as UTF-16.`, 'Save it as UTF-8 in your editor.')
      return undefined
    }
    const kind = kindOfBytes(content.bytes)
    if (kind !== undefined) {
      say('include-missing', `“${address}” is ${kind}, not Markdown.`, 'Include a Markdown file.')
      return undefined
    }
    if (decoded.invalid !== undefined)
      say('encoding-invalid', `“${basename(address)}” has bytes that are not UTF-8.`, 'Save it as UTF-8.', 'warning')
    const fromDeck = await addressesOnlyInDeck(decoded.text, { root: source.root, folder: dirname(path) }, source)
    const reading = { file: fileName(path, cwd), path, ...(fromDeck === undefined ? {} : { fromDeck }) }
    const lines = decoded.text.replace(/\n$/, '').split('\n')
    const head = findFrontMatter(decoded.text)?.lineCount ?? 0
    if (head > 0)
      say(
        'include-front-matter',
        `The front matter of “${address}” is ignored.`,
        'Move settings to the front matter of the deck.',
        'info',
      )
    return { lines: lines.slice(head), first: head + 1, reading }
  }
}

/** What a file is called that Markdown is in; nothing else of a project is shown because somebody's deck asks for it. */
const markdown = /\.(?:md|markdown|mdown|mkdn?|mdwn|mdtxt|mdx|[qr]md)(?:[?#]|$)/i

const refusals = {
  outside: [
    "is outside the deck's project",
    'Move the file into the project, or use --root <dir> with a folder that contains both.',
  ],
  hidden: ['is hidden: part of its path begins with a dot', 'Rename it if it should be shown.'],
} as const

/** `b.md, included by a.md, included by deck.md` */
function chainOf(way: readonly Reading[]): string {
  return [...way]
    .reverse()
    .map(({ file }) => file)
    .join(', included by ')
}
