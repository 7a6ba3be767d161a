import { element } from '../../dom/element.js'
import { root } from '../../dom/page.js'
import { setGestures } from '../../player/help.js'
import { nextPlace } from '../../player/place.js'
import { buildInkLayer } from '../ink/inkLayer.js'
import type { StageLink } from '../stageHooks.js'
import { buildHeader } from '../view/header.js'
import { buildNotes } from '../view/notes.js'
import { buildPreview } from '../view/preview.js'
import type { PresenterView, ViewContext } from '../view/view.js'

/**
 * What the speaker has on a phone, to be used with one hand: the buttons are below, and Next is the largest thing there
 * is. Dragging on the slide points with the laser.
 */
export function buildRemote(context: ViewContext, link: StageLink): PresenterView {
  const { container, talk, session, memory, films, run, go } = context
  const header = buildHeader(context)
  const current = buildPreview()
  const next = buildPreview()
  const ink = buildInkLayer()
  const notes = buildNotes(memory, go)
  const stage = element(
    'section',
    { class: 'lectern-now', 'aria-label': 'Current slide; drag to point' },
    current.element,
    ink.element,
    films?.bar ?? '',
  )
  const nextLabel = element('h2', {}, 'Next')
  const coming = element('section', { class: 'lectern-next', 'aria-label': 'Next step' }, nextLabel, next.element)
  const offline = element('p', { class: 'lectern-offline', role: 'alert' })
  const button = (label: string, name: string, act: () => void): HTMLButtonElement => {
    const made = element('button', { type: 'button', class: `lectern-remote-${name}` }, label)
    made.addEventListener('click', act)
    return made
  }
  const step = (command: 'next' | 'previous'): void => {
    run(command)
    // A phone that cannot be looked at says by a touch that it has heard.
    navigator.vibrate?.(command === 'next' ? 18 : [12, 40, 12])
  }
  const black = button('Black', 'small', () => run('black'))
  const buttons = [
    black,
    button('Go to', 'small', () => run('goTo')),
    button('A−', 'small', () => run('smaller')),
    button('A+', 'small', () => run('bigger')),
    button('Help', 'small', () => run('help')),
    button('Back', 'back', () => step('previous')),
    button('Next', 'next', () => step('next')),
  ]
  const view = element(
    'div',
    { id: 'lectern-remote', role: 'main', 'aria-label': 'Remote control' },
    element('h1', { class: 'lectern-unseen' }, 'Remote control'),
    header.element,
    element('div', { class: 'lectern-slides' }, stage, coming),
    notes.element,
    offline,
    element('div', { class: 'lectern-buttons' }, ...buttons),
  )
  pointByDragging(
    stage,
    (at) => session.point(at),
    (x, y) => ink.locate(x, y),
  )
  return {
    mount: () => {
      root.dataset.role = 'remote'
      container.prepend(view)
      container.dataset.unused = 'overview fullScreen reading laser draw erase undo zoom presenter swap'
      // The help is put together after this.
      queueMicrotask(() => setGestures(container, gestures))
    },
    unmount: () => view.remove(),
    refresh: () => {
      const { slide, step: at } = talk.place()
      const { zoom, blank } = session.state
      const after = nextPlace(talk.place(), talk.steps)
      const { slides } = talk.deck
      const isLast = after.slide === slide && after.step === at
      current.show(slides[slide], at, zoom)
      next.show(isLast ? undefined : slides[after.slide], after.step)
      nextLabel.textContent = isLast
        ? 'End of the talk'
        : after.slide === slide
          ? 'Next step'
          : `Next: ${slides[after.slide]?.title ?? ''}`
      ink.show(slide, session.ink)
      ink.frame(zoom)
      notes.show(slides[slide])
      stage.dataset.blank = blank
      black.setAttribute('aria-pressed', String(blank === 'black'))
      const { connection } = link
      offline.textContent =
        connection === 'on'
          ? ''
          : connection === 'ended'
            ? 'This session has ended. Scan a new code.'
            : 'Disconnected. Reconnecting…'
      offline.hidden = connection === 'on'
      for (const one of buttons) one.disabled = connection !== 'on'
      header.refresh(Date.now())
    },
    point: ink.point,
    tick: () => {
      header.refresh(Date.now())
      films?.refresh()
    },
    forget: () => {
      for (const one of [current, next, notes]) one.forget()
    },
    resizeNotes: notes.resize,
  }
}

const gestures = [
  ['Laser pointer', 'Drag on the slide'],
  ['Start or pause the timer', 'Tap the time'],
] as const

function pointByDragging(
  stage: HTMLElement,
  point: (at: { x: number; y: number } | undefined) => void,
  locate: (x: number, y: number) => { x: number; y: number } | undefined,
): void {
  stage.addEventListener('pointerdown', (event) => {
    event.preventDefault()
    stage.setPointerCapture(event.pointerId)
    point(locate(event.clientX, event.clientY))
  })
  stage.addEventListener('pointermove', (event) => {
    if (stage.hasPointerCapture(event.pointerId)) point(locate(event.clientX, event.clientY))
  })
  for (const end of ['pointerup', 'pointercancel'] as const) stage.addEventListener(end, () => point(undefined))
}
