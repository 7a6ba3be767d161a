/** How many slides or ranges of them a message names. */
const mostNamed = 6

/** `, on slides 1, 3–5 and 9`, of 0-based numbers; nothing for one slide, which a problem names anyway. */
export function onSlides(indices: readonly number[]): string {
  const numbers = [...new Set(indices)].sort((a, b) => a - b).map((index) => index + 1)
  if (numbers.length < 2) return ''
  const ranges: [from: number, to: number][] = []
  for (const number of numbers) {
    const last = ranges.at(-1)
    if (last !== undefined && number === last[1] + 1) last[1] = number
    else ranges.push([number, number])
  }
  const named = ranges.slice(0, mostNamed)
  const rest = ranges.slice(mostNamed).reduce((sum, [from, to]) => sum + to - from + 1, 0)
  // Two in a row are no range.
  const words = named.flatMap(([from, to]) =>
    from === to ? [`${from}`] : to === from + 1 ? [`${from}`, `${to}`] : [`${from}–${to}`],
  )
  const parts = rest === 0 ? words : [...words, `${rest} more`]
  return `, on slides ${parts.slice(0, -1).join(', ')}${parts.length > 1 ? ' and ' : ''}${parts.at(-1)}`
}
