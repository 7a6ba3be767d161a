import { readdir } from 'node:fs/promises'
import { join, posix, relative, sep } from 'node:path'
import type { ProblemCode } from '../../model/codes.js'
import type { FileRef } from '../../model/deck.js'
import type { Problem } from '../../model/problem.js'
import { fixOf } from '../../model/words/nearest.js'
import { type Reach, type Resolved, resolvePathInside } from '../disk/containment.js'
import { type AssetFolders, type AssetPlace, placesFromTheTop, placesOf } from './places.js'
import { corrected, type Respelt, respell } from './respell.js'

const missing = {
  image: ['image-missing', 'image'],
  media: ['media-missing', 'video or audio file'],
  font: ['font-missing', 'font'],
} as const

/** A warning at the place of a reference. */
export function warning(ref: FileRef, code: ProblemCode, message: string, hint: string): Problem {
  const slide = ref.slide === undefined ? {} : { slide: ref.slide }
  return { severity: 'warning', code, message, hint, place: ref.place, ...slide }
}

/** Says that a file is missing; with the places that it may lie in, also which one there is meant. */
export async function missingFile(ref: FileRef, folders?: AssetFolders): Promise<Problem> {
  const element = elementFor(ref)
  const [code, kind] = missing[element === undefined ? ref.use : 'media']
  const what = element === undefined ? kind : element === 'video' ? 'film' : 'sound'
  const gone = `The ${what} \`${ref.path}\` does not exist.`
  const places = folders === undefined ? [] : placesOf(ref, folders)
  const first = places[0]
  if (first === undefined) return warning(ref, code, gone, '')
  const escaped = await nameInPercent(ref, first)
  if (escaped !== undefined) return warning(ref, code, gone, escaped)
  const respelt = await meantAt(places)
  if (respelt === undefined) return warning(ref, code, gone, whereLooked(ref, places, folders?.deckRoot.folder ?? ''))
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

const filmName = /\.(?:mp4|m4v|webm|mov|ogv|mkv|avi)$/i
const soundName = /\.(?:mp3|m4a|wav|ogg|oga|flac|aac|opus)$/i

/** The element for a film or a sound that is named where a picture stands; `undefined` for all else. */
function elementFor({ use, path }: FileRef): 'video' | 'audio' | undefined {
  if (use !== 'image') return undefined
  return filmName.test(path) ? 'video' : soundName.test(path) ? 'audio' : undefined
}

function whereLooked(ref: FileRef, places: readonly AssetPlace[], deckFolder: string): string {
  const element = elementFor(ref)
  if (element !== undefined)
    return `Put the file there and write \`<${element} src="${ref.path}" controls></${element}>\`.`
  if (!ref.path.startsWith('/'))
    return `Check the path, which is relative to ${ref.from === 'theme' ? "the theme's" : "the deck's"} folder.`
  const looked = places.map(({ within, path }) => {
    const folder = typeof within === 'string' ? within : within.folder
    return `\`${relative(deckFolder, join(folder, path)).split(sep).join('/')}\``
  })
  return `Check the path: one that begins with \`/\` is relative to the project, and ${looked.join(' and ')} ${looked.length === 1 ? 'does' : 'do'} not exist.`
}

/** The path that was meant, for sure at any of the places rather than by a likeness at the first. */
async function meantAt(places: readonly AssetPlace[]): Promise<Respelt | undefined> {
  const meant = await Promise.all(places.map(({ within, path }) => respell(within, path)))
  const found = meant.filter((one) => one !== undefined)
  return found.find(({ how }) => how !== 'slip') ?? found[0]
}

const sayings: Readonly<Record<Respelt['how'], string | undefined>> = {
  case: 'differs in case from the file name; many systems will not find the file',
  letters: 'looks like the file name but uses different Unicode characters (composed or decomposed)',
  separators: 'has backslashes, but paths use `/` on every system',
  slip: undefined,
}

/** What to do when the name of a file has a sign that ends an address or means something else in it; `undefined` when it has not. */
async function nameInPercent(ref: FileRef, { within, path }: AssetPlace): Promise<string | undefined> {
  const name = posix.basename(ref.path)
  const beside = await namesBeside(path, within)
  const cut = beside.find((one) => one.startsWith(`${name}#`) || one.startsWith(`${name}?`))
  const raw = posix.basename(ref.spelt ?? '')
  // A file may be called `a%20b.png`, and its address is read as “a b.png”.
  const literal = raw !== name && beside.includes(raw) ? raw : undefined
  const meant = cut ?? literal
  if (meant === undefined) return undefined
  const written = posix.join(posix.dirname(ref.path), meant)
  const address = written.split('/').map(encodeURIComponent).join('/')
  const why =
    cut === undefined ? 'a percent sign has a special meaning in a path' : `a path ends at “${cut.charAt(name.length)}”`
  return `Write \`${address}\` for the file \`${written}\`, because ${why}.`
}

/**
 * What to say of `/assets/a.png` that was found: it shows here, on GitHub and on a site. From the disk, browsers and Marp look for it
 * at the root of the disk.
 */
export async function fromTheTop(ref: FileRef, deck: Reach): Promise<Problem> {
  const found = await Promise.all(
    placesFromTheTop(ref.path, deck).map(({ within, path }) => resolvePathInside(within, path)),
  )
  const top = found[0]?.ok === true ? deck.root : deck.folder
  const wrote = ref.spelt?.startsWith('/') ? ref.spelt : ref.path
  const meant = relative(deck.folder, join(top, wrote)).split(sep).join('/')
  const owner = found[0]?.ok === true ? 'project' : "deck's folder"
  const message = `\`${ref.path}\` is found in the ${owner}; other programs look for it in the root of the disk.`
  const hint = `Write \`${meant}\`, which works everywhere.`
  return { ...warning(ref, 'address-spelling', message, hint), severity: 'info', ...fixOf(wrote, meant) }
}

/** Says why a file was not read that a deck or a theme may not have. */
export function refusedFile(ref: FileRef, reason: Extract<Resolved, { ok: false }>['reason']): Problem {
  if (reason === 'hidden') {
    const message = `\`${ref.path}\` is hidden (part of its path begins with a dot) and was not read.`
    return warning(ref, 'file-outside', message, 'Copy the file to a path that is not hidden, and use that.')
  }
  const isTheme = ref.from === 'theme'
  const message = `\`${ref.path}\` is outside ${isTheme ? "its theme's folder" : "the deck's project"} and was not read.`
  const hint = isTheme
    ? "Move the file into the theme's folder, and use a path relative to it."
    : 'Move the file into the project, or use --root <dir> with a folder that contains both.'
  return warning(ref, 'file-outside', message, hint)
}

/** What stands in the folder that a path leads to. */
async function namesBeside(path: string, within: string | Reach): Promise<readonly string[]> {
  const found = await resolvePathInside(within, posix.dirname(path))
  return found.ok ? readdir(found.path).catch(() => []) : []
}
