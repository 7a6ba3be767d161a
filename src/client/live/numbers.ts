import type { LiveNumbers } from '../../model/live.js'

/** Sets what follows from the position of every slide: label, line, Marp's id and page number. Writes only what differs. */
export function applyNumbers(sections: readonly HTMLElement[], { lines, pages, pageTotal }: LiveNumbers): void {
  for (const [index, section] of sections.entries()) {
    const title = section.dataset.title ?? ''
    const position = `${index + 1} of ${sections.length}`
    write(section, 'aria-label', title === '' ? position : `${position}: ${title}`)
    if (lines[index] !== undefined) write(section, 'data-line', String(lines[index]))
    for (const slide of section.querySelectorAll(marpSlides)) {
      if (/^\d*$/.test(slide.getAttribute('id') ?? 'none')) write(slide, 'id', String(index + 1))
      if (slide.hasAttribute('data-marpit-pagination'))
        write(slide, 'data-marpit-pagination', String(pages[index] ?? 0))
      if (slide.hasAttribute('data-marpit-pagination-total')) {
        write(slide, 'data-marpit-pagination-total', String(pageTotal))
      }
    }
  }
}

/** More than one where a picture stands beside the text. */
const marpSlides = ':scope > div.marpit > svg > foreignObject > section'

function write(element: Element, name: string, value: string): void {
  if (element.getAttribute(name) !== value) element.setAttribute(name, value)
}
