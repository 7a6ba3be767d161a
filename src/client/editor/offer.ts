import type { FoundDraft } from './drafts.js'
import { type EditorLayout, showNotice } from './layout.js'
import type { OpenText } from './openText.js'

/** Offers texts that were typed before and never came to the disk, one after the other, newest first. */
export function offerDrafts(shell: EditorLayout, sheet: OpenText, done: () => void): void {
  const left = [...sheet.found]
  const next = (): void => {
    const draft = left.shift()
    if (draft === undefined) return
    const end = (): void => {
      hide()
      done()
      next()
    }
    const hide = showNotice(shell, `Unsaved changes from ${timeOf(draft)}`, [
      {
        label: 'Restore',
        run: () => {
          sheet.restore(draft)
          end()
        },
      },
      { label: 'Compare', run: () => void sheet.compare(draft).then((isDecided) => isDecided && end()) },
      {
        label: 'Discard',
        run: () => {
          draft.remove()
          end()
        },
      },
    ])
  }
  next()
}

/** The time, and the day when it is another. */
function timeOf({ atMs }: FoundDraft): string {
  const at = new Date(atMs)
  const time = at.toLocaleTimeString([], { hour: '2-digit', minute: '2-digit' })
  return at.toDateString() === new Date().toDateString() ? time : `${at.toLocaleDateString()} ${time}`
}
