import { element } from '../../dom/element.js'

/** A bar between two parts that can be dragged, or moved with the arrow keys. */
export interface SplitterOptions {
  readonly label: string
  /** `x`: the bar stands and moves sideways; `y`: it lies and moves up and down. */
  readonly axis: 'x' | 'y'
  /** Share of the part before it, in percent of the whole. */
  readonly value: number
  /** Elements whose extent is the whole. */
  whole(): Element
  changed(value: number): void
}

/** Least and most share of the part before the bar, in percent. */
const [least, most] = [15, 85]

/** Makes a splitter. A double click and the Home key bring the value it began with back. */
export function buildSplitter({ label, axis, value, whole, changed }: SplitterOptions, initial: number): HTMLElement {
  const bar = element('div', {
    class: `lectern-splitter lectern-splitter-${axis}`,
    role: 'separator',
    tabindex: '0',
    'aria-label': label,
    'aria-orientation': axis === 'x' ? 'vertical' : 'horizontal',
    'aria-valuemin': least,
    'aria-valuemax': most,
  })
  let now = value
  const set = (next: number): void => {
    now = Math.min(Math.max(next, least), most)
    bar.setAttribute('aria-valuenow', String(Math.round(now)))
    changed(now)
  }
  set(value)
  bar.addEventListener('pointerdown', (event) => {
    event.preventDefault()
    bar.focus()
    bar.setPointerCapture(event.pointerId)
  })
  bar.addEventListener('pointermove', (event) => {
    if (!bar.hasPointerCapture(event.pointerId)) return
    const { left, top, width, height } = whole().getBoundingClientRect()
    set(axis === 'x' ? ((event.clientX - left) / width) * 100 : ((event.clientY - top) / height) * 100)
  })
  bar.addEventListener('dblclick', () => set(initial))
  bar.addEventListener('keydown', (event) => {
    const step = { ArrowLeft: -2, ArrowUp: -2, ArrowRight: 2, ArrowDown: 2 }[event.key]
    if (step === undefined && event.key !== 'Home') return
    // These keys move the talk everywhere else.
    event.preventDefault()
    event.stopPropagation()
    set(step === undefined ? initial : now + step)
  })
  return bar
}
