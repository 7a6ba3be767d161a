import { type FormatEntry, formatTable } from '../../export/formats.js'
import { areInStates, loadFiles } from '../../load/assets/assets.js'
import type { LoadedFile } from '../../model/artefact.js'
import type { FileRef } from '../../model/deck.js'
import type { Source } from '../../model/source.js'
import { browserMark } from '../browserMark.js'
import { rootsOf } from '../pipeline.js'
import type { Surroundings } from '../surroundings.js'
import type { Run } from './buildRun.js'
import { hashOf, isAsMade, type Stamp } from './stamp.js'
import type { Target } from './targets.js'

/** Hashes of what goes into a deck's artefacts besides the files that it refers to; what all targets share is hashed once. */
export async function inputsOf(source: Source, surroundings: Surroundings, run: Run) {
  const { settings, machine } = run
  const { brand, loaded } = surroundings
  const around = run.common.hashOf(surroundings, () =>
    hashOf(JSON.stringify([loaded, [...brand.tokens], brand.logo ?? null, brand.problems])),
  )
  const shared = hashOf(
    JSON.stringify([
      machine.madeBy,
      source.file,
      source.name,
      source.root,
      source.text,
      source.parts,
      source.data,
      source.problems,
      around,
      settings.options,
      settings.pages,
      settings.unsafeHtml,
      settings.allowNet,
      settings.mediaLimitBytes,
      settings.strict,
      machine.env.SOURCE_DATE_EPOCH,
    ]),
  )
  const browser = await browserMark(settings, machine)
  return (target: Target): string => {
    const entry: FormatEntry = formatTable[target.format]
    return hashOf(JSON.stringify([shared, target, entry.needsBrowser ? browser : '']))
  }
}

/** Files that may change between two runs of this version; fonts and emoji of our packages do not. */
export function changeable(refs: readonly FileRef[]): FileRef[] {
  return refs.filter(({ from }) => from === 'deck' || from === 'theme' || from === 'net')
}

/** Content hashes by key. */
export function fileHashes(refs: readonly FileRef[], files: ReadonlyMap<string, LoadedFile>): Record<string, string> {
  const known = refs.flatMap(({ key }) => {
    const file = files.get(key)
    return file === undefined ? [] : [[key, hashOf(file.bytes)] as const]
  })
  return Object.fromEntries(known)
}

/** What states of the files on disk were read, by key. */
export function fileStates(refs: readonly FileRef[], files: ReadonlyMap<string, LoadedFile>): Record<string, string> {
  const known = refs.flatMap(({ key }) => {
    const state = files.get(key)?.state
    return state === undefined ? [] : [[key, state] as const]
  })
  return Object.fromEntries(known)
}

/** Tells whether what was made is what would be made: same input, and files that nobody has changed since. */
export function freshness(source: Source, { loaded }: Surroundings, { settings }: Run) {
  const read = new Map<string, Promise<string>>()
  const { allowNet, mediaLimitBytes } = settings
  const sources = { deckRoot: source, themeRoots: rootsOf(loaded.themes), allowNet, mediaLimitBytes }
  const filesNow = ({ refs, states, files }: Stamp): Promise<string> => {
    const key = JSON.stringify([refs, states])
    const known = read.get(key)
    if (known !== undefined) return known
    const reading = areInStates(refs, states, sources).then(async (same) =>
      JSON.stringify(same ? files : fileHashes(refs, (await loadFiles(refs, sources)).files)),
    )
    read.set(key, reading)
    return reading
  }
  return async (stamp: Stamp, inputs: string): Promise<boolean> => {
    if (stamp.inputs !== inputs || stamp.outputs.length === 0) return false
    if ((await filesNow(stamp)) !== JSON.stringify(stamp.files)) return false
    for (const output of stamp.outputs) if (!(await isAsMade(output))) return false
    return true
  }
}
