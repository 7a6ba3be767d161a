import { type EditorState, StateEffect, StateField } from '@codemirror/state'
import type { ChosenLayout } from '../../model/deck.js'
import type { SlideStart } from '../../model/protocol/editor.js'

/** A slide's 0-based number, the offset at which it begins, and the layout that was chosen for it. */
interface Begin {
  readonly slide: number
  readonly at: number
  readonly layout?: ChosenLayout | undefined
}

/** Tells where the slides of a text begin: all slides of the deck, and the name of the file that is edited. */
export const setSlides = StateEffect.define<{ readonly slides: readonly SlideStart[]; readonly file: string }>()

/** Where the slides begin, also while lines are being added and taken away above them. */
export const slidesInText = StateField.define<readonly Begin[]>({
  create: () => [],
  update(begins, { changes, docChanged, effects, newDoc }) {
    let next = docChanged ? begins.map((begin) => ({ ...begin, at: changes.mapPos(begin.at, -1) })) : begins
    for (const effect of effects) {
      if (!effect.is(setSlides)) continue
      const { slides, file } = effect.value
      next = slides.flatMap((start, slide) =>
        start.file === file
          ? [{ slide, at: newDoc.line(Math.min(Math.max(start.line, 1), newDoc.lines)).from, layout: start.layout }]
          : [],
      )
    }
    return next
  },
})

/** The 0-based slide that an offset belongs to: the last that begins before it, else the first of the text. */
export function slideAt(state: EditorState, at: number): number | undefined {
  return beginBefore(state, at)?.slide
}

/** The layout that was chosen for the slide that an offset belongs to; `undefined` when its author chose, or nothing fits. */
export function layoutAt(state: EditorState, at: number): ChosenLayout | undefined {
  return beginBefore(state, at)?.layout
}

function beginBefore(state: EditorState, at: number): Begin | undefined {
  const begins = state.field(slidesInText, false) ?? []
  return [...begins].reverse().find((begin) => begin.at <= at) ?? begins[0]
}

/** The offset at which a slide begins; `undefined` when it is not in this text. */
export function beginOf(state: EditorState, slide: number): number | undefined {
  return state.field(slidesInText, false)?.find((begin) => begin.slide === slide)?.at
}
