import type { Point } from '../../../model/protocol/show.js'
import { element } from '../../dom/element.js'
import { root } from '../../dom/page.js'
import type { Command } from '../../player/keys.js'
import { nextPlace } from '../../player/place.js'
import type { Talk } from '../../player/talk.js'
import type { Films } from '../films/filmHooks.js'
import { buildInkLayer } from '../ink/inkLayer.js'
import type { Memory } from '../memory.js'
import type { Session } from '../session.js'
import { buildFoot } from './foot.js'
import { buildHeader, type HeaderContext } from './header.js'
import { buildNotes } from './notes.js'
import { buildPreview } from './preview.js'
import { buildSplitter } from './splitter.js'
import { buildStrip } from './strip.js'
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
  /** What plays films; absent where there are none. */
  readonly films?: Films
  run(command: Command): void
  go(hash: string): void
}

/** Shares of the left side and of the next step, in percent; height of the thumbnails in percent of the window. */
const usual = { side: 62, next: 42, strip: 84 }

/** Builds the presenter view. The deck itself becomes its row of thumbnails; the views of slides are copies. */
export function buildView(context: ViewContext): PresenterView {
  const { container, talk, session, tools, memory, films, run } = context
  const header = buildHeader(context)
  const current = buildPreview()
  const next = buildPreview()
  const ink = buildInkLayer()
  tools.attach(ink)
  const notes = buildNotes(memory, context.go)
  const strip = buildStrip(talk)
  const toolbar = buildToolbar(tools, run)
  const end = element('p', { class: 'lectern-quiet' }, 'End of the talk')
  const nextLabel = element('h2', {}, 'Next')
  const stage = element('section', { class: 'lectern-now', 'aria-label': 'Now' }, current.element, ink.element)
  if (films !== undefined) stage.append(films.bar)
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
    buildFoot(toolbar.element, run),
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
    strip.mark()
  }
  return {
    mount: () => {
      container.prepend(view)
      strip.calm()
    },
    unmount: () => view.remove(),
    refresh: show,
    point: ink.point,
    tick: () => {
      header.refresh(Date.now())
      films?.refresh()
    },
    forget: () => {
      for (const one of [current, next, notes]) one.forget()
      // Only where the deck is the strip: everywhere else the slide that shows plays and can be reached.
      if (view.isConnected) strip.calm()
    },
    resizeNotes: notes.resize,
  }
}

function remembered(memory: Memory, name: keyof typeof usual): number {
  const kept = memory.get(`split ${name}`)
  return typeof kept === 'number' && kept > 0 && kept < 100 ? kept : usual[name]
}

function place(name: keyof typeof usual, value: number, memory: Memory): void {
  root.style.setProperty(`--lectern-${name}`, `${value}%`)
  if (memory.get(`split ${name}`) !== value) memory.set(`split ${name}`, value)
}
