import type { Point } from '../../model/show.js'
import { element, icon } from '../element.js'
import type { Command } from '../keys.js'
import { root } from '../page.js'
import { nextPlace } from '../place.js'
import type { DeckView } from '../slides.js'
import type { Talk } from '../talk.js'
import { buildHeader, type HeaderContext } from './header.js'
import { buildInkLayer } from './inkLayer.js'
import type { Memory } from './memory.js'
import { buildNotes } from './notes.js'
import { buildPreview } from './preview.js'
import type { Session } from './session.js'
import { buildSplitter } from './splitter.js'
import { buildToolbar } from './toolbar.js'
import type { Tools } from './tools.js'

/** What the speaker looks at. */
export interface PresenterView {
  /** Shows it in the place of the player. */
  mount(): void
  unmount(): void
  /** Brings everything up to date. */
  refresh(): void
  /** Shows where somebody points. */
  point(at: Point | undefined): void
  /** Only what moves by itself: the clock and the timer. */
  tick(): void
  /** The deck has changed. */
  forget(): void
  resizeNotes(by: 1 | -1): void
}

export interface ViewContext extends HeaderContext {
  /** Holds the view while it is shown. */
  readonly container: HTMLElement
  readonly talk: Talk
  readonly session: Session
  readonly tools: Tools
  readonly memory: Memory
  run(command: Command): void
  go(hash: string): void
}

/** Shares of the left side and of the next step, in percent; height of the thumbnails in percent of the window. */
const usual = { side: 62, next: 42, strip: 84 }

/** Builds the presenter view. The deck itself becomes its row of thumbnails; the views of slides are copies. */
export function buildView(context: ViewContext): PresenterView {
  const { container, talk, session, tools, memory, run } = context
  const header = buildHeader(context)
  const current = buildPreview()
  const next = buildPreview()
  const ink = buildInkLayer()
  tools.attach(ink)
  const notes = buildNotes(memory, context.go)
  const toolbar = buildToolbar(tools, run)
  const end = element('p', { class: 'lectern-quiet' }, 'End of the talk')
  const nextLabel = element('h2', {}, 'Next')
  const stage = element('section', { class: 'lectern-now', 'aria-label': 'Now' }, current.element, ink.element)
  const coming = element('section', { class: 'lectern-next', 'aria-label': 'Next step' }, nextLabel, next.element, end)
  const split = (name: keyof typeof usual, label: string, axis: 'x' | 'y', whole: () => Element): HTMLElement =>
    buildSplitter(
      { label, axis, whole, value: remembered(memory, name), changed: (value) => place(name, value, memory) },
      usual[name],
    )
  const side = element('div', { class: 'lectern-side' }, coming)
  side.append(
    split('next', 'Height of the next step', 'y', () => side),
    notes.element,
  )
  const view = element(
    'div',
    { id: 'lectern-presenter', role: 'region', 'aria-label': 'Presenter view' },
    element('h1', { class: 'lectern-unseen' }, 'Presenter view'),
    header.element,
    stage,
    split('side', 'Width of the slide', 'x', () => root),
    side,
    split('strip', 'Height of the thumbnails', 'y', () => root),
    element('div', { id: 'lectern-presenter-foot' }, ...buttons(run), toolbar.element, ...later(run)),
  )
  const show = (): void => {
    const { slide, step } = talk.place()
    const { zoom, blank } = session.state
    const after = nextPlace(talk.place(), talk.steps)
    const isLast = after.slide === slide && after.step === step
    const slides = talk.deck.slides
    current.show(slides[slide], step, zoom)
    ink.show(slide, session.ink)
    ink.frame(zoom)
    next.show(isLast ? undefined : slides[after.slide], after.step)
    end.hidden = !isLast
    nextLabel.textContent = isLast
      ? 'Next'
      : after.slide === slide
        ? 'Next step'
        : `Next: ${slides[after.slide]?.title ?? ''}`
    notes.show(slides[slide])
    stage.dataset.blank = blank
    stage.setAttribute('aria-label', `Now: ${slides[slide]?.title ?? ''}`)
    toolbar.refresh()
    header.refresh(Date.now())
    markThumb(talk)
  }
  return {
    mount: () => {
      container.prepend(view)
      calmStrip(talk.deck)
    },
    unmount: () => view.remove(),
    refresh: show,
    point: ink.point,
    tick: () => header.refresh(Date.now()),
    forget: () => {
      for (const one of [current, next, notes]) one.forget()
      // Only where the deck is the strip: everywhere else the slide that shows plays and can be reached.
      if (view.isConnected) calmStrip(talk.deck)
    },
    resizeNotes: notes.resize,
  }
}

/** The thumbnails are pictures of slides: nothing in them plays or has the focus. */
function calmStrip({ main, slides }: DeckView): void {
  for (const media of main.querySelectorAll<HTMLMediaElement>('video, audio')) media.pause()
  for (const { content } of slides) content.inert = true
}

/** Marks the slide that shows, which the player has just made its own again, and brings it into sight. */
function markThumb({ deck, place }: Talk): void {
  const now = deck.slides[place().slide]
  if (now === undefined) return
  now.content.inert = true
  for (const media of now.content.querySelectorAll<HTMLMediaElement>('video, audio')) media.pause()
  for (const old of deck.main.querySelectorAll('.lectern-thumb[aria-current=true]'))
    old.setAttribute('aria-current', 'false')
  now.section.querySelector(':scope > .lectern-thumb')?.setAttribute('aria-current', 'true')
  if (root.dataset.view !== 'presenter') return
  const { left, width } = now.section.getBoundingClientRect()
  const off = left + width / 2 - innerWidth / 2
  if (Math.abs(off) > 1) deck.main.scrollLeft += off
}

function remembered(memory: Memory, name: keyof typeof usual): number {
  const kept = memory.get(`split ${name}`)
  return typeof kept === 'number' && kept > 0 && kept < 100 ? kept : usual[name]
}

function place(name: keyof typeof usual, value: number, memory: Memory): void {
  root.style.setProperty(`--lectern-${name}`, `${value}%`)
  if (memory.get(`split ${name}`) !== value) memory.set(`split ${name}`, value)
}

function buttons(run: (command: Command) => void): HTMLElement[] {
  return [
    button(run, 'previous', 'Previous', '←', 'M14.5 5.5 8 12l6.5 6.5'),
    button(run, 'next', 'Next', '→', 'M9.5 5.5 16 12l-6.5 6.5'),
    button(run, 'overview', 'Overview', 'O', 'M4.5 5h6v5h-6zM13.5 5h6v5h-6zM4.5 14h6v5h-6zM13.5 14h6v5h-6z'),
    button(run, 'goTo', 'Go to a slide', 'G', 'M10.5 4.5a6 6 0 1 0 0 12a6 6 0 1 0 0-12M15 15l5 5'),
    button(run, 'black', 'Black screen', 'B', 'M3.5 5h17v11h-17zM8.5 20h7M3.5 5l17 11'),
    button(
      run,
      'zoom',
      'Enlarge where the pointer is',
      'Z',
      'M10.5 4.5a6 6 0 1 0 0 12a6 6 0 1 0 0-12M15 15l5 5M8 10.5h5M10.5 8v5',
    ),
  ]
}

function later(run: (command: Command) => void): HTMLElement[] {
  return [
    button(run, 'smaller', 'Smaller notes', '-', 'M4 18 8 7l4 11M5.3 14.5h5.4M15 12.5h5'),
    button(run, 'bigger', 'Bigger notes', '+', 'M4 18 8 7l4 11M5.3 14.5h5.4M15 12.5h5M17.5 10v5'),
    button(run, 'swap', 'Swap the screens', 'X', 'M7 8h12l-3-3M17 16H5l3 3'),
    button(run, 'help', 'Keys and help', '?', 'M9.2 9.2a2.9 2.9 0 1 1 4.3 2.5c-1 .6-1.5 1.1-1.5 2.3M12 17.4v.1'),
  ]
}

function button(
  run: (command: Command) => void,
  ...[command, label, key, path]: [command: Command, label: string, key: string, path: string]
): HTMLButtonElement {
  const made = element('button', { type: 'button', 'aria-label': label, title: `${label} (${key})` }, icon(path))
  made.dataset.command = command
  made.addEventListener('mousedown', (event) => event.preventDefault())
  made.addEventListener('click', () => run(command))
  return made
}
