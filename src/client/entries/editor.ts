import type { EditorPage } from '../../model/protocol/editor.js'
import { openEditorApp } from '../editor/editorApp.js'
import { buildLayout } from '../editor/layout.js'

const nonce = document.currentScript?.nonce ?? ''
const page = JSON.parse(document.body.dataset.editor ?? '{}') as EditorPage

openEditorApp(page, buildLayout(page), nonce).then(
  () => {
    document.documentElement.dataset.lectern = 'ready'
  },
  (error: unknown) => {
    document.documentElement.dataset.lectern = 'failed'
    document.body.append(`The editor failed to start: ${error instanceof Error ? error.message : error}`)
  },
)
