import { InvalidArgumentError } from 'commander'
import type { PageRange } from '../../project/outputs/pages.js'

/** Reads `3-7,12`, also `5-` (to the end) and `-3` (from the beginning). */
export function parsePages(text: string): readonly PageRange[] {
  return text.split(',').map((part) => {
    const [, single, from, to] = /^\s*(?:(\d{1,6})|(\d{0,6})\s*[-–]\s*(\d{0,6}))\s*$/.exec(part) ?? []
    if (single !== undefined) return checked({ from: Number(single), to: Number(single) }, part)
    if (from === undefined || to === undefined || (from === '' && to === ''))
      throw new InvalidArgumentError(`“${part.trim()}” is not a page. Use numbers and ranges, such as 3-7,12.`)
    return checked({ from: from === '' ? 1 : Number(from), to: to === '' ? 999_999 : Number(to) }, part)
  })
}

function checked(range: PageRange, part: string): PageRange {
  if (range.from < 1) throw new InvalidArgumentError('Slides are numbered from 1.')
  if (range.from > range.to) throw new InvalidArgumentError(`“${part.trim()}” runs backwards.`)
  return range
}
