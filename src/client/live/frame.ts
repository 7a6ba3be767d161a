// The page as the right half of the editor in the browser. The two only tell each other numbers of slides, and only if they
// are of one origin; whoever else frames or opens the page is not listened to.
import { onWindow } from '../dom/page.js'
import type { Player } from '../player/start.js'

const editor = window.parent

/** True when the page is in the frame of the editor: nobody else may frame it. */
export const isInEditor: boolean = editor !== window

/** Tells the editor where the talk is, and goes where it says: to all steps, because who writes wants to see what is written. */
export function answerEditor({ talk, commands, listen }: Player): void {
  if (!isInEditor) return
  /** A slide that is to come with the next change of the deck. */
  let awaited: number | undefined
  const go = (slide: number): void => {
    awaited = slide < talk.steps.length ? undefined : slide
    commands.goTo({ slide, step: talk.steps[slide] ?? 0 })
  }
  /** A page that is new listens from now on: the editor then says where its cursor is. */
  const tell = (isNew = false): void =>
    editor.postMessage({ type: 'lectern-at', slide: talk.place().slide, isNew }, location.origin)
  onWindow('message', ({ data, origin, source }) => {
    if (origin !== location.origin || source !== editor) return
    const slide = slideIn(data)
    if (slide !== undefined && slide !== talk.place().slide) go(slide)
  })
  listen(() => {
    if (awaited !== undefined && awaited < talk.steps.length) go(awaited)
    else tell()
  })
  go(talk.place().slide)
  tell(true)
}

function slideIn(data: unknown): number | undefined {
  if (typeof data !== 'object' || data === null) return undefined
  const { type, slide } = data as Partial<Record<'type' | 'slide', unknown>>
  return type === 'lectern-go' && Number.isSafeInteger(slide) && Number(slide) >= 0 ? Number(slide) : undefined
}
