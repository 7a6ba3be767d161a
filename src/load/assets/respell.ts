// A path that leads nowhere is often nearly right: another case, other separators, letters composed in another way, a percent sign
// that means itself. Each part of it is looked for among the names that are there.
import { readdir } from 'node:fs/promises'
import { posix } from 'node:path'
import { nearest } from '../../model/words/nearest.js'
import { type Reach, resolvePathInside } from '../disk/containment.js'

/** A path that is there, how it differs from the one that is not, and where the first difference is. */
export interface Respelt {
  /** With `/` between folders, not encoded. */
  readonly path: string
  /** `case`: of letters. `letters`: composed in another way, to the eye the same. `separators`: `\` for `/`. `slip`: it is only near. */
  readonly how: 'case' | 'letters' | 'separators' | 'slip'
  /** 0-based index of the first part that differs. */
  readonly from: number
}

/** The path that a missing one most likely means; `undefined` when nothing is near. `path`: decoded. */
export async function respell(within: string | Reach, path: string): Promise<Respelt | undefined> {
  const parts = path.replaceAll('\\', '/').split('/')
  let how: Respelt['how'] | undefined = path.includes('\\') ? 'separators' : undefined
  let from = how === undefined ? parts.length : 0
  for (const [index, part] of parts.entries()) {
    if (part === '.' || part === '..' || part === '') continue
    const folder = await resolvePathInside(within, posix.join('.', ...parts.slice(0, index)))
    const names = folder.ok ? await readdir(folder.path).catch(() => []) : []
    if (names.includes(part)) continue
    const meant = alike(part, names)
    if (meant === undefined) return undefined
    parts[index] = meant.name
    how = how === 'separators' || (how !== undefined && how !== meant.how) ? 'slip' : meant.how
    from = Math.min(from, index)
  }
  return how === undefined ? undefined : { path: parts.join('/'), how, from }
}

function alike(part: string, names: readonly string[]): { name: string; how: 'case' | 'letters' | 'slip' } | undefined {
  const plain = part.normalize('NFC')
  const letters = names.find((name) => name.normalize('NFC') === plain)
  if (letters !== undefined) return { name: letters, how: 'letters' }
  const small = plain.toLowerCase()
  const cased = names.find((name) => name.normalize('NFC').toLowerCase() === small)
  if (cased !== undefined) return { name: cased, how: 'case' }
  const near = nearest(part, names)
  return near === undefined ? undefined : { name: near, how: 'slip' }
}

/**
 * The address that an author wrote, with its end corrected. `wrote` is decoded or not and may count from another folder than `path`,
 * so only the parts from the first difference on are replaced. `undefined` when that is not possible.
 */
export function corrected(wrote: string, { path, from }: Respelt): string | undefined {
  const parts = path.split('/')
  const old = wrote.split(/[/\\]/)
  const count = parts.length - from
  const start = old.length - Math.min(count, old.length)
  if (old.length < count && from > 0) return undefined
  const end = parts.slice(parts.length - (old.length - start)).map(asAddress)
  return [...old.slice(0, start), ...end].join('/')
}

/** A name as it stands in an address: what would end it, or mean something else there, in percent. */
function asAddress(name: string): string {
  return name.replace(
    /[\s%#?()<>"]/g,
    (sign) => `%${(sign.codePointAt(0) ?? 0).toString(16).padStart(2, '0').toUpperCase()}`,
  )
}
