import type { Extension } from '@codemirror/state'
import { EditorView } from '@codemirror/view'

/**
 * Ends a comment where it begins: without its end, everything after it is lost as long as somebody is still writing. Whoever
 * types the end nevertheless does not get it twice.
 */
export const closeComments: Extension = EditorView.inputHandler.of((view, from, to, text) => {
  if (view.composing || view.state.readOnly || view.state.selection.ranges.length > 1) return false
  const { doc } = view.state
  const before = doc.sliceString(Math.max(0, from - 3), from)
  const after = doc.sliceString(to, doc.lineAt(to).to)
  if (text === '-' && before === '<!-' && from === to && !after.includes('-->')) {
    view.dispatch({
      changes: { from, insert: '-  -->' },
      selection: { anchor: from + 2 },
      userEvent: 'input.type',
    })
    return true
  }
  // The space that is there already.
  if (text === ' ' && before === '-- ' && /^ -->/.test(after) && from === to) return true
  const twice = text === '>' && before.endsWith('--') ? /^\s*-->/.exec(after)?.[0] : undefined
  if (twice === undefined) return false
  view.dispatch({
    changes: { from, to: to + twice.length, insert: '>' },
    selection: { anchor: from + 1 },
    userEvent: 'input.type',
  })
  return true
})
