import { element } from '../../dom/element.js'
import type { SlideView } from '../../player/slides.js'
import type { Memory } from '../memory.js'

/** The speaker notes of the slide that shows. */
export interface NotesPane {
  readonly element: HTMLElement
  show(slide: SlideView | undefined): void
  /** Reads them again at the next `show`. */
  forget(): void
  /** One step bigger or smaller; remembered for good. */
  resize(by: 1 | -1): void
}

/** Sizes of the notes, in CSS pixels. */
const sizes = [14, 16, 18, 20, 22, 25, 28, 32, 36, 42, 48, 56, 64]
const usual = 22

/** Builds the pane. Links to slides (`#7`) go there; `go` is given the address. */
export function buildNotes(memory: Memory, go: (hash: string) => void): NotesPane {
  const text = element('div', { class: 'lectern-notes', tabindex: '0', role: 'region', 'aria-label': 'Notes' })
  let shown: SlideView | undefined
  let size = sizes.find((one) => one === memory.get('notes size')) ?? usual
  const apply = (): void => text.style.setProperty('font-size', `${size}px`)
  apply()
  text.addEventListener('click', (event) => {
    const link = event.target instanceof Element ? event.target.closest('a[href^="#"]') : null
    if (link === null) return
    event.preventDefault()
    go(link.getAttribute('href') ?? '')
  })
  return {
    element: text,
    show: (slide) => {
      if (shown === slide) return
      shown = slide
      const templates = slide?.section.querySelectorAll<HTMLTemplateElement>(':scope > template[data-note]') ?? []
      const notes = [...templates].map(({ content }) => element('article', {}, content.cloneNode(true)))
      text.replaceChildren(
        ...(notes.length > 0 ? notes : [element('p', { class: 'lectern-quiet' }, 'No notes on this slide.')]),
      )
      text.scrollTop = 0
    },
    forget: () => {
      shown = undefined
    },
    resize: (by) => {
      size = sizes[sizes.indexOf(size) + by] ?? size
      memory.set('notes size', size)
      apply()
    },
  }
}
