import { element } from '../dom/element.js'
import { recall, remember } from '../dom/storage.js'

/** "Go to the edited slide": a switch that is remembered. */
export interface Follow {
  isOn(): boolean
  readonly control: HTMLElement
}

/** Builds the switch, as it was left. */
export function buildFollow(): Follow {
  const box = element('input', { type: 'checkbox', role: 'switch' })
  box.checked = recall('browser', name) !== 'off'
  box.addEventListener('change', () => void remember('browser', name, box.checked ? 'on' : 'off'))
  return { isOn: () => box.checked, control: element('label', {}, 'Go to the edited slide', box) }
}

const name = 'lectern-follow'
