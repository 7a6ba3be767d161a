import type { SlideMeasurement } from '../../model/measurement.js'
import { isShown, type Slide, spotOf } from './spots.js'

type Facts = Pick<SlideMeasurement, 'headings' | 'links' | 'codes' | 'moving' | 'emptySlots'>

/** What a slide is made of: headings, links, code, what moves, columns without content. */
export function gatherFacts(on: Slide): Facts {
  const { content } = on
  const all = (selector: string) => [...content.querySelectorAll(selector)]
  return {
    headings: all('h1, h2, h3, h4, h5, h6')
      .filter((heading) => (heading.textContent ?? '').trim() !== '' || heading.querySelector('img, svg') !== null)
      .map((heading) => ({ ...spotOf(heading, on), level: Number(heading.localName.slice(1)) })),
    links: all('a[href]').map((link) => ({ ...spotOf(link, on), href: link.getAttribute('href') ?? '' })),
    codes: all('pre > code, marp-pre > code').map((code) => {
      const lines = (code.textContent ?? '').replace(/\n$/, '').split('\n')
      return { ...spotOf(code, on), lines: lines.length, columns: Math.max(...lines.map((line) => [...line].length)) }
    }),
    moving: [
      // On paper, a film is a picture of its first frame.
      ...all('video[autoplay], audio[autoplay], [data-lectern-autoplay]').map((media) => ({
        ...spotOf(media, on),
        what: `A ${media.localName === 'audio' ? 'sound' : 'video'} starts automatically`,
        flashing: false,
      })),
      ...animations(on),
    ],
    emptySlots: all('.columns > .column')
      .filter((column) => !isFilled(column))
      .map((column) => spotOf(column, on)),
  }
}

function animations(on: Slide): SlideMeasurement['moving'] {
  return on.content.getAnimations({ subtree: true }).flatMap((animation) => {
    const { effect } = animation
    if (!(effect instanceof KeyframeEffect) || effect.target === null) return []
    const { iterations, duration } = effect.getComputedTiming()
    if (iterations !== Number.POSITIVE_INFINITY || typeof duration !== 'number') return []
    // WCAG 2.3.1: not more than three flashes in a second.
    return [{ ...spotOf(effect.target, on), what: 'An animation never ends', flashing: duration < 334 }]
  })
}

function isFilled(column: Element): boolean {
  return (
    (column.textContent ?? '').trim() !== '' ||
    [...column.querySelectorAll('img, svg, video, audio, canvas')].some(isShown)
  )
}
