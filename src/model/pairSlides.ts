/** What a slide is known by in another version of its deck. */
export interface KnownSlide {
  /** Of all that shows. */
  readonly hash: string
  readonly title: string
}

/**
 * Finds the slides of a deck in another version of it: for each slide of `to` the index of the same one in `from`. Slides
 * that look the same from the top and from the bottom are the same; between them, those that only one slide on either side
 * looks like, and then those whose title only one slide on either side has. `undefined`: there was none, or nobody can tell.
 */
export function pairSlides(from: readonly KnownSlide[], to: readonly KnownSlide[]): (number | undefined)[] {
  const pairs = new Array<number | undefined>(to.length).fill(undefined)
  const most = Math.min(from.length, to.length)
  let top = 0
  while (top < most && from[top]?.hash === to[top]?.hash) top++
  let bottom = 0
  while (bottom < most - top && from.at(-1 - bottom)?.hash === to.at(-1 - bottom)?.hash) bottom++
  for (let at = 0; at < top; at++) pairs[at] = at
  for (let at = 1; at <= bottom; at++) pairs[to.length - at] = from.length - at
  const left = new Set(from.keys())
  for (const index of pairs) if (index !== undefined) left.delete(index)
  for (const key of ['hash', 'title'] as const) {
    const open = [...to.keys()].filter((at) => pairs[at] === undefined)
    for (const at of open) {
      const value = to[at]?.[key]
      const [old, other] = [...left].filter((index) => from[index]?.[key] === value)
      const isOnly = open.filter((index) => to[index]?.[key] === value).length === 1
      if (value === '' || old === undefined || other !== undefined || !isOnly) continue
      pairs[at] = old
      left.delete(old)
    }
  }
  return pairs
}
