// The page as the right half of the editor in the browser. The two only tell each other numbers of slides, and only if they
// are of one origin; whoever else frames or opens the page is not listened to.
import { onWindow } from '../page.js'
import type { Player } from '../start.js'

const editor = window.parent

/** True when the page is in the frame of the editor: nobody else may frame it. */
export const isInEditor: boolean = editor !== window

/** Tells the editor where the talk is, and goes where it says. */
export function answerEditor(player: Player): void {
  if (!isInEditor) return
  const tell = (): void => editor.postMessage({ type: 'lectern-at', slide: player.talk.place().slide }, location.origin)
  onWindow('message', ({ data, origin, source }) => {
    if (origin !== location.origin || source !== editor) return
    const slide = slideIn(data)
    if (slide !== undefined && slide !== player.talk.place().slide) player.commands.goTo({ slide, step: 0 })
  })
  player.listen(tell)
  tell()
}

function slideIn(data: unknown): number | undefined {
  if (typeof data !== 'object' || data === null) return undefined
  const { type, slide } = data as Partial<Record<'type' | 'slide', unknown>>
  return type === 'lectern-go' && Number.isSafeInteger(slide) && Number(slide) >= 0 ? Number(slide) : undefined
}
