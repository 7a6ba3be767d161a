import { applyFixes } from '../../check/fix.js'
import type { Reported } from '../../check/report/reported.js'
import { type Insertion, splitSlide } from '../../check/split.js'
import { loadSource } from '../../load/deck/source.js'
import { readSourceText, type SourcePlace, saveSourceText } from '../../load/editing/sourceFile.js'
import type { Problem } from '../../model/problem.js'
import type { Source } from '../../model/source.js'
import { plainText } from '../../model/words/plainText.js'
import type { CommandContext } from '../commandContext.js'
import { printProblems } from '../terminal/printProblems.js'
import { sourcePlace } from '../terminal/sourcePlace.js'

interface FixJob extends CommandContext {
  readonly dryRun: boolean
  /** True to divide slides that are too long. */
  readonly split: boolean
  readonly sources: readonly Source[]
}

/**
 * Mends what has one way out: shows the difference of each file, then writes it at once and whole. A file that cannot be
 * written as it is, or is no longer what was checked, is left alone and told. True: something was written.
 */
export async function fixFiles(decks: readonly Reported[], job: FixJob): Promise<boolean> {
  let wrote = false
  const { terminal, machine, sources } = job
  const problems = decks.flatMap((deck) => deck.problems)
  // Only what the run has read as a deck is ever written.
  const own = new Map(
    sources.flatMap(({ parts }) => parts.flatMap(({ path, file }) => (path === '' ? [] : [[file, path]]))),
  )
  for (const file of new Set(problems.map(({ place }) => place.file))) {
    const path = own.get(file)
    if (path === undefined) continue
    const place = sourcePlace(path, file, machine.cwd)
    const here = problems.filter((problem) => problem.place.file === file)
    const refused = await fixFile(place, here, decks, job)
    if (refused === 'wrote') wrote = true
    else if (refused !== undefined) printProblems([leftAlone(file, refused)], terminal)
  }
  return wrote
}

/** Gives why the file is left alone; `undefined` when there is nothing to write. */
async function fixFile(
  place: SourcePlace,
  problems: readonly Problem[],
  decks: readonly Reported[],
  { terminal, machine, dryRun, split, sources }: FixJob,
): Promise<string | undefined> {
  const { err, colours } = terminal
  const { cwd } = machine
  const { file } = place
  const isFixable = problems.some(({ fix }) => fix !== undefined)
  if (!isFixable && !split) return undefined
  const read = await readSourceText(place)
  if (!read.ok) return isFixable ? read.message : undefined
  const { text, mended } = applyFixes(read.source.text, problems)
  const lines = text.split('\n')
  const tooLong = split ? splitsOf(decks, file, lines) : []
  const splits = tooLong.flatMap(({ insertion }) => insertion ?? [])
  if (mended.length + splits.length === 0) {
    const whole = tooLong.filter(({ insertion }) => insertion === undefined)
    if (whole.length > 0) printProblems(whole.map(leftWhole), terminal)
    return undefined
  }
  if (!(await isAsChecked(place, sources, cwd))) return `${file} has changed since it was checked.`
  err.write(`${colours.bold(plainText(file))}\n`)
  for (const { line, before, after } of mended)
    err.write(`${colours.dim(`@@ ${line} @@`)}\n${colours.red(`- ${before}`)}\n${colours.green(`+ ${after}`)}\n`)
  for (const { line, lines: added } of splits)
    err.write(`${colours.dim(`@@ ${line} @@`)}\n${added.map((one) => colours.green(`+ ${one}`)).join('\n')}\n`)
  if (dryRun) return undefined
  for (const { line, lines: added } of [...splits].reverse()) lines.splice(line - 1, 0, ...added)
  const saved = await saveSourceText(place, { text: lines.join('\n'), base: read.source.hash })
  if (!saved.saved) return saved.message
  const parts = [mended.length > 0 ? `${mended.length} fixed` : '', splits.length > 0 ? `${splits.length} split` : '']
  err.write(`${colours.green('✓')} ${plainText(file)}: ${parts.filter(Boolean).join(', ')}\n`)
  return 'wrote'
}

/** Lines of problems are those of the text that was checked. */
async function isAsChecked({ path }: SourcePlace, sources: readonly Source[], cwd: string): Promise<boolean> {
  const users = sources.filter(({ parts }) => parts.some((part) => part.path === path))
  const now = await Promise.all(users.map((source) => loadSource(source.path, { cwd }).catch(() => undefined)))
  return users.every(({ text }, at) => now[at]?.text === text)
}

function leftAlone(file: string, message: string): Problem {
  const hint = 'Fix it by hand, or resolve the cause and run --fix again.'
  return { severity: 'warning', code: 'fix-refused', message, hint, place: { file, line: 1, column: 1 } }
}

/** A slide that does not fit, and where it can be divided. */
interface Division {
  readonly problem: Problem
  readonly insertion: Insertion | undefined
}

function leftWhole({ problem: { place, slide } }: Division): Problem {
  const message = `Slide ${slide} is too long, but has no heading or list item to split at.`
  const hint = 'Shorten the block that overflows: code, an image or one long paragraph.'
  return { severity: 'warning', code: 'fix-refused', message, hint, place }
}

/** One for each slide that is too long, from top to bottom. */
function splitsOf(decks: readonly Reported[], file: string, lines: readonly string[]): Division[] {
  return decks.flatMap(({ deck, problems }) =>
    deck.slides.flatMap((slide) => {
      const cuts = problems.filter(
        ({ code, slide: number, place }) =>
          (code === 'fit-failed' || code === 'overflow') && number === slide.index + 1 && place.file === file,
      )
      const [problem] = cuts
      if (problem === undefined || slide.file !== file) return []
      const cutLine = Math.min(...cuts.map(({ place }) => place.line))
      const next = deck.slides.find((one) => one.file === file && one.line > slide.line)
      const endLine =
        next === undefined ? lines.length : lines.findLastIndex((line, at) => at < next.line - 1 && /\S/.test(line)) + 1
      return { problem, insertion: splitSlide(lines, { slideLine: slide.line, cutLine, endLine, notes: slide.notes }) }
    }),
  )
}
