import { isFullScreen } from '../dom/fullScreen.js'
import { onDocument, root } from '../dom/page.js'
import { type Command, commandOf } from './keys.js'

/** Who listens to keys, in the order in which they are asked. */
export interface KeyListeners {
  /** Takes a key (`KeyboardEvent.key`) before it is looked up; true when it was used. */
  first(key: string): boolean
  run(command: Command): void
}

/** Turns key presses into commands, and leaves to the browser and to the focused element what is theirs. */
export function listenToKeys({ first, run }: KeyListeners): void {
  onDocument('keydown', (event) => {
    if (event.key === 'F5') {
      // Clickers send F5 for "begin the show". While presenting it must not load the page anew.
      if (isFullScreen() || root.dataset.role !== undefined) event.preventDefault()
      return
    }
    if (isUndo(event) && !belongsToTarget(event)) {
      event.preventDefault()
      run('undo')
      return
    }
    if (event.defaultPrevented || event.isComposing || hasModifier(event) || belongsToTarget(event)) return
    const used = !event.shiftKey && first(event.key)
    const command = used ? undefined : commandOf(event)
    if (!used && command === undefined) return
    event.preventDefault()
    // A key that is held down goes on moving, and does anything else once.
    if (command !== undefined && (!event.repeat || moves.has(command))) run(command)
  })
}

function isUndo({ key, code, ctrlKey, metaKey, altKey, shiftKey }: KeyboardEvent): boolean {
  return (ctrlKey || metaKey) && !altKey && !shiftKey && (key === 'z' || (code === 'KeyZ' && key.charCodeAt(0) > 127))
}

function hasModifier(event: KeyboardEvent): boolean {
  // AltGr is how some keyboards print a character; it reports itself as Ctrl and Alt.
  if (event.getModifierState('AltGraph')) return event.key.length !== 1
  return event.ctrlKey || event.altKey || event.metaKey
}

/** Text fields and players keep all keys, links and buttons those that press them, an open dialog everything. */
function belongsToTarget({ target, key }: KeyboardEvent): boolean {
  if (!(target instanceof Element)) return false
  if (target.closest('dialog[open]') !== null) return true
  if (target.closest('input, textarea, select, video, audio, [contenteditable]') !== null) return key !== 'Escape'
  const presses = key === 'Enter' || key === ' '
  return presses && target.closest('a[href], button, summary, [role=button]') !== null
}

const moves: ReadonlySet<Command> = new Set(['next', 'previous', 'nextSlide', 'previousSlide'])
