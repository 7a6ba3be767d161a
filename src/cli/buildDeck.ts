import { writeArtefact } from '../export/write.js'
import type { Artefact } from '../model/artefact.js'
import type { Problem } from '../model/problem.js'
import type { Source } from '../model/source.js'
import { html, pdf } from './artefacts.js'
import type { Run } from './buildRun.js'
import { prepareDeck } from './prepareDeck.js'
import type { Target } from './targets.js'

/** A file that was made. */
export interface Made {
  readonly deck: string
  readonly format: string
  /** Absolute path, or `-` for standard output. */
  readonly path: string
  readonly bytes: number
  /** Slides or pages. */
  readonly pages?: number
}

/** What became of one deck. */
export interface Built {
  readonly made: readonly Made[]
  readonly problems: readonly Problem[]
}

/**
 * Compiles a deck once and writes every artefact that is asked for. A deck with an error (with `--strict`, also with a
 * warning) writes nothing, and what was there stays. Throws `LecternError` when the machine is at fault.
 */
export async function buildDeck(source: Source, targets: readonly Target[], run: Run): Promise<Built> {
  const { deck, files, problems } = await prepareDeck(source, run)
  if (isUnfit(problems, run.settings.strict)) return { made: [], problems }
  const more: Problem[] = []
  const made: Made[] = []
  for (const target of targets) {
    run.signal.throwIfAborted()
    const { artefact, problems: found } =
      target.format === 'html' ? await html(deck, files, target, run) : await pdf(deck, files, run)
    more.push(...found)
    made.push(await deliver(artefact, source, target, run))
    run.time(`${source.name}: write ${target.format}`)
  }
  return { made, problems: [...problems, ...more] }
}

/** True when a deck with these problems must not be written. */
export function isUnfit(problems: readonly Problem[], strict: boolean): boolean {
  return problems.some(({ severity }) => severity === 'error' || (strict && severity === 'warning'))
}

async function deliver(artefact: Artefact, source: Source, target: Target, run: Run): Promise<Made> {
  const { bytes, pages } = artefact
  if (target.path === '-') await toStream(run.terminal.out, bytes)
  else await writeArtefact(artefact, { to: { file: target.path }, sources: run.sources, signal: run.signal })
  return {
    deck: source.file,
    format: target.format,
    path: target.path,
    bytes: bytes.length,
    ...(pages === undefined ? {} : { pages }),
  }
}

function toStream(stream: NodeJS.WritableStream, bytes: Uint8Array): Promise<void> {
  return new Promise((resolve) => {
    // A reader that went away is its own business.
    stream.write(bytes, () => resolve())
  })
}
