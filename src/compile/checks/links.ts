import type { Slide } from '../../model/deck.js'
import type { Problem } from '../../model/problem.js'
import type { RenderContext } from '../context.js'
import { locate } from '../places/locate.js'

/** Says which links lead to a place of the deck that is not there, or nowhere. */
export function checkLinks(context: RenderContext, slides: readonly Slide[]): Problem[] {
  const ids = new Set(slides.flatMap(({ facts }) => facts.ids.map(decoded)))
  return slides.flatMap(({ facts }, index) => {
    const draft = context.slides[index]
    const first = (draft?.line ?? 1) - 1
    const end = draft?.endLine ?? context.lines.length
    const empty = facts.hasEmptyLink ? emptyLinks(context.lines.slice(first, end).join('\n')) : []
    const targets = facts.links.flatMap((link) => /^#(.+)$/s.exec(link)?.[1] ?? [])
    const places = [...new Set(targets)]
      // `#7.2` is a step of a slide, in the player's own way.
      .filter((target) => !ids.has(decoded(target)) && !ids.has(/^(\d+)\.\d+$/.exec(target)?.[1] ?? ''))
      .map((target): Problem => {
        const written = `#${decoded(target)}`
        return {
          severity: 'warning',
          code: 'link-broken',
          message: `“${written}” does not exist in this deck.`,
          hint: `Use a slide number from #1 to #${slides.length}, or a heading in lower case with hyphens.`,
          place: locate(context, first, end, written),
        }
      })
    const nowhere = empty.map(
      ([written, words]): Problem => ({
        severity: 'warning',
        code: 'link-broken',
        message: `The link “${words}” has no target.`,
        hint: 'Add the target between the parentheses.',
        place: locate(context, first, end, written),
      }),
    )
    return [...places, ...nowhere]
  })
}

/** Links without an address, as they are written, and their words. */
function emptyLinks(markdown: string): [string, string][] {
  return Array.from(markdown.matchAll(/(?<!!)\[([^\][\n]+)\]\(\s*\)/g), ([written, words = '']) => [written, words])
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}
