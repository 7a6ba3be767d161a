import { commandButton } from '../dom/commandButton.js'
import { element } from '../dom/element.js'
import { root } from '../dom/page.js'
import type { Command } from './keys.js'

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
  counter.addEventListener('mousedown', (event) => event.preventDefault())
  counter.addEventListener('click', () => run('goTo'))
  const controls = element(
    'nav',
    { id: 'lectern-controls', 'aria-label': 'Talk' },
    commandButton('previous', run),
    counter,
    commandButton('next', run),
    element('span', { class: 'lectern-rule' }),
    commandButton('overview', run),
    commandButton('reading', run),
    commandButton('presenter', run),
    // iPhones have no full screen for pages.
    ...(root.requestFullscreen === undefined ? [] : [commandButton('fullScreen', run)]),
    commandButton('help', run),
  )
  const progress = element('div', { id: 'lectern-progress', 'aria-hidden': 'true' })
  const status = element('div', { id: 'lectern-status', role: 'status', 'aria-live': 'polite' })
  const container = element('div', { id: 'lectern-ui' }, progress, controls, status)
  return { container, controls, counter, progress, status }
}
