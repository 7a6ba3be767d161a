import type { EditorState } from '@codemirror/state'
import type { SourceText } from '../../model/protocol/editor.js'
import { type Drafts, type FoundDraft, openDrafts } from './drafts.js'
import { changesBetween } from './merge.js'
import { createSaver, type Saver, type SaveState } from './saver.js'
import type { EditorServer } from './server.js'
import { chooseVersion } from './versions.js'
import { type Editor, replaceText } from './view.js'

/** A text that is open, on the screen or behind another. */
export interface OpenText {
  readonly file: string
  readonly saver: Saver
  /** Its state while it is not on the screen. */
  state: EditorState
  /** How things stand, and what else is to be said of it. */
  status(): { readonly state: SaveState; readonly note: string | undefined }
  /** Texts that were left behind unsaved, newest first. */
  readonly found: readonly FoundDraft[]
  /** Goes on with such a text. */
  restore(draft: FoundDraft): void
  /** Shows such a text beside the one on disk. */
  compare(draft: FoundDraft): Promise<boolean>
  /** Puts into the browser what waits to be put there. */
  flush(): void
  /** True when leaving the page would lose something. */
  wouldLose(): boolean
}

/** What a sheet belongs to. */
export interface EditorApp {
  readonly editor: Editor
  readonly server: EditorServer
  readonly nonce: string
  /** Names the project, for what the browser keeps. */
  readonly project: string
  /** True while this sheet is on the screen. */
  readonly isShown: (sheet: OpenText) => boolean
  /** How things stand with it has changed. */
  readonly told: (sheet: OpenText) => void
}

/** Pause after which typed text is put into the browser. */
const keepMs = 150

/** Opens a text that was read. */
export async function openText(source: SourceText, desk: EditorApp): Promise<OpenText> {
  const { editor, server, nonce } = desk
  const { file } = source
  const drafts = openDrafts(`${desk.project} ${file}`)
  const keeper = keepDrafts(drafts)
  let status: { state: SaveState; note: string | undefined } = { state: { kind: 'saved' }, note: undefined }
  let isAsking = false
  const stateNow = (): EditorState => (desk.isShown(sheet) ? editor.view.state : sheet.state)

  const saver = createSaver(
    {
      text: () => stateNow().doc.toString(),
      replace(text) {
        if (desk.isShown(sheet)) replaceText(editor.view, text)
        else sheet.state = sheet.state.update({ changes: changesBetween(sheet.state.doc.toString(), text) }).state
      },
      send: (request) => server.save(file, request),
      fetch: () => server.source(file),
      keep: keeper.keep,
      async ask({ withMine, withTheirs }, decide) {
        if (isAsking || !desk.isShown(sheet)) return
        isAsking = true
        const choice = await chooseVersion(
          {
            title: 'The file has changed on disk in lines that you edited, too',
            explanation: 'All other changes are merged in both versions. Choose one, or combine them on the right.',
            left: { label: 'On disk', text: withTheirs, take: 'Use the file on disk' },
            right: { label: 'Yours', text: withMine, take: 'Keep mine' },
            edited: (text) => keeper.keep({ text, base: source }),
          },
          nonce,
        )
        isAsking = false
        if (choice.isDecided) decide(choice.text)
        else if (choice.text !== withMine) replaceText(editor.view, choice.text)
        editor.view.focus()
      },
      tell(state, note) {
        status = { state, note: state.kind === 'saved' || state.kind === 'saving' ? note : keeper.says() }
        desk.told(sheet)
      },
      later(task, ms) {
        const timer = setTimeout(task, ms)
        return () => clearTimeout(timer)
      },
    },
    source,
  )
  const found = (await drafts.found()).filter((draft) => {
    if (draft.text === source.text) draft.remove()
    return draft.text !== source.text
  })
  const adopt = (draft: FoundDraft, text: string): void => {
    void saver.adopt({ text, base: draft.base })
    keeper.flush()
    draft.remove()
  }
  const sheet: OpenText = {
    file,
    saver,
    state: editor.stateFor(source.text),
    status: () => status,
    found,
    restore: (draft) => adopt(draft, draft.text),
    async compare(draft) {
      const choice = await chooseVersion(
        {
          title: 'Unsaved changes',
          explanation: 'Choose one version, or combine them on the right.',
          left: { label: 'On disk', text: stateNow().doc.toString(), take: 'Use the file on disk' },
          right: { label: 'Not saved', text: draft.text, take: 'Use the unsaved version' },
          edited: (text) => keeper.keep({ text, base: source }),
        },
        nonce,
      )
      if (choice.isDecided) {
        if (choice.text !== stateNow().doc.toString()) {
          replaceText(editor.view, choice.text)
          saver.edited()
          keeper.flush()
        }
        draft.remove()
      }
      return choice.isDecided
    },
    flush: keeper.flush,
    wouldLose: () => !saver.isSafe() && keeper.fails(),
  }
  return sheet
}

/** Puts drafts into the browser, not at each key but soon after. */
function keepDrafts(drafts: Drafts) {
  let waiting: { readonly text: string; readonly base: SourceText } | undefined
  let timer: ReturnType<typeof setTimeout> | undefined
  let failed = false
  const flush = (): void => {
    clearTimeout(timer)
    timer = undefined
    if (waiting !== undefined) failed = !drafts.keep({ ...waiting, atMs: Date.now() })
    waiting = undefined
  }
  return {
    keep(draft: { readonly text: string; readonly base: SourceText } | undefined): void {
      waiting = draft
      if (draft !== undefined) timer ??= setTimeout(flush, keepMs)
      else {
        clearTimeout(timer)
        timer = undefined
        drafts.keep(undefined)
      }
    },
    flush,
    fails: () => failed,
    says: () => (failed ? 'This browser cannot store it. Do not close this page.' : 'Stored in this browser.'),
  }
}
