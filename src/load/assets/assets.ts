// Files that a deck and its theme refer to. Every path goes through the containment function, every content through the
// check of its first bytes; what does not pass is a warning and is not given out.
import { createRequire } from 'node:module'
import { dirname, join, resolve } from 'node:path'
import type { LoadedFile } from '../../model/artefact.js'
import type { FileRef } from '../../model/deck.js'
import type { Problem } from '../../model/problem.js'
import { resolvePathInside } from '../containment.js'
import { fileState } from '../fileState.js'
import { readHead, readRegular } from '../readRegular.js'
import { type AddressPolicy, publicOnly } from './addressPolicy.js'
import { checkContent, imageLimitMb } from './assetContent.js'
import { missingFile, warning } from './assetProblems.js'
import { withEmoji } from './emoji.js'
import { headBytes, mediaTypeOf, suits } from './mime.js'

/** Where files may come from, and how large they may be. */
export interface AssetSources {
  /** Absolute folder of the deck. */
  readonly deckRoot: string
  /** Theme's name → absolute folder of its files. */
  readonly themeRoots: ReadonlyMap<string, string>
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
}

export interface LoadedFiles {
  /** `FileRef.key` → content. */
  readonly files: ReadonlyMap<string, LoadedFile>
  /** `FileRef.key` → absolute path of a video or sound too large to be read. */
  readonly beside: ReadonlyMap<string, string>
  readonly problems: readonly Problem[]
}

/** A file that could be had. */
export type LoadedAsset = { readonly file: LoadedFile } | { readonly beside: string }

/** `FileRef.key` → what was had for it. Whoever keeps it takes out what has changed on disk. */
export type AssetCache = Map<string, LoadedAsset>

type Outcome = LoadedAsset | { readonly problem: Problem } | undefined

/** Open files and connections at a time. */
const atATime = 8

/** Reads every file. Never throws for what a reference says: what cannot be had is a warning. */
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
    for (const ref of others) outcomes.set(ref, await loadOne(ref, sources))
  }
  await Promise.all(Array.from({ length: atATime }, worker))

  const files = new Map<string, LoadedFile>()
  const beside = new Map<string, string>()
  const problems: Problem[] = []
  for (const ref of refs) {
    const outcome = outcomes.get(ref)
    if (outcome === undefined) continue
    if (!('problem' in outcome)) {
      cache?.set(ref.key, outcome)
      if (isOurs(ref)) own?.set(ref.key, outcome)
    }
    if ('file' in outcome) files.set(ref.key, outcome.file)
    else if ('beside' in outcome) beside.set(ref.key, outcome.beside)
    else problems.push(outcome.problem)
  }
  return { files, beside, problems }
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
      const root = areSame && states[ref.key] !== undefined ? rootOf(ref, sources) : undefined
      const found = root === undefined ? undefined : await resolvePathInside(root.folder, root.path)
      if (found?.ok !== true || (await fileState(found.path)) !== states[ref.key]) areSame = false
    }
  }
  await Promise.all(Array.from({ length: atATime }, worker))
  return areSame
}

function isOurs({ from }: FileRef): boolean {
  return from === 'emoji' || from === 'katex' || from === 'font'
}

/** Absolute path that a reference to a file of the deck or its theme means, whether it is there or not. */
export function assetPath(ref: FileRef, sources: Pick<AssetSources, 'deckRoot' | 'themeRoots'>): string | undefined {
  if (ref.from !== 'deck' && ref.from !== 'theme') return undefined
  const folder = ref.from === 'deck' ? sources.deckRoot : sources.themeRoots.get(ref.theme ?? '')
  return folder === undefined ? undefined : resolve(folder, ref.path)
}

async function loadOne(ref: FileRef, sources: AssetSources): Promise<Outcome> {
  if (ref.from === 'net') return loadRemote(ref, sources)
  const root = rootOf(ref, sources)
  if (root === undefined) return { problem: await missingFile(ref) }
  const found = await resolvePathInside(root.folder, root.path)
  if (found.ok) return loadLocal(ref, found.path, sources.mediaLimitBytes)
  if (found.reason === 'missing') return { problem: await missingFile(ref, root.folder) }
  const hint = `Put the file into the folder of the ${ref.from === 'theme' ? 'theme' : 'deck'} and name it from there.`
  return { problem: warning(ref, 'file-outside', `\`${ref.path}\` leads out of its folder and was not read.`, hint) }
}

/** The folder that the path must stay in; the fonts' first folder is the name of the package that has them. */
function rootOf(ref: FileRef, sources: AssetSources): { folder: string; path: string } | undefined {
  const { path } = ref
  if (ref.from === 'deck') return { folder: sources.deckRoot, path }
  if (ref.from === 'theme') {
    const folder = sources.themeRoots.get(ref.theme ?? '')
    return folder === undefined ? undefined : { folder, path }
  }
  if (ref.from === 'katex') return packageFolder('katex', join('dist', 'fonts'), path)
  const [, name, rest] = /^([a-z0-9-]+)\/(.+)$/.exec(path) ?? []
  return name === undefined || rest === undefined ? undefined : packageFolder(`@fontsource/${name}`, '', rest)
}

function packageFolder(name: string, below: string, path: string): { folder: string; path: string } | undefined {
  try {
    const manifest = createRequire(import.meta.url).resolve(`${name}/package.json`)
    return { folder: join(dirname(manifest), below), path }
  } catch {
    return undefined
  }
}

async function loadLocal(ref: FileRef, path: string, mediaLimitBytes: number): Promise<Outcome> {
  const read = await readRegular(path, ref.use === 'media' ? mediaLimitBytes : imageLimitMb * 1024 * 1024)
  if (read.ok) {
    const checked = checkContent(ref, read.bytes)
    return 'file' in checked ? { file: { ...checked.file, state: read.state } } : checked
  }
  if (read.reason === 'large' && ref.use === 'media') {
    const mime = mediaTypeOf(await readHead(path, headBytes))
    return mime !== undefined && suits(mime, 'media') ? { beside: path } : checkContent(ref, new Uint8Array())
  }
  if (read.reason === 'large') {
    const message = `\`${ref.path}\` is larger than ${imageLimitMb} MB and was not read.`
    return { problem: warning(ref, 'file-too-large', message, 'Make the file smaller.') }
  }
  if (read.reason === 'missing') return { problem: await missingFile(ref) }
  const message = `\`${ref.path}\` cannot be read${read.reason === 'forbidden' ? ': this user may not' : ': it is not a regular file'}.`
  return { problem: warning(ref, 'file-type', message, 'Check the file and its permissions.') }
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
  const message = `\`${ref.path}\` could not be fetched: ${fetched.reason}.`
  return { problem: warning(ref, 'remote-failed', message, 'Save it beside the deck and name that file.') }
}

function loadEmoji(refs: readonly FileRef[]): [FileRef, Outcome][] {
  if (refs.length === 0) return []
  return withEmoji((emoji) =>
    refs.map((ref) => {
      const bytes = emoji(ref.path)
      if (bytes !== undefined) return [ref, { file: { bytes, mime: 'image/svg+xml' } }]
      const message = `There is no picture for the emoji ${ref.path}.`
      return [ref, { problem: warning(ref, 'image-missing', message, 'Use another emoji, or a picture.') }]
    }),
  )
}
