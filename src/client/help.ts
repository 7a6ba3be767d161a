import { closeDialog, openDialog } from './dialog.js'
import { element, icon } from './element.js'
import { bindings } from './keys.js'

/** The dialog that lists the keys. Returns what opens and closes it. */
export function buildHelp(container: HTMLElement): () => void {
  const close = element('button', { type: 'button', 'aria-label': 'Close', title: 'Close (Esc)' }, icon(cross))
  const lines = bindings.map(({ does, shown }) => helpLine(does, shown))
  const dialog = element(
    'dialog',
    { id: 'lectern-help', 'aria-labelledby': 'lectern-help-title' },
    element(
      'div',
      { class: 'lectern-panel' },
      element('header', {}, element('h2', { id: 'lectern-help-title' }, 'Keys'), close),
      element('dl', {}, ...lines),
      element('p', {}, 'On a touch screen: tap the right or left side, or swipe.'),
    ),
  )
  container.append(dialog)
  close.addEventListener('click', () => closeDialog(dialog))
  dialog.addEventListener('keydown', (event) => {
    if (event.key !== '?') return
    event.preventDefault()
    closeDialog(dialog)
  })
  return () => {
    openDialog(dialog)
    close.focus()
  }
}

/** Adds a line to the keys, for a page that has more of them. */
export function addToHelp(container: HTMLElement, does: string, shown: readonly string[]): void {
  container.querySelector('#lectern-help dl')?.append(helpLine(does, shown))
}

function helpLine(does: string, shown: readonly string[]): HTMLElement {
  return element('div', {}, element('dt', {}, does), element('dd', {}, ...shown.flatMap(drawKeys)))
}

/** `Shift Space` is two keys held together, `1 2 Enter` three after one another. */
function drawKeys(shown: string): Node[] {
  const parts = /^(?:Shift|Ctrl|Alt|\d) /.test(shown) ? shown.split(' ') : [shown]
  return [element('span', { class: 'lectern-keys' }, ...parts.map((part) => element('kbd', {}, part)))]
}

const cross = 'M6.5 6.5l11 11M17.5 6.5l-11 11'
