import {
  type Completion,
  type CompletionContext,
  type CompletionResult,
  pickedCompletion,
} from '@codemirror/autocomplete'
import type { EditorView } from '@codemirror/view'
import type { ChosenLayout } from '../../model/deck.js'
import type { EditorState, KeyWord, Word } from '../../model/protocol/editor.js'
import { type Writing, writingAt } from './place.js'
import { layoutAt } from './slidesInText.js'

/** What completion chooses from; asked each time, because it changes with the deck's theme. */
export type Known = () => Pick<EditorState, 'vocabulary' | 'files'> | undefined

/** Completes words of a deck: directives, their values, layouts, tokens, pictures' words, callouts, names of files. */
export function completeDeck(known: Known): (context: CompletionContext) => CompletionResult | null {
  return ({ state, pos, explicit }) => {
    const [offered, writing] = [known(), writingAt(state.doc, pos)]
    if (offered === undefined || writing === undefined) return null
    // A blank line of the front matter asks for nothing until a letter is there, or until it is asked.
    if (!explicit && pos === writing.from && ['key', 'token', 'imageWord'].includes(writing.kind)) return null
    const options = [...chosenFor(writing, layoutAt(state, pos)), ...optionsFor(writing, offered)]
    if (options.length === 0) return null
    if (writing.kind !== 'comment') return { from: writing.from, options, validFor: /^[^\s,()[\]"']*$/ }
    // A note begins like any sentence: only what begins with the word is offered, or Enter would take something else.
    const typed = state.sliceDoc(writing.from, pos).toLowerCase()
    const fitting = options.filter(({ label }) => beginsWith(label.toLowerCase(), typed))
    return fitting.length === 0 ? null : { from: writing.from, options: fitting, filter: false }
  }
}

/** True for a word after which its values can be offered at once. */
export function asksForMore({ apply }: Completion): boolean {
  return typeof apply === 'function' || (typeof apply === 'string' && apply.endsWith(': '))
}

function beginsWith(label: string, typed: string): boolean {
  return label.startsWith(typed) || label.replace(/^_/, '').startsWith(typed)
}

type Offered = NonNullable<ReturnType<Known>>

function optionsFor(writing: Writing, { vocabulary, files }: Offered): Completion[] {
  switch (writing.kind) {
    case 'key':
      return ranked(vocabulary.keys, 'property')
    case 'token':
      return ranked(vocabulary.tokens, 'variable')
    case 'comment':
      return ranked(vocabulary.comments, 'keyword').map((option) => closing(option, writing.isOpen))
    case 'value':
      return valuesOf(vocabulary.keys, writing.key, files)
    case 'commentValue':
      return valuesOf(vocabulary.comments, writing.key, files)
    case 'imageWord':
      return ranked(vocabulary.images, 'keyword')
    case 'callout':
      return ranked(vocabulary.callouts, 'keyword').map((option) => ({ ...option, apply: `${option.label}]` }))
    case 'address':
      return fileOptions(files.filter((file) => !/\.(md|markdown|css|json|ya?ml|txt)$/i.test(file)))
  }
}

/** Writes down the layout that was chosen for the slide: its class as a comment, or as the value of one. */
function chosenFor(writing: Writing, layout: ChosenLayout | undefined): Completion[] {
  if (layout === undefined) return []
  const option = {
    type: 'enum',
    detail: 'chosen for this slide',
    info: `Chosen because ${layout.because}.`,
    sortText: '',
    boost: 1,
  }
  if (writing.kind === 'commentValue' && writing.key === '_class') return [{ ...option, label: layout.class }]
  return writing.kind === 'comment' ? [closing({ ...option, label: `_class: ${layout.class}` }, writing.isOpen)] : []
}

function valuesOf(keys: readonly KeyWord[], key: string, files: readonly string[]): Completion[] {
  if (key === 'include') return fileOptions(files.filter((file) => /\.(md|markdown)$/i.test(file)))
  return ranked(keys.find(({ name }) => name === key)?.values ?? [], 'enum')
}

/** In the order of the catalogue, which begins with what is used most. */
function ranked(words: readonly Word[], type: string): Completion[] {
  return words.map(({ name, help, text }, index) => ({
    label: name,
    type,
    info: help,
    sortText: String(index).padStart(4, '0'),
    ...(text === undefined ? {} : { apply: text }),
  }))
}

function fileOptions(files: readonly string[]): Completion[] {
  return files.map((label) => ({
    label,
    type: 'text',
    info: label.startsWith('../') ? 'A file of the project.' : "A file in the deck's folder.",
    apply: encodePath(label),
  }))
}

/** Spaces and brackets would end the address. */
function encodePath(path: string): string {
  return path.replace(/[\s()<>%?#]/g, encodeURIComponent).replace(/[()]/g, (sign) => (sign === '(' ? '%28' : '%29'))
}

/** Ends a comment that has no end yet, and leaves the cursor inside. */
function closing(option: Completion, isOpen: boolean): Completion {
  const text = typeof option.apply === 'string' ? option.apply : option.label
  if (!isOpen) return { ...option, apply: text }
  const apply = (view: EditorView, completion: Completion, from: number, to: number): void => {
    const space = view.state.sliceDoc(from - 1, from) === '-' ? ' ' : ''
    view.dispatch({
      changes: { from, to, insert: `${space}${text} -->` },
      selection: { anchor: from + space.length + text.length + (text.endsWith(': ') ? 0 : 4) },
      userEvent: 'input.complete',
      annotations: pickedCompletion.of(completion),
    })
  }
  return { ...option, apply }
}
