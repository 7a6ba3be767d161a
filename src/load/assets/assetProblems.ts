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
  const near = root === undefined ? undefined : await nearestBeside(ref.path, root)
  const owner = ref.from === 'theme' ? "the theme's" : "the deck's"
  const hint = near === undefined ? `The path counts from ${owner} folder.` : `Did you mean \`${near}\`?`
  return { ...warning(ref, code, `The ${what} \`${ref.path}\` does not exist.`, hint), ...fixOf(ref.path, near) }
}

async function nearestBeside(path: string, root: string): Promise<string | undefined> {
  const folder = posix.dirname(path)
  const found = await resolvePathInside(root, folder)
  if (!found.ok) return undefined
  const near = nearest(posix.basename(path), await readdir(found.path).catch(() => []))
  return near === undefined ? undefined : posix.join(folder, near)
}
