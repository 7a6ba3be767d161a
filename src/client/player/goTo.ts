import { closeDialog, openDialog } from '../dom/dialog.js'
import { element } from '../dom/element.js'
import { findSlides } from './find.js'
import type { Talk } from './talk.js'

/** The box that goes to a slide. */
export interface GoTo {
  open(): void
  /** Searches again after the deck has changed. */
  renew(): void
}

/** Builds the box that goes to a slide by its number or by words of its title. */
export function buildGoTo(talk: Talk, container: HTMLElement): GoTo {
  const list = element('ul', { id: 'lectern-found', role: 'listbox', 'aria-label': 'Slides' })
  const nothing = element('p', { class: 'lectern-nothing', role: 'status' })
  const input = element('input', {
    id: 'lectern-query',
    type: 'text',
    role: 'combobox',
    'aria-label': 'Slide number or words of the title',
    'aria-controls': 'lectern-found',
    'aria-expanded': 'true',
    'aria-autocomplete': 'list',
    autocomplete: 'off',
    spellcheck: 'false',
    placeholder: 'Slide number or words of the title',
  })
  const dialog = element('dialog', { id: 'lectern-goto', 'aria-label': 'Go to a slide' }, input, list, nothing)
  container.append(dialog)
  let found: number[] = []
  let active = 0

  const point = (index: number): void => {
    active = Math.min(Math.max(index, 0), found.length - 1)
    for (const [at, option] of [...list.children].entries()) {
      option.setAttribute('aria-selected', String(at === active))
      if (at === active) option.scrollIntoView({ block: 'nearest' })
    }
    if (found.length === 0) input.removeAttribute('aria-activedescendant')
    else input.setAttribute('aria-activedescendant', `lectern-found-${active}`)
  }
  const go = (index: number): void => {
    const slide = found[index]
    if (slide === undefined) return
    closeDialog(dialog)
    talk.jump({ slide, step: slide === talk.place().slide ? talk.place().step : 0 })
  }
  const search = (): void => {
    found = findSlides(
      input.value,
      talk.deck.slides.map(({ title }) => title),
    )
    list.replaceChildren(...found.map((slide, at) => option(talk, slide, at)))
    list.hidden = found.length === 0
    nothing.textContent = found.length === 0 ? `No match among ${talk.deck.slides.length} slides.` : ''
    point(input.value.trim() === '' ? talk.place().slide : 0)
  }

  input.addEventListener('input', search)
  input.addEventListener('keydown', (event) => {
    const step = { ArrowDown: 1, ArrowUp: -1, PageDown: 8, PageUp: -8 }[event.key]
    if (event.isComposing || (step === undefined && event.key !== 'Enter')) return
    event.preventDefault()
    if (step === undefined) go(active)
    else point(active + step)
  })
  list.addEventListener('click', (event) => {
    const chosen = event.target instanceof Element ? event.target.closest('[role=option]') : null
    if (chosen !== null) go([...list.children].indexOf(chosen))
  })
  return {
    open: () => {
      input.value = ''
      openDialog(dialog)
      search()
      input.focus()
    },
    renew: () => {
      if (dialog.open) search()
    },
  }
}

function option({ deck }: Talk, slide: number, at: number): HTMLElement {
  const title = deck.slides[slide]?.title || 'Untitled'
  return element(
    'li',
    { id: `lectern-found-${at}`, role: 'option' },
    element('span', { class: 'lectern-number' }, String(slide + 1)),
    element('span', { class: 'lectern-title' }, title),
  )
}
