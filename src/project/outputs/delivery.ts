import { rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { ExportJob } from '../../export/exporter.js'
import type { Inputs } from '../../export/inputs.js'
import { copyArtefact, type WriteJob, writeArtefact } from '../../export/write.js'
import { fileState } from '../../load/disk/fileState.js'
import type { Artefact } from '../../model/artefact.js'
import type { Source } from '../../model/source.js'
import type { Run } from './buildRun.js'
import type { Output } from './made.js'
import { findLeft, hashOf, isAsMade, type Stamp } from './stamp.js'
import { isRemembered, pathIn, type Target, thumbnail } from './targets.js'

/** Takes what an exporter makes to one target. */
export interface Delivery extends Pick<ExportJob, 'deliver' | 'copy' | 'isKept'> {
  /** What is there now, in the order of the names: tabs finish in any order. */
  outputs(): readonly Output[]
  /** True when files were copied beside: those are not watched over. */
  hasCopies(): boolean
  /**
   * Removes what earlier runs made there and this one did not, unless somebody has changed it. A run of some slides leaves the
   * others alone.
   */
  tidy(): Promise<void>
}

/** Opens a target. Files are whole or not there, however the run ends. `before`: what the last run made there. */
export function deliveryTo(
  target: Target,
  source: Pick<Source, 'file' | 'path'>,
  run: Pick<Run, 'bytes' | 'machine' | 'signal' | 'settings'> & { readonly sources: Inputs },
  before?: Stamp,
): Delivery {
  const outputs: Output[] = []
  let copies = 0
  const isOutput = ({ path }: Output): boolean => outputs.some((output) => output.path === path)
  return {
    outputs: () => outputs.sort((a, b) => (a.path < b.path ? -1 : 1)),
    hasCopies: () => copies > 0,
    deliver: async (artefact) => {
      const path = pathIn(target, artefact.name)
      const { bytes, pages, key } = artefact
      await put(artefact, path, run)
      const state = path === '-' ? undefined : await fileState(path)
      const facts = { ...(pages === undefined ? {} : { pages }), ...(key === undefined ? {} : { key }) }
      outputs.push({
        deck: source.file,
        format: target.thumbnail === true ? thumbnail : target.format,
        path,
        bytes: bytes.length,
        hash: path === '-' ? '' : hashOf(bytes),
        ...(state === undefined ? {} : { state }),
        ...facts,
      })
    },
    copy: (from, name) => {
      copies += 1
      return copyMedia(from, join(target.file === '-' ? run.machine.cwd : target.folder, name), run)
    },
    isKept: async (name, key) => {
      const path = pathIn(target, name)
      const known = before?.outputs.find((output) => output.path === path && output.key === key)
      const state = await fileState(path)
      if (known === undefined || !(await isAsMade(known))) return false
      outputs.push({ ...known, ...(state === undefined ? {} : { state }), unchanged: true })
      return true
    },
    tidy: async () => {
      if (!isRemembered(source, target)) return
      const left = await findLeft(target, source.path, run)
      const others = left.outputs.filter((old) => !isOutput(old))
      const isPart = run.settings.pages !== undefined
      for (const old of isPart ? [] : others)
        if ((await isAsMade(old)) && !(await isInput(old.path, run.sources)))
          await rm(old.path, { force: true }).catch(() => {})
      await left.keep([...(isPart ? others : []), ...outputs])
    },
  }
}

/** What an earlier run has made may be a picture of the deck by now. */
async function isInput(path: string, inputs: Inputs): Promise<boolean> {
  const stats = await stat(path).catch(() => undefined)
  return stats !== undefined && (await inputs.pathOf(stats)) !== undefined
}

async function put(
  artefact: Artefact,
  path: string,
  { bytes, sources, signal }: Pick<Run, 'bytes' | 'signal'> & { readonly sources: Inputs },
): Promise<void> {
  if (path === '-') await toStream(bytes, artefact.bytes)
  else await writeArtefact(artefact, { to: { file: path }, sources, signal })
}

function toStream(stream: NodeJS.WritableStream, bytes: Uint8Array): Promise<void> {
  return new Promise((resolve) => {
    // A reader that went away is its own business.
    stream.write(bytes, () => resolve())
  })
}

async function copyMedia(from: string, to: string, run: Omit<WriteJob, 'to'>): Promise<void> {
  const [wanted, there] = await Promise.all([stat(from), stat(to).catch(() => undefined)])
  if (there?.size === wanted.size && there.mtimeMs >= wanted.mtimeMs) return
  await copyArtefact(from, to, run)
}
