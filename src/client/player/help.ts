import { closeDialog, openDialog } from '../dom/dialog.js'
import { element, icon } from '../dom/element.js'
import { root } from '../dom/page.js'
import { bindings } from './keys.js'

/** The dialog that lists the keys, and the gestures where there is no mouse. Returns what opens and closes it. */
export function buildHelp(container: HTMLElement): () => void {
  const close = element('button', { type: 'button', 'aria-label': 'Close', title: 'Close (Esc)' }, icon(cross))
  const lines = new Map<string, HTMLElement>()
  const groups: HTMLElement[] = []
  for (const { heading, command, does, shown } of bindings) {
    if (heading !== undefined) groups.push(element('section', {}, element('h3', {}, heading), element('dl')))
    const line = helpLine(does, shown.flatMap(drawKeys))
    lines.set(command, line)
    groups.at(-1)?.lastElementChild?.append(line)
  }
  const keys = element('div', { class: 'lectern-groups' }, ...groups)
  const panel = element(
    'div',
    { class: 'lectern-panel' },
    element('header', {}, element('h2', { id: 'lectern-help-title' }, 'Help'), close),
    keys,
  )
  const dialog = element('dialog', { id: 'lectern-help', 'aria-labelledby': 'lectern-help-title' }, panel)
  if (matchMedia('(pointer: coarse)').matches) {
    panel.append(element('dl', {}), element('details', {}, element('summary', {}, 'Keys'), keys))
  }
  container.append(dialog)
  setGestures(container, gestures)
  close.addEventListener('click', () => closeDialog(dialog))
  dialog.addEventListener('keydown', (event) => {
    if (event.key !== '?') return
    event.preventDefault()
    closeDialog(dialog)
  })
  return () => {
    const others = (container.dataset.unused ?? unused[root.dataset.role ?? ''])?.split(' ')
    for (const [command, line] of lines) line.hidden = others?.includes(command) === true
    for (const group of groups) group.hidden = group.querySelector('dl > :not([hidden])') === null
    openDialog(dialog)
    close.focus()
  }
}

/** Adds a line to the keys, for a page that has more of them. */
export function addToHelp(container: HTMLElement, does: string, shown: readonly string[]): void {
  container.querySelector('#lectern-help section:last-child dl')?.append(helpLine(does, shown.flatMap(drawKeys)))
}

/** Says what fingers can do here. */
export function setGestures(container: HTMLElement, list: readonly (readonly [does: string, how: string])[]): void {
  const lines = list.map(([does, how]) => helpLine(does, [how]))
  container.querySelector('#lectern-help header + dl')?.replaceChildren(...lines)
}

/** Commands that do nothing in a window of that role; others have theirs in `data-unused` of the container. */
const unused: Readonly<Record<string, string>> = {
  '': 'swap bigger smaller',
  audience: 'reading bigger smaller',
  presenter: 'reading',
}

const gestures = [
  ['Next step', 'Tap on the right, or swipe left'],
  ['Previous step', 'Tap on the left, or swipe right'],
  ['Show the buttons', 'Tap at the bottom'],
] as const

function helpLine(does: string, shown: readonly (Node | string)[]): HTMLElement {
  return element('div', {}, element('dt', {}, does), element('dd', {}, ...shown))
}

/** `Shift Space` is two keys held together, `1 2 Enter` three after one another. */
function drawKeys(shown: string): Node[] {
  const parts = /^(?:Shift|Ctrl|Alt|\d) /.test(shown) ? shown.split(' ') : [shown]
  return [element('span', { class: 'lectern-keys' }, ...parts.map((part) => element('kbd', {}, part)))]
}

const cross = 'M6.5 6.5l11 11M17.5 6.5l-11 11'
