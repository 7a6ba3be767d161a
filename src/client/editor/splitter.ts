import { recall, remember } from '../dom/storage.js'

/** The narrowest that either side gets, and where it begins, in percent. */
const range = { least: 15, most: 85, begin: 50 }
const step = { small: 2, large: 10 }

/**
 * Makes the bar between the editor and the slides movable: by pointer, by arrow keys, Home and End; a double click puts it
 * back. Narrow windows have the slides below. It is remembered.
 */
export function makeSplitter(bar: HTMLElement, box: HTMLElement): void {
  const narrow = matchMedia('(max-width: 820px)')
  let percent = remembered()
  const set = (next: number): void => {
    percent = Math.min(Math.max(Math.round(next * 10) / 10, range.least), range.most)
    box.style.setProperty('--split', `${percent}%`)
    bar.setAttribute('aria-valuenow', String(Math.round(percent)))
    remember('browser', name, String(percent))
  }
  const turn = (): void => bar.setAttribute('aria-orientation', narrow.matches ? 'horizontal' : 'vertical')

  bar.setAttribute('aria-valuemin', String(range.least))
  bar.setAttribute('aria-valuemax', String(range.most))
  bar.addEventListener('keydown', (event) => {
    const by = event.shiftKey ? step.large : step.small
    const next = {
      ArrowLeft: percent - by,
      ArrowUp: percent - by,
      ArrowRight: percent + by,
      ArrowDown: percent + by,
      Home: range.least,
      End: range.most,
    }[event.key]
    if (next === undefined || event.ctrlKey || event.altKey || event.metaKey) return
    event.preventDefault()
    set(next)
  })
  bar.addEventListener('pointerdown', (event) => {
    bar.setPointerCapture(event.pointerId)
    // A frame would swallow the pointer on its way.
    box.dataset.dragging = ''
  })
  bar.addEventListener('pointermove', ({ pointerId, clientX, clientY }) => {
    if (!bar.hasPointerCapture(pointerId)) return
    const { left, top, width, height } = box.getBoundingClientRect()
    set(100 * (narrow.matches ? (clientY - top) / height : (clientX - left) / width))
  })
  bar.addEventListener('lostpointercapture', () => delete box.dataset.dragging)
  bar.addEventListener('dblclick', () => set(range.begin))
  narrow.addEventListener('change', turn)
  turn()
  set(percent)
}

function remembered(): number {
  const kept = Number(recall('browser', name) ?? Number.NaN)
  return Number.isFinite(kept) ? kept : range.begin
}

const name = 'lectern-split'
