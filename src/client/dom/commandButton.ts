import type { Command } from '../player/keys.js'
import { element, icon } from './element.js'

/** A button that asks for its command through `run`, as keys do. */
export function commandButton(command: keyof typeof looks, run: (command: Command) => void): HTMLButtonElement {
  const [label, key, path] = looks[command]
  const made = element('button', { type: 'button', 'aria-label': label, title: `${label} (${key})` }, icon(path))
  made.dataset.command = command
  // A click leaves the focus where it was: the space bar goes on meaning "next" and not "this button again".
  made.addEventListener('mousedown', (event) => event.preventDefault())
  made.addEventListener('click', () => run(command))
  return made
}

type Look = readonly [label: string, key: string, path: string]

const lens = 'M10.5 4.5a6 6 0 1 0 0 12a6 6 0 1 0 0-12M15 15l5 5'
const letter = 'M4 18 8 7l4 11M5.3 14.5h5.4M15 12.5h5'

const looks = {
  previous: ['Previous', '←', 'M14.5 5.5 8 12l6.5 6.5'],
  next: ['Next', '→', 'M9.5 5.5 16 12l-6.5 6.5'],
  overview: ['Overview', 'O', 'M4.5 5h6v5h-6zM13.5 5h6v5h-6zM4.5 14h6v5h-6zM13.5 14h6v5h-6z'],
  reading: ['Reading view', 'R', 'M6 3.5h12v7H6zM6 13.5h12v7H6z'],
  goTo: ['Go to a slide', 'G', lens],
  presenter: ['Presenter view', 'P', 'M3.5 5h17v10h-17zM12 15v4M8.5 19h7M7 8.5h5M7 11.5h3'],
  fullScreen: ['Full screen', 'F', 'M4.5 9V4.5H9M15 4.5h4.5V9M19.5 15v4.5H15M9 19.5H4.5V15'],
  black: ['Black screen', 'B', 'M3.5 5h17v11h-17zM8.5 20h7M3.5 5l17 11'],
  zoom: ['Zoom at the pointer', 'Z', `${lens}M8 10.5h5M10.5 8v5`],
  laser: ['Laser pointer', 'L', 'M12 12m-3 0a3 3 0 1 0 6 0a3 3 0 1 0-6 0M12 3v3M12 18v3M3 12h3M18 12h3'],
  draw: ['Draw', 'D', 'M5 19l1-4L16.5 4.5l3 3L9 18l-4 1M14 7l3 3'],
  erase: ['Erase', 'E', 'M9 19h10M5.5 14.5l8-8 5 5-7 7h-3z'],
  undo: ['Undo', 'Ctrl+Z', 'M8 8l-4 4 4 4M4.5 12H15a4.5 4.5 0 0 1 0 9h-3'],
  smaller: ['Smaller notes', '-', letter],
  bigger: ['Larger notes', '+', `${letter}M17.5 10v5`],
  swap: ['Swap screens', 'X', 'M7 8h12l-3-3M17 16H5l3 3'],
  help: ['Keys and help', '?', 'M9.2 9.2a2.9 2.9 0 1 1 4.3 2.5c-1 .6-1.5 1.1-1.5 2.3M12 17.4v.1'],
} satisfies Partial<Record<Command, Look>>
