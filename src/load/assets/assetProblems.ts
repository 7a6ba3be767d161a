import { readdir } from 'node:fs/promises'
import { posix } from 'node:path'
import type { ProblemCode } from '../../model/codes.js'
import type { FileRef } from '../../model/deck.js'
import { fixOf, nearest } from '../../model/nearest.js'
import type { Problem } from '../../model/problem.js'
import { resolvePathInside } from '../containment.js'

const missing = {
  image: ['image-missing', 'picture'],
  media: ['media-missing', 'video or sound'],
  font: ['font-missing', 'font'],
} as const

/** A warning at the place of a reference. */
export function warning(ref: FileRef, code: ProblemCode, message: string, hint: string): Problem {
  const slide = ref.slide === undefined ? {} : { slide: ref.slide }
  return { severity: 'warning', code, message, hint, place: ref.place, ...slide }
}

/** Says that a file is missing; with `root`, also which file in the same folder has the nearest name. */
export async function missingFile(ref: FileRef, root?: string): Promise<Problem> {
  const [code, what] = missing[ref.use]
  const beside = root === undefined ? [] : await namesBeside(ref.path, root)
  const name = posix.basename(ref.path)
  const cut = beside.find((one) => one.startsWith(`${name}#`) || one.startsWith(`${name}?`))
  if (cut !== undefined) {
    const sign = cut.charAt(name.length)
    const written = posix.join(posix.dirname(ref.path), cut)
    const address = written.split('/').map(encodeURIComponent).join('/')
    const hint = `An address ends at “${sign}”. For the file \`${written}\`, write \`${address}\`.`
    return warning(ref, code, `The ${what} \`${ref.path}\` does not exist.`, hint)
  }
  const nearName = nearest(name, beside)
  const near = nearName === undefined ? undefined : posix.join(posix.dirname(ref.path), nearName)
  const owner = ref.from === 'theme' ? "the theme's" : "the deck's"
  const hint = near === undefined ? `The path counts from ${owner} folder.` : `Did you mean \`${near}\`?`
  return { ...warning(ref, code, `The ${what} \`${ref.path}\` does not exist.`, hint), ...fixOf(ref.path, near) }
}

/** What stands in the folder that a path leads to. */
async function namesBeside(path: string, root: string): Promise<readonly string[]> {
  const found = await resolvePathInside(root, posix.dirname(path))
  return found.ok ? readdir(found.path).catch(() => []) : []
}
