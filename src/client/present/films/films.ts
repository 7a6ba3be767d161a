import type { Film } from '../../../model/protocol/show.js'
import { element, icon } from '../../dom/element.js'
import { onWindow, root } from '../../dom/page.js'
import { addToHelp } from '../../player/help.js'
import { elapsedMs, formatTime } from '../view/timer.js'
import type { Films, FilmsContext } from './filmHooks.js'

// Films and sounds of a slide play in all windows at once: what plays, and from where, is part of the state of the talk. The
// audience's window has the sound and the last word (it reports what really plays there, by its own controls, too); the
// presenter view has silent copies, and a transport bar below the slide. A bundle of its own: most decks have no film.

/** Where two windows may be apart before one of them seeks, in milliseconds. */
const toleranceMs = 1000

/** Builds what plays the films of the slide that shows. */
export function buildFilms(context: FilmsContext): Films {
  const { talk, session, container, isViewer, isRemote, hasAudience } = context
  const bar = element('div', { class: 'lectern-films' })
  // On a phone, the slide around it takes every touch for pointing.
  bar.addEventListener('pointerdown', (event) => event.stopPropagation())
  let carriedOut = new WeakMap<HTMLMediaElement, string>()
  let lines: readonly Line[] = []
  let listed: readonly HTMLMediaElement[] = []
  let wasView = false
  const isView = (): boolean => root.dataset.view === 'presenter'
  const mediaNow = (): HTMLMediaElement[] => {
    const place = isView() ? bar.parentElement : talk.deck.slides[talk.place().slide]?.content
    return [...(place?.querySelectorAll<HTMLMediaElement>('video, audio') ?? [])]
  }
  const filmAt = (index: number): Film | undefined => session.state.films?.find((film) => film.index === index)
  const put = (film: Film): void => {
    const others = session.state.films?.filter(({ index }) => index !== film.index) ?? []
    session.change({ films: [...others, film] })
  }

  /** Puts what really plays here into the state of the talk. */
  const report = ({ target }: { readonly target: EventTarget | null }): void => {
    const media = target as HTMLMediaElement
    const index = isViewer || (isView() && hasAudience()) ? -1 : mediaNow().indexOf(media)
    if (index < 0 || !(isView() || context.isTogether())) return
    const was = filmAt(index)
    const isApart = Math.abs(positionOf(was, media) - media.currentTime * 1000) > toleranceMs
    if ((was?.startedAt === undefined) === media.paused && !isApart && was?.failed === undefined) return
    // Refused to play: what it was told, it still is not doing.
    if (was?.failed !== undefined && media.paused) return
    const film = filmOf(index, media.currentTime * 1000, !media.paused)
    carriedOut.set(media, JSON.stringify(film))
    put(film)
  }
  const play = (media: HTMLMediaElement, index: number): void => {
    media.play().catch(({ name }: DOMException) => {
      // `AbortError`: it was paused, or left, meanwhile.
      const failed = name === 'NotAllowedError' ? 'blocked' : name === 'NotSupportedError' ? 'unplayable' : undefined
      if (failed === undefined || isViewer || isView() || mediaNow()[index] !== media) return
      // Nobody would hear of it yet: tried again when the others answer.
      if (!context.isTogether()) {
        carriedOut.delete(media)
        return
      }
      put({ ...filmOf(index, media.currentTime * 1000, false), failed })
    })
  }
  const carryOut = (media: HTMLMediaElement, index: number): void => {
    const film = filmAt(index)
    const mark = JSON.stringify(film) ?? ''
    const isNew = carriedOut.get(media) !== mark
    if (film === undefined) {
      if (isView() || isViewer || !context.isTogether()) return
      if (!media.paused) report({ target: media })
      else if (isNew && media.autoplay && !media.ended) play(media, index)
    } else if (isNew) {
      const at = positionOf(film, media)
      if (Math.abs(media.currentTime * 1000 - at) > toleranceMs / 4) media.currentTime = at / 1000
      if (film.startedAt === undefined || at >= lengthOf(media)) media.pause()
      else play(media, index)
    }
    carriedOut.set(media, mark)
  }
  const toggle = (index: number): void => {
    const media = mediaNow()[index]
    if (media === undefined) return
    // Where it is heard it is asked directly, so that the key press counts as a permission.
    if (!isView()) {
      if (media.paused) play(media, index)
      else media.pause()
      return
    }
    const film = filmAt(index)
    const at = positionOf(film, media)
    put(filmOf(index, at >= lengthOf(media) ? 0 : at, film?.startedAt === undefined))
  }
  const seek = (index: number, ms: number): void => put(filmOf(index, ms, filmAt(index)?.startedAt !== undefined))

  const refresh = (): void => {
    const [view, media] = [isView(), mediaNow()]
    // The window has another role: what is in it now plays, or does not, for another reason.
    if (view !== wasView) carriedOut = new WeakMap()
    wasView = view
    for (const [index, one] of media.entries()) {
      if ((view || isViewer) && !carriedOut.has(one)) one.muted = true
      // Without a window for the audience, the presenter's copy is the one that comes to its end.
      if (view) one.onpause = report
      if (!isRemote) carryOut(one, index)
    }
    if (!view) return
    if (media.length !== listed.length || media.some((one, index) => one !== listed[index])) {
      listed = media
      lines = media.map((one, index) =>
        buildLine(
          one,
          () => toggle(index),
          (ms) => seek(index, ms),
        ),
      )
      bar.replaceChildren(...lines.map((line) => line.element))
      bar.hidden = lines.length === 0
      bar.parentElement?.style.setProperty('--lectern-films', `${Math.min(lines.length, 3) * 40}px`)
    }
    for (const [index, line] of lines.entries()) line.show(filmAt(index))
  }
  for (const event of ['play', 'pause', 'seeked'] as const) {
    talk.deck.main.addEventListener(event, report, { capture: true })
  }
  // What the browser has blocked may play after any click or key.
  for (const event of ['click', 'keydown'] as const)
    onWindow(event, () => {
      if (isView() || isViewer) return
      for (const { index, failed } of session.state.films ?? []) {
        const media = mediaNow()[index]
        if (failed === 'blocked' && media !== undefined) play(media, index)
      }
    })
  // The help is put together after this.
  if (!isViewer && talk.deck.main.querySelector('video, audio') !== null)
    queueMicrotask(() => addToHelp(container, 'Play or pause the film', ['K']))
  return {
    bar,
    refresh,
    press: (key) => {
      if (key.toLowerCase() !== 'k' || mediaNow().length === 0) return false
      toggle(session.state.films?.at(-1)?.index ?? 0)
      return true
    },
  }
}

function filmOf(index: number, ms: number, plays: boolean): Film {
  return {
    index,
    countedMs: Math.round(ms),
    ...(plays ? { startedAt: Date.now() } : {}),
  }
}

/** In milliseconds; what is not known yet is endless. */
function lengthOf({ duration, loop }: HTMLMediaElement): number {
  return loop || !(duration > 0) ? Number.POSITIVE_INFINITY : duration * 1000
}

/** Where a film is by now, in milliseconds. */
function positionOf(film: Film | undefined, media: HTMLMediaElement): number {
  if (film === undefined) return 0
  const ms = elapsedMs(film, Date.now())
  return media.loop && media.duration > 0 ? ms % (media.duration * 1000) : Math.min(ms, lengthOf(media))
}

/** What moves one film of the slide. */
interface Line {
  readonly element: HTMLElement
  show(film: Film | undefined): void
}

function buildLine(media: HTMLMediaElement, toggle: () => void, seek: (ms: number) => void): Line {
  const kind = media.localName === 'audio' ? 'Sound' : 'Film'
  const name = media.title || media.getAttribute('aria-label') || kind
  const shape = icon(shapes.play)
  const button = element('button', { type: 'button' }, shape)
  const slider = element('input', {
    type: 'range',
    min: 0,
    step: 0.1,
    'aria-label': `Position of ${name}`,
  })
  const time = element('span', {})
  const trouble = element('span', {
    class: 'lectern-film-trouble',
    role: 'status',
  })
  let isHeld = false
  // A click leaves the focus where it was: the space bar goes on meaning "next".
  button.addEventListener('mousedown', (event) => event.preventDefault())
  button.addEventListener('click', toggle)
  slider.addEventListener('input', () => {
    isHeld = true
  })
  slider.addEventListener('change', () => {
    isHeld = false
    seek(Number(slider.value) * 1000)
  })
  // The arrow keys are the talk's again; whoever came by the keyboard stays.
  slider.addEventListener('pointerup', () => slider.blur())
  return {
    element: element('div', { class: 'lectern-film' }, button, slider, time, trouble),
    show: (film) => {
      const { duration } = media
      const seconds = positionOf(film, media) / 1000
      const plays = film?.startedAt !== undefined && !(seconds >= duration)
      const label = `${plays ? 'Pause' : 'Play'} ${name}`
      if (button.title !== `${label} (K)`) {
        button.title = `${label} (K)`
        button.setAttribute('aria-label', label)
        shape.firstElementChild?.setAttribute('d', plays ? shapes.pause : shapes.play)
      }
      slider.disabled = !(duration > 0 && duration < Number.POSITIVE_INFINITY)
      slider.max = String(slider.disabled ? 1 : duration)
      if (!isHeld) slider.value = String(seconds)
      const at = formatTime(seconds * 1000)
      time.textContent = slider.disabled ? at : `${at} / ${formatTime(duration * 1000)}`
      const words = film?.failed === undefined ? '' : troubles[film.failed]
      if (trouble.textContent !== words) trouble.textContent = words
    },
  }
}

const shapes = { play: 'M7 4.5v15l12-7.5z', pause: 'M8 5v14M16 5v14' }

const troubles = {
  blocked: 'Blocked by the browser: click once in the audience window',
  unplayable: 'The audience’s browser cannot play this file',
} as const
