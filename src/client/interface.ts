import { element, icon } from './element.js'
import type { Command } from './keys.js'
import { root } from './page.js'

/** The parts of the player that are not the deck. */
export interface Interface {
  /** Sits after the deck in the body and holds all the rest. */
  readonly container: HTMLElement
  readonly controls: HTMLElement
  readonly counter: HTMLButtonElement
  readonly progress: HTMLElement
  readonly status: HTMLElement
}

/** Builds the controls, the progress bar and the live region. Buttons ask through `run`, as keys do. */
export function buildInterface(run: (command: Command) => void): Interface {
  const counter = element('button', { type: 'button', class: 'lectern-counter', title: 'Go to a slide (G)' })
  counter.addEventListener('click', () => run('goTo'))
  const button = (command: Command, label: string, key: string, path: string): HTMLButtonElement => {
    const made = element('button', { type: 'button', 'aria-label': label, title: `${label} (${key})` }, icon(path))
    made.dataset.command = command
    made.addEventListener('click', () => run(command))
    return made
  }
  const controls = element(
    'nav',
    { id: 'lectern-controls', 'aria-label': 'Talk' },
    button('previous', 'Previous', '←', 'M14.5 5.5 8 12l6.5 6.5'),
    counter,
    button('next', 'Next', '→', 'M9.5 5.5 16 12l-6.5 6.5'),
    element('span', { class: 'lectern-rule' }),
    button('overview', 'Overview', 'O', 'M4.5 5h6v5h-6zM13.5 5h6v5h-6zM4.5 14h6v5h-6zM13.5 14h6v5h-6z'),
    button('presenter', 'Presenter view', 'P', 'M3.5 5h17v10h-17zM12 15v4M8.5 19h7M7 8.5h5M7 11.5h3'),
    // iPhones have no full screen for pages.
    ...(root.requestFullscreen === undefined
      ? []
      : [button('fullScreen', 'Full screen', 'F', 'M4.5 9V4.5H9M15 4.5h4.5V9M19.5 15v4.5H15M9 19.5H4.5V15')]),
    button('help', 'Keys and help', '?', 'M9.2 9.2a2.9 2.9 0 1 1 4.3 2.5c-1 .6-1.5 1.1-1.5 2.3M12 17.4v.1'),
  )
  // A click leaves the focus where it was: the space bar goes on meaning "next" and not "this button again".
  controls.addEventListener('mousedown', (event) => event.preventDefault())
  const progress = element('div', { id: 'lectern-progress', 'aria-hidden': 'true' })
  const status = element('div', { id: 'lectern-status', role: 'status', 'aria-live': 'polite' })
  const container = element('div', { id: 'lectern-ui' }, progress, controls, status)
  return { container, controls, counter, progress, status }
}
