import { readFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import { applyFixes } from '../../check/fix.js'
import type { Reported } from '../../check/report/reported.js'
import { type Insertion, splitSlide } from '../../check/split.js'
import { writeArtefact } from '../../export/write.js'
import type { Source } from '../../model/source.js'
import type { CommandContext } from '../commandContext.js'

interface FixJob extends CommandContext {
  readonly dryRun: boolean
  /** True to divide slides that are too long. */
  readonly split: boolean
  readonly sources: readonly Source[]
}

/** Mends what has one way out: shows the difference of each file, then writes it at once and whole. True: something was written. */
export async function fixFiles(decks: readonly Reported[], job: FixJob): Promise<boolean> {
  let wrote = false
  const { terminal, signal, dryRun, sources } = job
  const { err, colours, cwd } = terminal
  const problems = decks.flatMap((deck) => deck.problems)
  const own = new Set(sources.flatMap(({ parts }) => parts.map(({ path }) => path)).filter(Boolean))
  for (const file of new Set(problems.map(({ place }) => place.file))) {
    const path = resolve(cwd, file)
    // Only what the run has read as a deck is ever written.
    if (!own.has(path)) continue
    const here = problems.filter(({ place }) => place.file === file)
    const { text, mended } = applyFixes(await readFile(path, 'utf8'), here)
    const lines = text.split('\n')
    const splits = job.split ? splitsOf(decks, file, lines) : []
    if (mended.length + splits.length === 0) continue
    err.write(`${colours.bold(file)}\n`)
    for (const { line, before, after } of mended)
      err.write(`${colours.dim(`@@ ${line} @@`)}\n${colours.red(`- ${before}`)}\n${colours.green(`+ ${after}`)}\n`)
    for (const { line, lines: added } of splits)
      err.write(`${colours.dim(`@@ ${line} @@`)}\n${added.map((one) => colours.green(`+ ${one}`)).join('\n')}\n`)
    if (dryRun) continue
    for (const { line, lines: added } of [...splits].reverse()) lines.splice(line - 1, 0, ...added)
    const bytes = Buffer.from(lines.join('\n'))
    await writeArtefact({ kind: 'text', name: file, bytes }, { to: { file: path }, sources: [], signal })
    wrote = true
    const parts = [
      mended.length > 0 ? `${mended.length} mended` : '',
      splits.length > 0 ? `${splits.length} divided` : '',
    ]
    err.write(`${colours.green('✓')} ${file}: ${parts.filter(Boolean).join(', ')}\n`)
  }
  return wrote
}

/** One for each slide that is too long, from top to bottom. */
function splitsOf(decks: readonly Reported[], file: string, lines: readonly string[]): Insertion[] {
  return decks.flatMap(({ deck, problems }) =>
    deck.slides.flatMap((slide) => {
      const cuts = problems.filter(
        ({ code, slide: number, place }) =>
          (code === 'fit-failed' || code === 'overflow') && number === slide.index + 1 && place.file === file,
      )
      if (cuts.length === 0 || slide.file !== file) return []
      const cutLine = Math.min(...cuts.map(({ place }) => place.line))
      return splitSlide(lines, { slideLine: slide.line, cutLine, notes: slide.notes }) ?? []
    }),
  )
}
