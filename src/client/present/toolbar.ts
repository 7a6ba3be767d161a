import { pens } from '../../model/ink.js'
import { element, icon } from '../element.js'
import type { Command } from '../keys.js'
import type { Tools } from './tools.js'

/** Buttons of the pointer's tools, with the colours of the pen. */
export interface Toolbar {
  readonly element: HTMLElement
  /** Shows which tool and colour are in the hand. */
  refresh(): void
}

/** Builds the buttons; `run` is asked for their commands. */
export function buildToolbar(tools: Tools, run: (command: Command) => void): Toolbar {
  const laser = button(
    'laser',
    'Laser pointer',
    'L',
    'M12 12m-3 0a3 3 0 1 0 6 0a3 3 0 1 0-6 0M12 3v3M12 18v3M3 12h3M18 12h3',
  )
  const pen = button('draw', 'Draw', 'D', 'M5 19l1-4L16.5 4.5l3 3L9 18l-4 1M14 7l3 3')
  const eraser = button('erase', 'Erase', 'E', 'M9 19h10M5.5 14.5l8-8 5 5-7 7h-3z')
  const undo = button('undo', 'Undo', 'Ctrl+Z', 'M8 8l-4 4 4 4M4.5 12H15a4.5 4.5 0 0 1 0 9h-3')
  const clear = element('button', { type: 'button', title: 'Erase all of this slide' }, 'Clear')
  const swatches = pens.map(({ name, colour }, index) => {
    const made = element('button', {
      type: 'button',
      class: 'lectern-pen',
      'aria-label': `${name} pen`,
      title: `${name} pen`,
    })
    made.style.setProperty('--lectern-pen', colour)
    made.addEventListener('click', () => tools.pick(index))
    return made
  })
  clear.addEventListener('click', () => run('clearInk'))
  const bar = element(
    'div',
    { class: 'lectern-tools', role: 'toolbar', 'aria-label': 'Pointer and pen' },
    ...[laser, pen, eraser, ...swatches, undo, clear],
  )
  let shown = ''
  bar.addEventListener('mousedown', (event) => event.preventDefault())
  return {
    element: bar,
    refresh: () => {
      const { tool, colour } = tools
      // Written again, it would cost the audience's window a frame for nothing.
      if (shown === `${tool} ${colour}`) return
      shown = `${tool} ${colour}`
      for (const [made, of] of [
        [laser, 'laser'],
        [pen, 'pen'],
        [eraser, 'eraser'],
      ] as const) {
        made.setAttribute('aria-pressed', String(tool === of))
      }
      for (const [index, made] of swatches.entries()) {
        made.hidden = tool !== 'pen' && tool !== 'eraser'
        made.setAttribute('aria-pressed', String(tool === 'pen' && colour === index))
      }
      undo.hidden = clear.hidden = tool !== 'pen' && tool !== 'eraser'
    },
  }

  function button(command: Command, label: string, key: string, path: string): HTMLButtonElement {
    const made = element('button', { type: 'button', 'aria-label': label, title: `${label} (${key})` }, icon(path))
    made.addEventListener('click', () => run(command))
    return made
  }
}
