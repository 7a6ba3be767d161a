import { element } from '../dom/element.js'
import { root } from '../dom/page.js'
import { hideOthers } from './stage.js'
import type { Talk } from './talk.js'

/** All slides as thumbnails. */
export interface Overview {
  isOpen(): boolean
  open(): void
  /** True when there was something to close. */
  close(): boolean
  /** Moves the choice with the arrow keys and their like; true when the key (`KeyboardEvent.key`) meant something. */
  press(key: string): boolean
  /** Gives every slide its button for good: they are the presenter's thumbnails, too. */
  begin(): void
  /** Gives every slide its button, number and title after the deck has changed. */
  renew(): void
}

/**
 * The overview is the deck itself, laid out as a grid. Every slide gets a button over it, so that tabbing, Enter and
 * screen readers work as in any page. `changed` is told when it opens and closes.
 */
export function buildOverview(talk: Talk, changed: (open: boolean) => void): Overview {
  let buttons: readonly HTMLButtonElement[] = []
  let used = false
  let before: string | undefined
  const isOpen = (): boolean => root.dataset.view === 'overview'
  const setInert = (inert: boolean): void => {
    talk.deck.slides[talk.place().slide]?.content.toggleAttribute('inert', inert)
  }
  const renew = (): void => {
    if (!used) return
    buttons = talk.deck.slides.map(({ section, title }, index) => {
      const button = section.querySelector<HTMLButtonElement>(':scope > .lectern-thumb') ?? addButton(section)
      label(button, index, title)
      button.onclick = () => choose(index)
      button.setAttribute('aria-current', String(index === talk.place().slide))
      return button
    })
    setInert((root.dataset.view ?? 'reading') !== 'reading')
  }
  const begin = (): void => {
    used = true
    renew()
  }
  const open = (): void => {
    before = root.dataset.view
    root.dataset.view = 'overview'
    hideOthers(talk.deck.slides)
    begin()
    const current = talk.place().slide
    buttons[current]?.scrollIntoView({ block: 'center' })
    buttons[current]?.focus({ preventScroll: true })
    changed(true)
  }
  const close = (): boolean => {
    if (!isOpen()) return false
    if (before === undefined) delete root.dataset.view
    else root.dataset.view = before
    hideOthers(talk.deck.slides)
    setInert(before === 'presenter')
    changed(false)
    return true
  }
  const choose = (slide: number): void => {
    const place = talk.place()
    close()
    talk.jump({ slide, step: slide === place.slide ? place.step : 0 })
  }
  const press = (key: string): boolean => {
    const at = buttons.findIndex((button) => button.matches(':focus'))
    if (at === -1 && key === 'Enter') {
      choose(talk.place().slide)
      return true
    }
    const from = at === -1 ? talk.place().slide : at
    const target = targetOf(key, from, columnsOf(buttons), buttons.length)
    if (target === undefined) return false
    buttons[target]?.focus()
    return true
  }
  return { isOpen, open, close, press, begin, renew }
}

function addButton(section: HTMLElement): HTMLButtonElement {
  const button = element('button', { type: 'button', class: 'lectern-thumb' })
  section.append(button)
  return button
}

function label(button: HTMLElement, index: number, title: string): void {
  const number = String(index + 1)
  if (button.textContent === `${number} ${title}`) return
  button.replaceChildren(
    element('span', { class: 'lectern-number' }, number),
    ' ',
    element('span', { class: 'lectern-title' }, title),
  )
}

/** How many thumbnails stand in the first row. */
function columnsOf(buttons: readonly HTMLElement[]): number {
  const top = buttons[0]?.getBoundingClientRect().top
  const next = buttons.findIndex((button) => button.getBoundingClientRect().top !== top)
  return next === -1 ? buttons.length : next
}

/** Where a key leads from `at` in a grid; `undefined` for keys that do not move. */
function targetOf(key: string, at: number, columns: number, count: number): number | undefined {
  const moves: Readonly<Record<string, number>> = {
    ArrowRight: at + 1,
    ArrowLeft: at - 1,
    ArrowDown: at + columns,
    ArrowUp: at - columns,
    PageDown: at + 1,
    PageUp: at - 1,
    Home: 0,
    End: count - 1,
  }
  const target = Object.hasOwn(moves, key) ? moves[key] : undefined
  if (target === undefined) return undefined
  if (target >= 0 && target < count) return target
  // Down from the last full row goes to the last slide, not nowhere.
  const lastRow = Math.floor((count - 1) / columns)
  return key === 'ArrowDown' && Math.floor(at / columns) < lastRow ? count - 1 : at
}
