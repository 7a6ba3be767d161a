import { placeOnSlide } from '../../check/report/place.js'
import { type AddressPolicy, publicOnly } from '../../load/assets/addressPolicy.js'
import { fetchRemote } from '../../load/assets/net.js'
import type { Deck } from '../../model/deck.js'
import type { Problem } from '../../model/problem.js'

/**
 * Asks for every page that the deck links to, eight at a time; only with `--allow-net`. A link is broken when the server
 * says that there is nothing, or when there is no server; a page that is merely large or slow is not.
 */
export async function brokenLinks(deck: Deck, policy: AddressPolicy = publicOnly()): Promise<Problem[]> {
  const links = deck.slides.flatMap((slide) =>
    [...new Set(slide.facts.links)].filter((href) => /^https?:/.test(href)).map((href) => ({ slide, href })),
  )
  const reasons = new Map<string, string | undefined>()
  const waiting = [...new Set(links.map(({ href }) => href))]
  const work = async (): Promise<void> => {
    for (let href = waiting.shift(); href !== undefined; href = waiting.shift()) {
      const address = href.split('#')[0] ?? href
      const fetched = await fetchRemote(address, { policy, timeoutMs: 10_000, limitBytes: 5_000_000, redirects: 5 })
      reasons.set(href, !fetched.ok && isBroken(fetched.reason) ? fetched.reason : undefined)
    }
  }
  await Promise.all(Array.from({ length: 8 }, work))
  return links.flatMap(({ slide, href }): Problem[] => {
    const reason = reasons.get(href)
    if (reason === undefined) return []
    return [
      {
        severity: 'warning',
        code: 'link-broken',
        message: `The link to ${href} is broken: ${reason}.`,
        hint: 'Update the link, or remove it.',
        place: placeOnSlide(slide, href),
        slide: slide.index + 1,
      },
    ]
  })
}

/** Servers that refuse programs (401, 403, 405, 429) may well answer people. */
function isBroken(reason: string): boolean {
  const status = /the server answered (\d+)/.exec(reason)?.[1]
  if (status !== undefined) return ['404', '410'].includes(status) || status.startsWith('5')
  return !/whole answer|larger|too large|limit|more than/.test(reason)
}
