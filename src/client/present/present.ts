import { buildBlank } from '../blank.js'
import type { Interface } from '../interface.js'
import type { Command } from '../keys.js'
import { root } from '../page.js'
import type { Place } from '../place.js'
import { setScheme, toggleScheme } from '../scheme.js'
import type { Talk } from '../talk.js'
import { tellPlace } from '../tell.js'
import { frameSlide, slideSize } from './frame.js'
import { buildInkLayer } from './inkLayer.js'
import { openMemory } from './memory.js'
import { otherScreen } from './secondScreen.js'
import { openSession, type Session } from './session.js'
import { elapsedMs, formatTime, freshTimer, toggleTimer } from './timer.js'
import { buildToast } from './toast.js'
import { buildToolbar } from './toolbar.js'
import { buildTools } from './tools.js'
import { buildView } from './view.js'
import { keepAwake } from './wakeLock.js'
import { openWindows, type Windows } from './windows.js'

/** Giving the talk: what several windows share, and what the speaker has besides the slides. */
export interface Present {
  readonly session: Session
  /** What its commands do. */
  readonly does: Readonly<Record<PresentCommand, () => void>>
  /** The talk is somewhere else now. */
  moved(to: Place): void
  /** Takes the screen's cover away; true when there was one. */
  uncover(): boolean
  /** Covers the screen, or uncovers it when it has that colour. Gives the colour that shows now. */
  cover(colour: 'black' | 'white'): '' | 'black' | 'white'
  /** Puts the tool away, or ends the enlargement; false when there was neither. */
  close(): boolean
  /** Brings what the speaker sees up to date. */
  refresh(): void
  /** The deck has changed. */
  renew(): void
}

type PresentCommand = Extract<
  Command,
  | 'presenter'
  | 'swap'
  | 'laser'
  | 'draw'
  | 'erase'
  | 'undo'
  | 'clearInk'
  | 'zoom'
  | 'scheme'
  | 'timer'
  | 'resetTimer'
  | 'bigger'
  | 'smaller'
>

export interface PresentContext {
  readonly talk: Talk
  readonly ui: Interface
  run(command: Command): void
  /** Goes where an address of the deck points (`#7`, `#name`). */
  go(hash: string): void
  /** The deck has become the presenter's thumbnails, or has stopped being it. */
  thumbnails(): void
}

/** Builds it, in the role that this window has. */
export function buildPresent({ talk, ui, run, go, thumbnails }: PresentContext): Present {
  const layer = buildInkLayer()
  const blank = buildBlank(ui.container, () => run('close'))
  ui.container.prepend(layer.element)
  const toast = buildToast(ui.container)
  let applying = false
  let waiting = false
  const current = (): Element | undefined => talk.deck.slides[talk.place().slide]?.content
  const refresh = (): void => {
    waiting = false
    const { zoom } = session.state
    const presenting = windows.role === 'presenter'
    for (const { content } of talk.deck.slides)
      frameSlide(content, content === current() && !presenting ? zoom : undefined)
    layer.frame(zoom)
    layer.show(talk.place().slide, session.ink)
    toolbar.refresh()
    if (presenting) view.refresh()
  }
  /** Once for all that happens in one go, and before the next frame. */
  const refreshSoon = (): void => {
    if (!waiting) queueMicrotask(refresh)
    waiting = true
  }
  const session = openSession(talk.place(), {
    changed: (state, remote) => {
      blank.show(state.blank)
      if (state.scheme !== '') setScheme(state.scheme)
      applying = remote
      if (remote) talk.move(state.place)
      applying = false
      refreshSoon()
    },
    inked: refreshSoon,
    pointed: (at) => {
      layer.point(at)
      if (windows.role === 'presenter') refreshSoon()
    },
    send: (message) => windows.send(message),
  })
  const windows: Windows = openWindows({
    heard: (message, source) => {
      if (message.type === 'swap') {
        windows.become(windows.role === 'presenter' ? 'audience' : 'presenter')
        return
      }
      const news = session.receive(message)
      if (news !== undefined) windows.send(news, source)
    },
    greet: session.greet,
    changed: () => arrange(),
  })
  const tools = buildTools({ session, slide: () => talk.place().slide, changed: refreshSoon })
  tools.attach(layer)
  const toolbar = buildToolbar(tools, run)
  toolbar.element.id = 'lectern-tools'
  ui.container.append(toolbar.element)
  const view = buildView({
    container: ui.container,
    talk,
    session,
    tools,
    run,
    go,
    memory: openMemory('browser'),
    toggleTimer: () => run('timer'),
    hasAudience: () => windows.connected,
    openAudience: () => run('presenter'),
  })
  const wake = keepAwake(() => windows.role !== '')
  let mounted = false
  let ticking = 0
  const arrange = (): void => {
    const wanted = windows.role === 'presenter'
    wake()
    if (wanted !== mounted) {
      mounted = wanted
      clearInterval(ticking)
      if (wanted) {
        root.dataset.view = 'presenter'
        view.mount()
        thumbnails()
        ticking = setInterval(view.tick, tickMs)
      } else {
        delete root.dataset.view
        view.unmount()
        thumbnails()
      }
      tellPlace(talk.deck, ui, talk.place())
    }
    refreshSoon()
  }
  blank.show(session.state.blank)
  if (session.state.scheme !== '') setScheme(session.state.scheme)
  arrange()

  const open = async (): Promise<void> => {
    const place = windows.role === '' ? await otherScreen(window) : undefined
    if (windows.open(place)) return
    toast('The browser has blocked the window. Allow pop-up windows for this page, then press P again.')
  }
  const setTimer = (timer: typeof freshTimer): void => {
    session.change({ timer })
    if (windows.role !== 'presenter') {
      const time = formatTime(elapsedMs(timer, Date.now()))
      toast(timer.startedAt === undefined ? `The timer stands at ${time}` : `The timer runs from ${time}`)
    }
  }
  return {
    session,
    moved: (place) => {
      if (applying) return
      const { zoom: _, timer, place: from, ...rest } = session.state
      const begins = windows.role !== '' && timer.startedAt === undefined && timer.countedMs === 0 && isFirst(from)
      session.set({
        ...rest,
        ...(session.state.zoom !== undefined && from.slide === place.slide ? { zoom: session.state.zoom } : {}),
        place,
        timer: begins && !isFirst(place) ? toggleTimer(timer, Date.now()) : timer,
      })
      refreshSoon()
    },
    uncover: () => {
      const was = session.state.blank !== ''
      session.change({ blank: '' })
      return was
    },
    cover: (colour) => {
      session.change({ blank: session.state.blank === colour ? '' : colour })
      return session.state.blank
    },
    close: () => {
      if (tools.putAway()) return true
      const zoomed = session.state.zoom !== undefined
      session.unzoom()
      return zoomed
    },
    refresh: refreshSoon,
    renew: () => {
      view.forget()
      refreshSoon()
    },
    does: {
      presenter: () => void open(),
      swap: () => {
        if (!windows.connected) {
          toast('There is no other window to swap with.')
          return
        }
        windows.send({ type: 'swap' })
        windows.become(windows.role === 'presenter' ? 'audience' : 'presenter')
      },
      laser: () => tools.toggle('laser'),
      draw: () => tools.toggle('pen'),
      erase: () => tools.toggle('eraser'),
      undo: () => void tools.undo(),
      clearInk: () => tools.clear(talk.place().slide),
      zoom: () => {
        const { width, height } = slideSize()
        if (session.state.zoom !== undefined) session.unzoom()
        else session.change({ zoom: tools.pointer() ?? { x: width / 2, y: height / 2 } })
      },
      scheme: () => session.change({ scheme: toggleScheme() }),
      timer: () => setTimer(toggleTimer(session.state.timer, Date.now())),
      resetTimer: () => setTimer(freshTimer),
      bigger: () => view.resizeNotes(1),
      smaller: () => view.resizeNotes(-1),
    },
  }
}

function isFirst({ slide, step }: Place): boolean {
  return slide === 0 && step === 0
}

/** How often the clock and the timer are looked at. */
const tickMs = 250
