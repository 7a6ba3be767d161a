import { commandButton } from '../../dom/commandButton.js'
import { element } from '../../dom/element.js'
import type { Command } from '../../player/keys.js'

/** The line of buttons below the presenter view, with the pointer's tools in its middle. */
export function buildFoot(tools: HTMLElement, run: (command: Command) => void): HTMLElement {
  const before = (['previous', 'next', 'overview', 'goTo', 'black', 'zoom'] as const).map((one) =>
    commandButton(one, run),
  )
  const after = (['smaller', 'bigger', 'swap', 'help'] as const).map((one) => commandButton(one, run))
  return element('div', { id: 'lectern-presenter-foot' }, ...before, tools, ...after)
}
