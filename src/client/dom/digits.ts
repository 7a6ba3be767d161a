import { element } from './element.js'

/** The number that is being typed, for "digits, then Enter". */
export interface Digits {
  /** Takes a digit, and Enter or Backspace after digits; true when the key was used. */
  press(key: string): boolean
  /** Forgets what was typed; true when there was something. */
  clear(): boolean
}

/**
 * Adds the small display of the number to the interface. `go` is called with the number (slides count from 1). A number
 * that nobody finishes goes away after a while.
 */
export function buildDigits(container: HTMLElement, go: (slide: number) => void): Digits {
  const number = element('b')
  const display = element(
    'div',
    { id: 'lectern-digits', role: 'status' },
    'Slide ',
    number,
    element('kbd', {}, 'Enter'),
  )
  display.hidden = true
  container.append(display)
  let typed = ''
  let timer = 0
  const type = (digits: string): void => {
    typed = digits
    number.textContent = digits
    display.hidden = digits === ''
    clearTimeout(timer)
    if (digits !== '') timer = setTimeout(() => type(''), forgottenAfterMs)
  }
  const clear = (): boolean => {
    const was = typed !== ''
    if (was) type('')
    return was
  }
  const press = (key: string): boolean => {
    if (/^[0-9]$/.test(key)) type((typed + key).slice(-4))
    else if (typed !== '' && key === 'Backspace') type(typed.slice(0, -1))
    else if (typed !== '' && key === 'Enter') {
      go(Number(typed))
      type('')
    } else return false
    return true
  }
  return { press, clear }
}

const forgottenAfterMs = 4000
