import { pens } from '../../../model/protocol/ink.js'
import { commandButton } from '../../dom/commandButton.js'
import { element } from '../../dom/element.js'
import type { Command } from '../../player/keys.js'
import type { Tools } from './tools.js'

/** Buttons of the pointer's tools, with the colours of the pen. */
export interface Toolbar {
  readonly element: HTMLElement
  /** Shows which tool and colour are in the hand. */
  refresh(): void
}

/** Builds the buttons; `run` is asked for their commands. */
export function buildToolbar(tools: Tools, run: (command: Command) => void): Toolbar {
  const laser = commandButton('laser', run)
  const pen = commandButton('draw', run)
  const eraser = commandButton('erase', run)
  const undo = commandButton('undo', run)
  const clear = element('button', { type: 'button', title: 'Clear all drawings on this slide' }, 'Clear')
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
}
