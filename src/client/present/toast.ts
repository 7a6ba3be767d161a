import { element } from '../element.js'

/** A line that shows for a moment. Returns what shows it. */
export function buildToast(container: HTMLElement): (text: string) => void {
  const line = element('p', { id: 'lectern-toast', role: 'status' })
  line.hidden = true
  container.append(line)
  let timer = 0
  return (text) => {
    line.textContent = text
    line.hidden = false
    clearTimeout(timer)
    timer = setTimeout(() => {
      line.hidden = true
    }, shownMs)
  }
}

const shownMs = 5000
