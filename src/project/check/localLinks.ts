import { join, relative, sep } from 'node:path'
import { placeOnSlide } from '../../check/report/place.js'
import { corrected, type Respelt, respell } from '../../load/assets/respell.js'
import { type Reach, type Resolved, resolveInside } from '../../load/disk/containment.js'
import type { Deck, Slide } from '../../model/deck.js'
import type { Problem } from '../../model/problem.js'
import { fixOf } from '../../model/words/nearest.js'

/** Links to files of the project that are not there, or lie outside of it. `reach`: the deck's, such as its source. */
export async function missingFiles(deck: Deck, reach: Reach): Promise<Problem[]> {
  const links = deck.slides.flatMap((slide) => {
    return [...new Set(slide.facts.links)]
      .filter((href) => href !== '' && !href.startsWith('#') && !/^(?:[a-z][a-z0-9+.-]*:|\/\/)/i.test(href))
      .map((href) => ({ slide, href }))
  })
  const found = await Promise.all(links.map(({ href }) => resolveInside(reach, href)))
  const topped = await Promise.all(links.map(({ href }) => fromTheTop(href, reach)))
  const meant = await Promise.all(links.map(({ href }, at) => meantBy(href, reach, found[at])))
  return links.flatMap(({ slide, href }, at): Problem[] => {
    const target = found[at]
    const respelt = meant[at]
    if (href.startsWith('/')) return [fromDisk(slide, href, topped[at])]
    if (target === undefined || target.ok || (target.reason === 'malformed' && respelt === undefined)) return []
    const isOutside = target.reason === 'outside' || target.reason === 'hidden'
    const wrote = spellings(href).find((one) => slide.text.includes(one)) ?? href
    const [end = ''] = /[?#].*$/.exec(wrote) ?? []
    const file = respelt === undefined ? undefined : corrected(wrote.slice(0, wrote.length - end.length), respelt)
    const address = file === undefined ? undefined : `${file}${end}`
    return [
      {
        severity: 'warning',
        code: 'link-broken',
        message: isOutside
          ? `The link to “${href}” leads ${target.reason === 'hidden' ? 'to a hidden file' : 'out of the deck’s project'}.`
          : `The file “${href}” does not exist next to the deck.`,
        hint: isOutside
          ? 'Move the file into the project, or link to a web page: people you share the deck with do not have this file.'
          : address !== undefined
            ? `${respelt?.how === 'slip' ? 'Did you mean' : 'Write'} \`${address}\`${respelt?.how === 'slip' ? '?' : '.'}`
            : 'Check the path, which is relative to the deck’s folder, and share the file along with the HTML.',
        place: placeOnSlide(slide, wrote),
        slide: slide.index + 1,
        ...fixOf(wrote, address),
      },
    ]
  })
}

/**
 * What an address that begins with `/` names in the project, seen from the deck: on GitHub and on a site it counts from there.
 * `undefined` when nothing is there.
 */
async function fromTheTop(href: string, { folder, root }: Reach): Promise<string | undefined> {
  if (!href.startsWith('/')) return undefined
  const below = href.replace(/^\/+/, '')
  for (const top of new Set([root, folder])) {
    const found = below === '' ? undefined : await resolveInside({ folder: top, root }, below)
    if (found?.ok) return relative(folder, join(top, below)).split(sep).join('/')
  }
  return undefined
}

/** A link from the root: a browser that opens the file takes the root of the disk for it. */
function fromDisk(slide: Slide, href: string, meant: string | undefined): Problem {
  const wrote = spellings(href).find((one) => one.startsWith('/') && slide.text.includes(one)) ?? href
  const said: Pick<Problem, 'code' | 'message' | 'hint'> =
    meant === undefined
      ? {
          code: 'link-broken',
          message: `The file “${href}” does not exist in the project.`,
          hint: 'Write a path relative to the deck’s folder; one that begins with `/` is relative to the project.',
        }
      : {
          code: 'address-spelling',
          message: `The link “${href}” leads to the root of the disk where the HTML is opened as a file.`,
          hint: `Write \`${meant}\`.`,
        }
  return {
    severity: 'warning',
    ...said,
    place: placeOnSlide(slide, wrote),
    slide: slide.index + 1,
    ...fixOf(wrote, meant),
  }
}

/** The file that is there and was meant by an address that leads to none. */
async function meantBy(href: string, reach: Reach, found: Resolved | undefined): Promise<Respelt | undefined> {
  if (found === undefined || found.ok || found.reason === 'outside' || found.reason === 'hidden') return undefined
  return respell(reach, decoded(href.replace(/[?#].*$/, '')))
}

/** What may stand in the text for an address: in an included part, it counts from there and is shorter. */
function spellings(href: string): string[] {
  const parts = href.split('/')
  const tails = parts.map((_, index) => parts.slice(index).join('/'))
  return tails.filter((tail) => tail !== '').flatMap((tail) => [tail, decoded(tail)])
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}
