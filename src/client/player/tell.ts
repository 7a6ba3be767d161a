import { root } from '../dom/page.js'
import { tellLines } from './codeLines.js'
import type { Interface } from './interface.js'
import type { Place } from './place.js'
import type { DeckView } from './slides.js'

/** Says where the talk is: to screen readers, in the window's title, the counter and the progress bar. */
export function tellPlace(deck: DeckView, { counter, progress, status }: Interface, { slide, step }: Place): void {
  const count = deck.slides.length
  const { title = '', steps = 0, codes = [] } = deck.slides[slide] ?? {}
  const position = `Slide ${slide + 1} of ${count}`
  const named = title === '' ? position : `${position}: ${title}`
  const lines = tellLines(codes, step)
  const said = [named, step === 0 ? '' : `step ${step} of ${steps}`, lines].filter((part) => part !== '').join(', ')
  // Written again it would be read out again.
  if (status.textContent !== said) status.textContent = said
  counter.textContent = `${slide + 1} / ${count}`
  counter.setAttribute('aria-label', `${slide + 1} / ${count}, go to a slide`)
  const done = count === 1 ? 1 : (slide + step / (steps + 1)) / (count - 1)
  progress.style.setProperty('--lectern-done', String(Math.min(done, 1)))
  const shown = slide === 0 || title === '' ? deck.title : `${title} – ${deck.title}`
  setTitle(root.dataset.role === 'presenter' ? `Presenter: ${shown}` : shown)
}

/** Sets the window's title. */
export function setTitle(text: string): void {
  const title = root.querySelector(':scope > head > title')
  if (title !== null) title.textContent = text
}
