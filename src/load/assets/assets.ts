// Files that a deck and its theme refer to. Every path goes through the containment function, every content through the
// check of its first bytes; what does not pass is a warning and is not given out.
import type { LoadedFile, LoadedFiles } from '../../model/artefact.js'
import type { FileRef } from '../../model/deck.js'
import type { Problem } from '../../model/problem.js'
import { fileState } from '../disk/fileState.js'
import { openReal } from '../disk/openInside.js'
import { headOf, readFrom, reasonOf } from '../disk/readRegular.js'
import { type AddressPolicy, publicOnly } from './addressPolicy.js'
import { checkContent, imageLimitMb } from './assetContent.js'
import { fromTheTop, missingFile, refusedFile, warning } from './assetProblems.js'
import { withEmoji } from './emoji.js'
import { headBytes, mediaTypeOf, suits } from './mime.js'
import { type AssetFolders, locate } from './places.js'

/** Where files may come from, and how large they may be. */
export interface AssetSources extends AssetFolders {
  readonly allowNet: boolean
  /** Largest video or sound that is read; larger ones are left beside. */
  readonly mediaLimitBytes: number
  /** What `net` files may connect to; public addresses when absent. */
  readonly policy?: AddressPolicy
  /** For one `net` file, redirects included; 10 seconds when absent. */
  readonly netTimeoutMs?: number
  /** What was read before and need not be read again; what is read now is added. */
  readonly cache?: AssetCache
  /** The same, of files that belong to our packages only: decks share them. */
  readonly own?: AssetCache
  /** Aborted when nobody waits for the files any more. */
  readonly signal?: AbortSignal | undefined
}

/** A file that could be had. */
export type LoadedAsset = { readonly file: LoadedFile } | { readonly beside: string }

/** `FileRef.key` → what was had for it. Whoever keeps it takes out what has changed on disk. */
export type AssetCache = Map<string, LoadedAsset>

type Outcome = LoadedAsset | { readonly problem: Problem } | undefined

/** Open files and connections at a time. */
const atATime = 8

/** Reads every file. Never throws for what a reference says: what cannot be had is a warning. Throws the signal's reason once it is aborted. */
export async function loadFiles(refs: readonly FileRef[], sources: AssetSources): Promise<LoadedFiles> {
  const { cache, own } = sources
  const known = refs.flatMap((ref) => {
    const kept = cache?.get(ref.key) ?? own?.get(ref.key)
    return kept === undefined ? [] : [[ref, kept] as const]
  })
  const outcomes = new Map<FileRef, Outcome>(known)
  const missing = refs.filter((ref) => !outcomes.has(ref))
  for (const [ref, outcome] of loadEmoji(missing.filter(({ from }) => from === 'emoji'))) outcomes.set(ref, outcome)
  const others = missing.filter(({ from }) => from !== 'emoji').values()
  const worker = async () => {
    for (const ref of others) {
      sources.signal?.throwIfAborted()
      outcomes.set(ref, await loadOne(ref, sources))
    }
  }
  await Promise.all(Array.from({ length: atATime }, worker))

  const files = new Map<string, LoadedFile>()
  const beside = new Map<string, string>()
  const problems: Problem[] = []
  const byKey = new Map([...outcomes].map(([{ key }, outcome]) => [key, outcome]))
  for (const ref of refs) {
    const outcome = outcomes.get(ref)
    if (outcome === undefined) continue
    const isSpare = ref.alternatives?.some((key) => isHad(byKey.get(key))) === true
    if (!('problem' in outcome)) {
      cache?.set(ref.key, outcome)
      if (isOurs(ref)) own?.set(ref.key, outcome)
    }
    if ('file' in outcome) files.set(ref.key, outcome.file)
    else if ('beside' in outcome) beside.set(ref.key, outcome.beside)
    else if (!isSpare) problems.push(outcome.problem)
    if (!('problem' in outcome) && ref.from === 'deck' && ref.path.startsWith('/'))
      problems.push(await fromTheTop(ref, sources.deckRoot))
  }
  return { files, beside, problems }
}

function isHad(outcome: Outcome): boolean {
  return outcome !== undefined && !('problem' in outcome)
}

/** True when every one of these files is on disk in the state that is given for its key. */
export async function areInStates(
  refs: readonly FileRef[],
  states: Readonly<Record<string, string>>,
  sources: AssetSources,
): Promise<boolean> {
  const left = refs.values()
  let areSame = true
  const worker = async () => {
    for (const ref of left) {
      const found = areSame && states[ref.key] !== undefined ? await locate(ref, sources) : undefined
      if (found?.ok !== true || (await fileState(found.path)) !== states[ref.key]) areSame = false
    }
  }
  await Promise.all(Array.from({ length: atATime }, worker))
  return areSame
}

function isOurs({ from }: FileRef): boolean {
  return from === 'emoji' || from === 'katex' || from === 'font'
}

async function loadOne(ref: FileRef, sources: AssetSources): Promise<Outcome> {
  if (ref.from === 'net') return loadRemote(ref, sources)
  const found = await locate(ref, sources)
  if (found === undefined) return { problem: await missingFile(ref) }
  if (found.ok) return loadLocal(ref, found.path, sources.mediaLimitBytes)
  const isSpelt = found.reason === 'missing' || (found.reason === 'malformed' && found.path.includes('\\'))
  return { problem: isSpelt ? await missingFile(ref, sources) : refusedFile(ref, found.reason) }
}

async function loadLocal(ref: FileRef, path: string, mediaLimitBytes: number): Promise<Outcome> {
  const opened = await openReal(path)
  if (!opened.ok) return { problem: await unreadable(ref, opened.reason) }
  const { file } = opened
  try {
    const read = await readFrom(file, ref.use === 'media' ? mediaLimitBytes : imageLimitMb * 1024 * 1024)
    if (read.ok) {
      const checked = checkContent(ref, read.bytes)
      return 'file' in checked ? { file: { ...checked.file, state: read.state } } : checked
    }
    if (read.reason !== 'large') return { problem: await unreadable(ref, read.reason) }
    if (ref.use === 'media') {
      const mime = mediaTypeOf(await headOf(file, headBytes))
      return mime !== undefined && suits(mime, 'media') ? { beside: path } : checkContent(ref, new Uint8Array())
    }
    const message = `\`${ref.path}\` is larger than ${imageLimitMb} MB and was not read.`
    return { problem: warning(ref, 'file-too-large', message, 'Make the file smaller.') }
  } catch (cause) {
    return { problem: await unreadable(ref, reasonOf(cause)) }
  } finally {
    await file.close()
  }
}

/** Says why a file was not read that was found. What was replaced in the meantime by a link is not there. */
async function unreadable(ref: FileRef, reason: string): Promise<Problem> {
  if (reason === 'missing' || reason === 'outside') return missingFile(ref)
  const message = `\`${ref.path}\` cannot be read: ${reason === 'forbidden' ? 'permission denied' : 'not a regular file'}.`
  return warning(ref, 'file-type', message, 'Check the file and its permissions.')
}

async function loadRemote(ref: FileRef, sources: AssetSources): Promise<Outcome> {
  if (!sources.allowNet) return undefined
  // Node's own clients take 8 ms to load, and few runs need them.
  const { fetchRemote } = await import('./net.js')
  const fetched = await fetchRemote(ref.path, {
    policy: sources.policy ?? publicOnly(),
    timeoutMs: sources.netTimeoutMs ?? 10_000,
    limitBytes: 25 * 1024 * 1024,
    redirects: 5,
  })
  if (fetched.ok) return checkContent(ref, fetched.bytes)
  const message = `\`${ref.path}\` could not be downloaded: ${fetched.reason}.`
  return { problem: warning(ref, 'remote-failed', message, 'Save it next to the deck and use that file.') }
}

function loadEmoji(refs: readonly FileRef[]): [FileRef, Outcome][] {
  if (refs.length === 0) return []
  return withEmoji((emoji) =>
    refs.map((ref) => {
      const bytes = emoji(ref.path)
      if (bytes !== undefined) return [ref, { file: { bytes, mime: 'image/svg+xml' } }]
      const message = `The emoji ${ref.path} has no image.`
      return [ref, { problem: warning(ref, 'image-missing', message, 'Use another emoji, or an image.') }]
    }),
  )
}
