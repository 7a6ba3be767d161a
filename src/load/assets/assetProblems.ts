import { readdir } from 'node:fs/promises'
import { posix } from 'node:path'
import type { ProblemCode } from '../../model/codes.js'
import type { FileRef } from '../../model/deck.js'
import { fixOf, nearest } from '../../model/nearest.js'
import type { Problem } from '../../model/problem.js'
import { type Reach, type Resolved, resolvePathInside } from '../containment.js'

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

/** Says that a file is missing; with the place that its path counts from, also which file there has the nearest name. */
export async function missingFile(ref: FileRef, within?: string | Reach): Promise<Problem> {
  const [code, what] = missing[ref.use]
  const beside = within === undefined ? [] : await namesBeside(ref.path, within)
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

/** Says why a file was not read that a deck or a theme may not have. */
export function refusedFile(ref: FileRef, reason: Extract<Resolved, { ok: false }>['reason']): Problem {
  if (reason === 'hidden') {
    const message = `\`${ref.path}\` is hidden and was not read: a name on its way begins with a dot.`
    return warning(ref, 'file-outside', message, 'Copy the file to a place that is not hidden, and name that.')
  }
  const isTheme = ref.from === 'theme'
  const message = `\`${ref.path}\` leads out of ${isTheme ? "its theme's folder" : "the deck's project"} and was not read.`
  const hint = isTheme
    ? 'Put the file into the folder of the theme and name it from there.'
    : 'Put the file into the project, or give --root <dir> with a folder that holds both.'
  return warning(ref, 'file-outside', message, hint)
}

/** What stands in the folder that a path leads to. */
async function namesBeside(path: string, within: string | Reach): Promise<readonly string[]> {
  const found = await resolvePathInside(within, posix.dirname(path))
  return found.ok ? readdir(found.path).catch(() => []) : []
}
