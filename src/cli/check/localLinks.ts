import { placeOnSlide } from '../../check/place.js'
import { type Reach, resolveInside } from '../../load/containment.js'
import type { Deck } from '../../model/deck.js'
import type { Problem } from '../../model/problem.js'
import { decodeEntities } from '../../render/files.js'

/** Links to files of the project that are not there, or lie outside of it. `reach`: the deck's, such as its source. */
export async function missingFiles(deck: Deck, reach: Reach): Promise<Problem[]> {
  const links = deck.slides.flatMap((slide) => {
    const hrefs = Array.from(slide.html.matchAll(/<a [^>]*?href="([^"#]+)"/g), ([, href = '']) => decodeEntities(href))
    return [...new Set(hrefs)]
      .filter((href) => !/^(?:[a-z][a-z0-9+.-]*:|\/\/)/i.test(href))
      .map((href) => ({ slide, href }))
  })
  const found = await Promise.all(links.map(({ href }) => resolveInside(reach, href)))
  return links.flatMap(({ slide, href }, at): Problem[] => {
    const target = found[at]
    if (target === undefined || target.ok || target.reason === 'malformed') return []
    const isOutside = target.reason !== 'missing'
    return [
      {
        severity: 'warning',
        code: 'link-broken',
        message: isOutside
          ? `The link to “${href}” leads ${target.reason === 'hidden' ? 'to a hidden file' : 'out of the deck’s project'}.`
          : `There is no file “${href}” beside the deck.`,
        hint: isOutside
          ? 'Whoever gets the deck does not have it: put the file into the project, or link to a page on the web.'
          : 'The path counts from the deck’s folder. The file has to go along with the HTML, too.',
        place: placeOnSlide(slide, href),
        slide: slide.index + 1,
      },
    ]
  })
}
