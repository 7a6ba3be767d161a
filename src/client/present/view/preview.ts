import type { Point } from '../../../model/protocol/show.js'
import { element } from '../../dom/element.js'
import { root } from '../../dom/page.js'
import { readSteps, type SlideView, type Stepped } from '../../player/slides.js'
import { showSteps } from '../../player/stage.js'
import { frameSlide } from './frame.js'

/** A slide beside the deck: a copy of it at any of its steps. */
export interface Preview {
  readonly element: HTMLElement
  show(slide: SlideView | undefined, step: number, zoom?: Point): void
  /** Copies again at the next `show`: the deck has changed. */
  forget(): void
}

/** Makes an empty preview. Copies are pictures: nothing in them has the focus, starts by itself or is read out. */
export function buildPreview(): Preview {
  const holder = element('div', { class: 'lectern-preview' })
  holder.inert = true
  let shown: { of: SlideView; content: HTMLElement; parts: Stepped } | undefined
  return {
    element: holder,
    show: (slide, step, zoom) => {
      if (slide === undefined) {
        holder.replaceChildren()
        shown = undefined
        return
      }
      if (shown?.of !== slide) {
        const content = copyOf(slide)
        shown = { of: slide, content, parts: readSteps(content) }
        holder.replaceChildren(content)
      }
      // The presenter view is dark; slides have the colours that the audience sees.
      holder.style.colorScheme = root.style.colorScheme
      showSteps(shown.parts, step)
      frameSlide(shown.content, zoom)
    },
    forget: () => {
      shown = undefined
    },
  }
}

function copyOf({ content }: SlideView): HTMLElement {
  const copy = content.cloneNode(true) as HTMLElement
  copy.inert = false
  for (const media of copy.querySelectorAll('video, audio')) {
    for (const name of ['autoplay', 'controls', 'id']) media.removeAttribute(name)
  }
  return copy
}
