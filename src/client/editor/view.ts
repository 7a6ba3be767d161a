import { autocompletion, closeBrackets, closeBracketsKeymap, completionKeymap } from '@codemirror/autocomplete'
import { defaultKeymap, history, historyKeymap, indentWithTab, isolateHistory } from '@codemirror/commands'
import { markdown, markdownLanguage } from '@codemirror/lang-markdown'
import { yamlFrontmatter } from '@codemirror/lang-yaml'
import { bracketMatching, indentOnInput } from '@codemirror/language'
import { lintGutter, nextDiagnostic, previousDiagnostic } from '@codemirror/lint'
import { highlightSelectionMatches, search, searchKeymap } from '@codemirror/search'
import { Annotation, Compartment, EditorState, type Extension } from '@codemirror/state'
import {
  crosshairCursor,
  drawSelection,
  dropCursor,
  EditorView,
  highlightActiveLine,
  highlightActiveLineGutter,
  highlightSpecialChars,
  keymap,
  lineNumbers,
  rectangularSelection,
  type ViewUpdate,
} from '@codemirror/view'
import { codeMirrorTheme } from './codeMirrorTheme.js'
import { closeComments } from './comments.js'
import { asksForMore, completeDeck, type Known } from './completion.js'
import { changesBetween } from './merge.js'
import { slidesInText } from './slidesInText.js'

/** What a text is edited with. */
export interface Writing {
  readonly parent: HTMLElement
  readonly known: Known
  readonly save: () => void
  readonly updated: (update: ViewUpdate) => void
}

/** Marks what did not come from the writer: another text from the disk. */
export const fromOutside = Annotation.define<boolean>()

/** The language of decks: Markdown below front matter in YAML. */
export function deckLanguage(): Extension {
  return yamlFrontmatter({ content: markdown({ base: markdownLanguage, completeHTMLTags: false }) })
}

/** The editor of the page. */
export interface Editor {
  readonly view: EditorView
  /** A fresh state for a text: with a history of its own. */
  stateFor(text: string): EditorState
}

/** Makes the editor. The nonce lets its styles through the page's policy. */
export function buildEditor({ parent, known, save, updated }: Writing, nonce: string): Editor {
  const scheme = new Compartment()
  const dark = matchMedia('(prefers-color-scheme: dark)')
  // The page's style follows the machine by itself; what the library draws has to be told.
  const schemeNow = (): Extension => EditorView.darkTheme.of(dark.matches)
  const stateFor = (text: string): EditorState =>
    EditorState.create({
      doc: text,
      extensions: [
        EditorView.cspNonce.of(nonce),
        scheme.of(schemeNow()),
        writingAids,
        autocompletion({
          override: [completeDeck(known)],
          activateOnCompletion: asksForMore,
          icons: false,
        }),
        EditorView.contentAttributes.of({ 'aria-label': 'Source of the deck', autocapitalize: 'off' }),
        keymap.of([{ key: 'Mod-s', run: saveNow, preventDefault: true }]),
        keys,
        EditorView.updateListener.of(updated),
      ],
    })
  const saveNow = (): boolean => {
    save()
    return true
  }
  const view = new EditorView({
    parent,
    state: EditorState.create({ extensions: [nothingYet, EditorView.cspNonce.of(nonce)] }),
  })
  dark.addEventListener('change', () => view.dispatch({ effects: scheme.reconfigure(schemeNow()) }))
  return { view, stateFor }
}

/** Until there is a text: what is typed now would be lost. */
const nothingYet: Extension = [EditorState.readOnly.of(true), EditorView.editable.of(false)]

const writingAids: Extension = [
  lineNumbers(),
  lintGutter(),
  highlightActiveLineGutter(),
  highlightSpecialChars(),
  history(),
  drawSelection(),
  dropCursor(),
  EditorState.allowMultipleSelections.of(true),
  indentOnInput(),
  bracketMatching(),
  closeBrackets(),
  rectangularSelection(),
  crosshairCursor(),
  highlightActiveLine(),
  highlightSelectionMatches(),
  search({ top: false }),
  EditorView.lineWrapping,
  deckLanguage(),
  closeComments,
  slidesInText,
  codeMirrorTheme,
]

/** Tab indents; Esc and then Tab leaves, as the library has it for people who have no mouse. */
const keys: Extension = keymap.of([
  ...closeBracketsKeymap,
  ...completionKeymap,
  ...searchKeymap,
  ...historyKeymap,
  { key: 'F8', run: nextDiagnostic },
  { key: 'Shift-F8', run: previousDiagnostic },
  ...defaultKeymap,
  indentWithTab,
])

/** Puts another text in the place of the one that is there: as small changes, so that the cursor stays, and undoable. */
export function replaceText(view: EditorView, text: string): void {
  const changes = changesBetween(view.state.doc.toString(), text)
  if (changes.length > 0)
    view.dispatch({
      changes,
      annotations: [fromOutside.of(true), isolateHistory.of('full')],
      userEvent: 'input.outside',
    })
}
