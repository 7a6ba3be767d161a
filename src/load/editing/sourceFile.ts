// The texts that the editor in the browser may read and write: the deck and what it includes, nothing else. A save says on
// which bytes it is based, so that nobody's change is lost: not that of another editor, nor that of another window.
import { isUtf8 } from 'node:buffer'
import { createHash } from 'node:crypto'
import type { Stats } from 'node:fs'
import { access, constants, lstat } from 'node:fs/promises'
import { relative, sep } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import type { SaveAnswer, SaveRequest, SourceText } from '../../model/protocol/editor.js'
import { type NotOpened, type Opened, openInside } from '../disk/openInside.js'
import { readFrom } from '../disk/readRegular.js'
import { replaceFile } from '../disk/replaceFile.js'
import { applySpelling, readSpelling, type Spelling } from './lineEnds.js'
import { faultOf, no, notRead, readOnlyMessage, refuse, type SourceRefused } from './sourceFaults.js'

/** The largest text that is read or written; the same as for any deck. */
export const sourceLimitBytes = 10 * 1024 * 1024

/** A text that may be edited. */
export interface SourcePlace {
  /** As messages name it. */
  readonly file: string
  /** Absolute path, as the author named it: a link stays a link. */
  readonly path: string
  /** Absolute folder of the project: links are followed inside of it, and no further. */
  readonly project: string
}

/** A text, or why it cannot be edited. */
export type SourceRead = { readonly ok: true; readonly source: SourceText } | SourceRefused

/** Reads a text for the editor. Never throws. `ours`: hash of what we wrote last, which is whole. */
export async function readSourceText(place: SourcePlace, ours?: string): Promise<SourceRead> {
  const found = await readSettled(place, ours)
  return found.ok ? { ok: true, source: found.source } : found
}

/** Saves a text, when the file is still what it is based on. Never throws. Saves of one file must not overlap. */
export async function saveSourceText(place: SourcePlace, { text, base }: SaveRequest): Promise<SaveAnswer> {
  if (/\p{Surrogate}/u.test(text))
    return refuse('unfit', 'The text contains an incomplete character (an unpaired surrogate).')
  const found = await read(place)
  if (!found.ok && !(found.reason === 'missing' && base === '')) {
    return refuse(found.reason, found.message)
  }
  if (found.ok && found.source.text === text) return { saved: true, source: found.source }
  if (found.ok && found.source.hash !== base) {
    return saveAfterRace(place)
  }
  if (found.ok && found.source.readOnly) return refuse('read-only', readOnlyMessage(place.file))
  const spelled = found.ok ? applySpelling(text, found.source.text, found.spelling) : text
  const bytes = Buffer.from(spelled)
  if (bytes.length > sourceLimitBytes) return refuse('unfit', 'The text is larger than 10 MB, the limit for a deck.')
  try {
    const done = await replaceFile(found.ok ? found.real : place.path, bytes, {
      old: found.ok ? found.stats : undefined,
      sync: true,
      stillFits: async () => {
        const now = await read(place)
        return found.ok ? now.ok && now.source.hash === base && now.real === found.real : isMissing(now)
      },
    })
    if (!done) return saveAfterRace(place)
    const source = { file: place.file, text, hash: hashOf(bytes), readOnly: false }
    return { saved: true, source }
  } catch (cause) {
    return refuse(...faultOf(place.file, cause))
  }
}

type Found =
  | {
      readonly ok: true
      readonly source: SourceText
      readonly spelling: Spelling
      /** Path without links. */
      readonly real: string
      readonly stats: Stats
    }
  | SourceRefused

async function read(place: SourcePlace): Promise<Found> {
  const { file, path, project } = place
  const within = relative(project, path).split(sep).join('/')
  const opened = await openInside(project, within)
  if (!opened.ok) return notOpened(place, opened)
  try {
    return await readOpened(place, opened)
  } catch {
    return no('failed', `${file} could not be read.`)
  } finally {
    await opened.file.close()
  }
}

async function readOpened({ file }: SourcePlace, opened: Opened): Promise<Found> {
  const loaded = await readFrom(opened.file, sourceLimitBytes)
  if (!loaded.ok) return notRead(file, loaded)
  if (!isUtf8(loaded.bytes)) {
    return no('unfit', `${file} is not in UTF-8. Save it as UTF-8 in another editor to edit it here.`)
  }
  const stats = await opened.file.stat()
  const { text, spelling } = readSpelling(Buffer.from(loaded.bytes).toString())
  const readOnly = !(await mayWrite(opened.path, stats))
  return {
    ok: true,
    source: { file, text, hash: hashOf(loaded.bytes), readOnly },
    spelling,
    real: opened.path,
    stats,
  }
}

async function notOpened({ file, path }: SourcePlace, { reason }: NotOpened): Promise<SourceRefused> {
  if (reason === 'missing') {
    const dangling = (await lstat(path).catch(() => undefined))?.isSymbolicLink() === true
    return dangling
      ? no('failed', `${file} is a link to a file that does not exist.`)
      : no('missing', `${file} no longer exists.`)
  }
  if (reason === 'outside' || reason === 'malformed' || reason === 'hidden')
    return no('outside', `${file} is outside the project and cannot be edited.`)
  return notRead(file, { ok: false, reason })
}

/** Root may write everything; a file that nobody may write was made so on purpose. */
async function mayWrite(path: string, { mode }: Stats): Promise<boolean> {
  if ((mode & 0o222) === 0) return false
  return access(path, constants.W_OK).then(
    () => true,
    () => false,
  )
}

/** Names the bytes of a file. */
function hashOf(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('base64url')
}

/** Files that were written this short a time ago may not be whole yet; how often and how long it is waited for that. */
const settling = { youngMs: 150, waitMs: 40, times: 15 }

/** Reads again until a file that is just being written has come to rest: some programs empty it first. */
async function readSettled(place: SourcePlace, ours: string | undefined): Promise<Found> {
  let found = await read(place)
  for (let times = 0; times < settling.times; times++) {
    const isWhole = found.ok && found.source.hash === ours
    if (isWhole || !found.ok || Date.now() - found.stats.mtimeMs > settling.youngMs) return found
    await setTimeout(settling.waitMs)
    found = await read(place)
  }
  return found
}

async function saveAfterRace(place: SourcePlace): Promise<SaveAnswer> {
  const now = await readSettled(place, undefined)
  if (!now.ok) return refuse(now.reason, now.message)
  return { ...refuse('changed', `${place.file} has changed on disk.`), source: now.source }
}

function isMissing(found: Found): boolean {
  return !found.ok && found.reason === 'missing'
}
