import type { SaveState } from './saver.js'

/** Says how things stand with the text; the button does what is to be done about it. */
export function showStatus(button: HTMLButtonElement, state: SaveState, note: string | undefined): void {
  const text = textOf(state)
  button.dataset.state = state.kind
  button.textContent = note === undefined || state.kind === 'waiting' ? text : `${text} ${note}`
  button.title = state.kind === 'conflict' ? 'Compare and choose' : state.kind === 'saved' ? '' : 'Save now (Ctrl+S)'
}

function textOf(state: SaveState): string {
  switch (state.kind) {
    case 'saved':
      return 'Saved'
    case 'saving':
      return 'Saving…'
    case 'waiting':
      return 'Not saved yet'
    case 'conflict':
      return 'Not saved: the file has also changed on disk. Compare.'
    case 'missing':
      return `Not saved: ${state.message} Create it again?`
    case 'failed':
      return `Not saved: ${state.message}`
  }
}
