import { element } from '../element.js'

/** "Go to the edited slide": a switch that is remembered. */
export interface Follow {
  isOn(): boolean
  readonly control: HTMLElement
}

/** Builds the switch, as it was left. */
export function buildFollow(): Follow {
  const box = element('input', { type: 'checkbox', role: 'switch' })
  box.checked = restore()
  box.addEventListener('change', () => {
    try {
      localStorage.setItem(name, box.checked ? 'on' : 'off')
    } catch {
      // Storage is switched off or full: the switch lasts until the page is left.
    }
  })
  return { isOn: () => box.checked, control: element('label', {}, 'Go to the edited slide', box) }
}

function restore(): boolean {
  try {
    return localStorage.getItem(name) !== 'off'
  } catch {
    return true
  }
}

const name = 'lectern-follow'
