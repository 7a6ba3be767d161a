import { element } from '../element.js'

/** Says something for a moment. */
export type Tell = (text: string, failed: boolean) => void

/** Builds the line that says what became of what was asked. */
export function buildToast(container: HTMLElement): Tell {
  const toast = element('div', { id: 'lectern-told', role: 'status' })
  toast.hidden = true
  container.append(toast)
  let timer = 0
  return (text, failed) => {
    toast.hidden = false
    toast.textContent = text
    toast.classList.toggle('lectern-failed', failed)
    clearTimeout(timer)
    timer = setTimeout(
      () => {
        toast.hidden = true
      },
      failed ? 8000 : 2500,
    )
  }
}
