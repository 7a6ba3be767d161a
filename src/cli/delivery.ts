import { copyFile, mkdir, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { ExportJob } from '../export/exporter.js'
import { writeArtefact } from '../export/write.js'
import type { Artefact } from '../model/artefact.js'
import type { Source } from '../model/source.js'
import type { Run } from './buildRun.js'
import { pathIn, type Target } from './targets.js'

/** A file that is where it should be. */
export interface Made {
  readonly deck: string
  readonly format: string
  /** Absolute path, or `-` for standard output. */
  readonly path: string
  readonly bytes: number
  /** Slides or pages. */
  readonly pages?: number
  /** True when it was as it had to be, and was left alone. */
  readonly unchanged?: boolean
}

/** Takes what an exporter makes to one target. */
export interface Delivery extends Pick<ExportJob, 'deliver' | 'copy' | 'isKept'> {
  /** What is there now. */
  made(): readonly Made[]
}

/** Opens a target. Files are whole or not there, however the run ends. */
export function deliveryTo(target: Target, source: Pick<Source, 'file'>, run: Run): Delivery {
  const made: Made[] = []
  return {
    // Tabs finish in any order.
    made: () => made.sort((a, b) => (a.path < b.path ? -1 : 1)),
    deliver: async (artefact) => {
      const path = pathIn(target, artefact.name)
      const { bytes, pages } = artefact
      await put(artefact, path, run)
      made.push({
        deck: source.file,
        format: target.format,
        path,
        bytes: bytes.length,
        ...(pages === undefined ? {} : { pages }),
      })
    },
    copy: (from, name) => copyMedia(from, join(target.file === '-' ? run.terminal.cwd : target.folder, name)),
    isKept: async () => false,
  }
}

async function put(artefact: Artefact, path: string, run: Run): Promise<void> {
  if (path === '-') await toStream(run.terminal.out, artefact.bytes)
  else await writeArtefact(artefact, { to: { file: path }, sources: run.sources, signal: run.signal })
}

function toStream(stream: NodeJS.WritableStream, bytes: Uint8Array): Promise<void> {
  return new Promise((resolve) => {
    // A reader that went away is its own business.
    stream.write(bytes, () => resolve())
  })
}

async function copyMedia(from: string, to: string): Promise<void> {
  const [wanted, there] = await Promise.all([stat(from), stat(to).catch(() => undefined)])
  if (there?.size === wanted.size && there.mtimeMs >= wanted.mtimeMs) return
  await mkdir(dirname(to), { recursive: true })
  await copyFile(from, to)
}
