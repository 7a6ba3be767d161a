import type { LiveNumbers } from '../../../model/protocol/live.js'

/** Sets what follows from the position of every slide: label, line, Marp's id and page number. Writes only what differs. */
export type Numberer = (
  sections: readonly HTMLElement[],
  changed: ReadonlySet<HTMLElement>,
  numbers: LiveNumbers,
) => void

/** A numberer that remembers what it wrote: looking into a thousand slides takes longer than changing one. */
export function createNumberer(): Numberer {
  const written = new WeakMap<HTMLElement, string>()
  return (sections, changed, { lines, pages, pageTotal }) => {
    for (const [index, section] of sections.entries()) {
      const line = lines[index]
      if (line !== undefined) write(section, 'data-line', String(line))
      const page = pages[index] ?? 0
      const key = `${index} ${sections.length} ${page} ${pageTotal}`
      if (written.get(section) === key && !changed.has(section)) continue
      written.set(section, key)
      const title = section.dataset.title ?? ''
      const position = `${index + 1} of ${sections.length}`
      write(section, 'aria-label', title === '' ? position : `${position}: ${title}`)
      for (const slide of section.querySelectorAll(marpSlides)) writeSlide(slide, index + 1, page, pageTotal)
    }
  }
}

/** More than one where a picture stands beside the text. */
const marpSlides = ':scope > div.marpit > svg > foreignObject > section'

function writeSlide(slide: Element, number: number, page: number, pageTotal: number): void {
  if (/^\d*$/.test(slide.getAttribute('id') ?? 'none')) write(slide, 'id', String(number))
  if (slide.hasAttribute('data-marpit-pagination')) write(slide, 'data-marpit-pagination', String(page))
  if (slide.hasAttribute('data-marpit-pagination-total')) {
    write(slide, 'data-marpit-pagination-total', String(pageTotal))
  }
}

function write(element: Element, name: string, value: string): void {
  if (element.getAttribute(name) !== value) element.setAttribute(name, value)
}
