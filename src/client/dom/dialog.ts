/** Opens a dialog over the talk. The browser keeps the focus inside. Esc and a click beside it close it. */
export function openDialog(dialog: HTMLDialogElement): void {
  if (dialog.open) return
  dialog.showModal()
  // Handlers, not listeners: opening again replaces them. `close` is told late, perhaps when the dialog is open again.
  dialog.onclose = () => {
    if (!dialog.open) dropFocus(dialog)
  }
  // The browser would close it, too, but only before it draws again: the next key might come sooner.
  dialog.onkeydown = (event) => {
    if (event.key !== 'Escape' || event.isComposing) return
    event.preventDefault()
    closeDialog(dialog)
  }
  // The dialog's own box is all content, so a click that hits the dialog itself hit its backdrop.
  dialog.onclick = ({ target }) => {
    if (target === dialog) closeDialog(dialog)
  }
}

/** Closes a dialog. The next key already means the talk. */
export function closeDialog(dialog: HTMLDialogElement): void {
  dialog.close()
  dropFocus(dialog)
}

/** When nothing had the focus before, a browser leaves it in the closed dialog until it draws the next frame. */
function dropFocus(dialog: HTMLDialogElement): void {
  dialog.querySelector<HTMLElement>(':focus')?.blur()
}
