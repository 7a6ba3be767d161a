import { readdir } from 'node:fs/promises'
import { join, posix, relative, sep } from 'node:path'
import type { ProblemCode } from '../../model/codes.js'
import type { FileRef } from '../../model/deck.js'
import { fixOf } from '../../model/nearest.js'
import type { Problem } from '../../model/problem.js'
import { type Reach, type Resolved, resolvePathInside } from '../containment.js'
import { corrected, type Respelt, respell } from '../respell.js'

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

/** Says that a file is missing; with the place that its path counts from, also which one there is meant. */
export async function missingFile(ref: FileRef, within?: string | Reach): Promise<Problem> {
  const [code] = missing[ref.use]
  const what = kindOf(ref)
  const gone = `The ${what} \`${ref.path}\` does not exist.`
  const escaped = within === undefined ? undefined : await nameInPercent(ref, within)
  if (escaped !== undefined) return warning(ref, code, gone, escaped)
  const respelt = within === undefined ? undefined : await respell(within, ref.path)
  if (respelt === undefined) {
    const owner = ref.from === 'theme' ? "the theme's" : "the deck's"
    return warning(ref, code, gone, `The path counts from ${owner} folder.`)
  }
  const wrote = ref.spelt ?? ref.path
  const meant = corrected(wrote, respelt)
  const said = sayings[respelt.how]
  const shown = meant ?? respelt.path
  const hint = respelt.how === 'slip' ? `Did you mean \`${shown}\`?` : `Write \`${shown}\`.`
  const problem =
    said === undefined
      ? warning(ref, code, gone, hint)
      : warning(ref, 'address-spelling', `\`${ref.path}\` ${said}.`, hint)
  return { ...problem, ...fixOf(wrote, meant) }
}

/** What a missing file is called. In the brackets of a picture, people also write films and sounds. */
function kindOf({ use, path }: FileRef): string {
  if (use === 'image' && /\.(?:mp4|m4v|mov|webm|ogv|avi|mkv)$/i.test(path)) return 'film'
  if (use === 'image' && /\.(?:mp3|m4a|wav|ogg|oga|flac|aac|opus)$/i.test(path)) return 'sound'
  return missing[use][1]
}

const sayings: Readonly<Record<Respelt['how'], string | undefined>> = {
  case: 'is written in other letter case than the file, which many systems do not find then',
  letters: 'looks like the name of the file and has other Unicode letters (composed or not)',
  separators: 'has backslashes; between folders stands `/`, on every system',
  slip: undefined,
}

/** What to do when the name of a file has a sign that ends an address or means something else in it; `undefined` when it has not. */
async function nameInPercent(ref: FileRef, within: string | Reach): Promise<string | undefined> {
  const name = posix.basename(ref.path)
  const beside = await namesBeside(ref.path, within)
  const cut = beside.find((one) => one.startsWith(`${name}#`) || one.startsWith(`${name}?`))
  const raw = posix.basename(ref.spelt ?? '')
  // A file may be called `a%20b.png`, and its address is read as “a b.png”.
  const literal = raw !== name && beside.includes(raw) ? raw : undefined
  const meant = cut ?? literal
  if (meant === undefined) return undefined
  const written = posix.join(posix.dirname(ref.path), meant)
  const address = written.split('/').map(encodeURIComponent).join('/')
  const why =
    cut === undefined ? 'A percent sign means more in an address.' : `An address ends at “${cut.charAt(name.length)}”.`
  return `${why} For the file \`${written}\`, write \`${address}\`.`
}

/**
 * `/assets/a.png` counts from the root of the disk. Editors and web servers let it count from the project; when the file is there, or
 * beside the deck, says how to write it. `undefined` for every other path.
 */
export async function fromTheTop(ref: FileRef, { folder, root }: Reach): Promise<Problem | undefined> {
  const wrote = ref.spelt ?? ref.path
  if (!ref.path.startsWith('/') || !wrote.startsWith('/')) return undefined
  const there = (top: string) => resolvePathInside({ folder: top, root }, ref.path.replace(/^\/+/, ''))
  const top = (await there(root)).ok ? root : (await there(folder)).ok ? folder : undefined
  if (top === undefined) return undefined
  const meant = relative(folder, join(top, wrote)).split(sep).join('/')
  const message = `\`${ref.path}\` begins with \`/\`, so it counts neither from the deck's folder nor from its project.`
  return { ...warning(ref, 'address-spelling', message, `Write \`${meant}\`.`), ...fixOf(wrote, meant) }
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
