import { element } from './element.js'

/** Builds a line that shows for a moment (`ms`), and gives what shows a text in it. Returns the line, to be dressed. */
export function buildToast(container: HTMLElement, id: string): (text: string, ms?: number) => HTMLElement {
  const line = element('p', { id, role: 'status' })
  line.hidden = true
  container.append(line)
  let timer = 0
  return (text, ms = 5000) => {
    line.textContent = text
    line.hidden = false
    clearTimeout(timer)
    timer = setTimeout(() => {
      line.hidden = true
    }, ms)
    return line
  }
}
