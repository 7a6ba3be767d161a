import { element, icon } from '../element.js'
import type { Command } from '../keys.js'

/** The line of buttons below the presenter view, with the pointer's tools in its middle. */
export function buildFoot(tools: HTMLElement, run: (command: Command) => void): HTMLElement {
  const button = ([command, label, key, path]: Button): HTMLElement => {
    const made = element('button', { type: 'button', 'aria-label': label, title: `${label} (${key})` }, icon(path))
    made.dataset.command = command
    made.addEventListener('mousedown', (event) => event.preventDefault())
    made.addEventListener('click', () => run(command))
    return made
  }
  return element('div', { id: 'lectern-presenter-foot' }, ...before.map(button), tools, ...after.map(button))
}

type Button = readonly [command: Command, label: string, key: string, path: string]

const before: readonly Button[] = [
  ['previous', 'Previous', '←', 'M14.5 5.5 8 12l6.5 6.5'],
  ['next', 'Next', '→', 'M9.5 5.5 16 12l-6.5 6.5'],
  ['overview', 'Overview', 'O', 'M4.5 5h6v5h-6zM13.5 5h6v5h-6zM4.5 14h6v5h-6zM13.5 14h6v5h-6z'],
  ['goTo', 'Go to a slide', 'G', 'M10.5 4.5a6 6 0 1 0 0 12a6 6 0 1 0 0-12M15 15l5 5'],
  ['black', 'Black screen', 'B', 'M3.5 5h17v11h-17zM8.5 20h7M3.5 5l17 11'],
  ['zoom', 'Enlarge where the pointer is', 'Z', 'M10.5 4.5a6 6 0 1 0 0 12a6 6 0 1 0 0-12M15 15l5 5M8 10.5h5M10.5 8v5'],
]

const after: readonly Button[] = [
  ['smaller', 'Smaller notes', '-', 'M4 18 8 7l4 11M5.3 14.5h5.4M15 12.5h5'],
  ['bigger', 'Bigger notes', '+', 'M4 18 8 7l4 11M5.3 14.5h5.4M15 12.5h5M17.5 10v5'],
  ['swap', 'Swap the screens', 'X', 'M7 8h12l-3-3M17 16H5l3 3'],
  ['help', 'Keys and help', '?', 'M9.2 9.2a2.9 2.9 0 1 1 4.3 2.5c-1 .6-1.5 1.1-1.5 2.3M12 17.4v.1'],
]
