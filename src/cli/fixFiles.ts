import { readFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import { applyFixes } from '../check/fix.js'
import { writeArtefact } from '../export/write.js'
import type { Problem } from '../model/problem.js'
import type { Source } from '../model/source.js'
import type { CommandContext } from './commandContext.js'

interface FixJob extends CommandContext {
  readonly dryRun: boolean
  readonly sources: readonly Source[]
}

/** Mends what has one way out: shows the difference of each file, then writes it at once and whole. */
export async function fixFiles(
  problems: readonly Problem[],
  { terminal, signal, dryRun, sources }: FixJob,
): Promise<void> {
  const { err, colours, cwd } = terminal
  const own = new Set(sources.flatMap(({ parts }) => parts.map(({ path }) => path)).filter(Boolean))
  const files = [...new Set(problems.filter(({ fix }) => fix !== undefined).map(({ place }) => place.file))]
  for (const file of files) {
    const path = resolve(cwd, file)
    // Only what the run has read as a deck is ever written.
    if (!own.has(path)) continue
    const before = await readFile(path, 'utf8')
    const { text, mended } = applyFixes(
      before,
      problems.filter(({ place }) => place.file === file),
    )
    if (mended.length === 0) continue
    err.write(`${colours.bold(file)}\n`)
    for (const { line, before: old, after } of mended) {
      err.write(`${colours.dim(`@@ ${line} @@`)}\n${colours.red(`- ${old}`)}\n${colours.green(`+ ${after}`)}\n`)
    }
    if (dryRun) continue
    await writeArtefact(
      { kind: 'text', name: file, bytes: Buffer.from(text) },
      { to: { file: path }, sources: [], signal },
    )
    err.write(
      `${colours.green('✓')} ${mended.length === 1 ? 'one line' : `${mended.length} lines`} of ${file} mended\n`,
    )
  }
}
