import { defaultKeymap, history, historyKeymap } from '@codemirror/commands'
import { MergeView } from '@codemirror/merge'
import { EditorState, type Extension } from '@codemirror/state'
import { EditorView, keymap, lineNumbers } from '@codemirror/view'
import { element } from '../dom/element.js'
import { codeMirrorTheme } from './codeMirrorTheme.js'
import { deckLanguage } from './view.js'

/** Two versions of a text to choose from. */
export interface Versions {
  readonly title: string
  readonly explanation: string
  readonly left: { readonly label: string; readonly text: string; readonly take: string }
  readonly right: { readonly label: string; readonly text: string; readonly take: string }
  /** Told of each change of the text on the right, which is nowhere else yet. */
  readonly edited: (text: string) => void
}

/** What became of a choice: a text that was decided for, or the right one as it was left, to be decided later. */
export interface Choice {
  readonly isDecided: boolean
  readonly text: string
}

/** Shows two versions side by side. Gives the text that was chosen or written. */
export function chooseVersion(versions: Versions, nonce: string): Promise<Choice> {
  const { left, right } = versions
  const heading = element('h2', { id: 'versions-title' }, versions.title)
  const box = element('div', { class: 'versions-box' })
  const button = (label: string, kind: string): HTMLButtonElement =>
    element('button', { type: 'button', class: kind }, label)
  const takeLeft = button(left.take, '')
  const takeRight = button(right.take, '')
  const takeEdited = button('Use the version on the right', 'main')
  const later = button('Not now', 'quiet')
  takeEdited.hidden = true
  const dialog = element(
    'dialog',
    { id: 'versions', 'aria-labelledby': 'versions-title' },
    heading,
    element('p', {}, versions.explanation),
    element('div', { class: 'versions-labels' }, element('b', {}, left.label), element('b', {}, right.label)),
    box,
    element(
      'div',
      { class: 'versions-buttons' },
      later,
      element('span', { class: 'gap' }),
      takeLeft,
      takeRight,
      takeEdited,
    ),
  )
  document.body.append(dialog)
  dialog.showModal()
  const shared: Extension = [
    EditorView.cspNonce.of(nonce),
    EditorView.darkTheme.of(matchMedia('(prefers-color-scheme: dark)').matches),
    lineNumbers(),
    EditorView.lineWrapping,
    deckLanguage(),
    codeMirrorTheme,
  ]
  const merge = new MergeView({
    parent: box,
    root: document,
    revertControls: 'a-to-b',
    renderRevertControl: () =>
      element('button', { type: 'button', 'aria-label': 'Copy this change to the right', title: 'Copy' }, '→'),
    collapseUnchanged: { margin: 3, minSize: 6 },
    a: { doc: left.text, extensions: [shared, EditorState.readOnly.of(true), label(left.label)] },
    b: {
      doc: right.text,
      extensions: [
        shared,
        history(),
        keymap.of([...historyKeymap, ...defaultKeymap]),
        label(right.label),
        EditorView.updateListener.of(({ docChanged, state }) => {
          if (!docChanged) return
          const text = state.doc.toString()
          takeEdited.hidden = text === right.text
          versions.edited(text)
        }),
      ],
    },
  })
  return new Promise((resolve) => {
    const now = (): string => merge.b.state.doc.toString()
    const end = (isDecided: boolean, text: string): void => {
      merge.destroy()
      dialog.remove()
      resolve({ isDecided, text })
    }
    takeLeft.addEventListener('click', () => end(true, left.text))
    takeRight.addEventListener('click', () => end(true, right.text))
    takeEdited.addEventListener('click', () => end(true, now()))
    later.addEventListener('click', () => end(false, now()))
    dialog.addEventListener('cancel', () => end(false, now()))
    takeRight.focus()
  })
}

function label(text: string): Extension {
  return EditorView.contentAttributes.of({ 'aria-label': text })
}
