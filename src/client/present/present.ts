import type { ShowMessage, ShowState, StagePage, Stamp } from '../../model/show.js'
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
import type { StageHooks, StageLink } from './stageHooks.js'
import { elapsedMs, formatTime, freshTimer, toggleTimer } from './timer.js'
import { buildToast } from './toast.js'
import { buildToolbar } from './toolbar.js'
import { buildTools } from './tools.js'
import { buildView, type ViewContext } from './view.js'
import { keepAwake } from './wakeLock.js'
import { openWindows, type RolePages, type Windows } from './windows.js'

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
  /** Absent for a page without a server that presents it. */
  readonly stage?: StageHooks
}

/** Builds it, in the role that this window has. */
export function buildPresent({ talk, ui, run, go, thumbnails, stage }: PresentContext): Present {
  const page = stage?.page
  const follows = page?.role === 'follower'
  /** What the speaker shows, for somebody who follows and may look elsewhere meanwhile. */
  let live: { readonly stamp: Stamp; readonly state: ShowState } | undefined
  let alone = false
  const layer = buildInkLayer()
  const blank = buildBlank(ui.container, () => run('close'))
  ui.container.prepend(layer.element)
  const toast = buildToast(ui.container)
  let applying = false
  let mounted = false
  let ticking = 0
  let waiting = false
  /** Slide that may be enlarged. */
  let framed: Element | undefined
  const current = (): Element | undefined => talk.deck.slides[talk.place().slide]?.content
  const refresh = (): void => {
    waiting = false
    const { zoom } = session.state
    const presenting = mounted
    const now = presenting ? undefined : current()
    if (framed !== now) frameSlide(framed, undefined)
    framed = now
    frameSlide(now, zoom)
    layer.frame(zoom)
    layer.show(talk.place().slide, session.ink)
    toolbar.refresh()
    if (presenting) view.refresh()
  }
  /**
   * Once for all that happens in one go. In a task of its own: both windows of a file run on one thread, and the audience
   * comes first.
   */
  const refreshSoon = (): void => {
    if (!waiting) setTimeout(refresh)
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
      if (mounted) refreshSoon()
    },
    send: (message) => {
      windows.send(message)
      if (!follows) link?.send(message)
    },
  })
  /** Takes in what another window or the server says; gives what is news for the others. */
  const hear = (message: ShowMessage): ShowMessage | undefined => {
    if (message.type === 'welcome') {
      const { stamp, state, ink } = message
      if (stamp !== undefined && state !== undefined) hear({ type: 'all', stamp, state, ink })
      return undefined
    }
    if (!follows || !('state' in message) || message.state === undefined) return session.receive(message)
    live = { stamp: message.stamp, state: message.state }
    if ('ink' in message) session.receive({ type: 'ink', ink: message.ink })
    if (!alone) session.adopt(live.stamp, live.state)
    return undefined
  }
  const join = (): void => {
    alone = false
    link?.browse(false)
    if (live !== undefined) session.adopt(live.stamp, live.state)
  }
  const windows: Windows = openWindows(
    {
      heard: (message, source) => {
        if (message.type === 'swap') {
          windows.become(windows.role === 'presenter' ? 'audience' : 'presenter')
          return
        }
        const news = hear(message)
        if (news === undefined) return
        windows.send(news, source)
        if (!follows && news.type !== 'laser') link?.send(news)
      },
      greet: session.greet,
      changed: () => arrange(),
    },
    page && rolePages(page),
  )
  const link: StageLink | undefined = stage?.connect({
    container: ui.container,
    hello: () => session.greet('hello'),
    heard: (message) => {
      const news = hear(message)
      // Each window hears of the laser by itself; passed on, it would go round for ever.
      if (news !== undefined && news.type !== 'laser') windows.send(news)
    },
    changed: () => {
      if (mounted) refreshSoon()
    },
    join,
  })
  const tools = buildTools({ session, slide: () => talk.place().slide, changed: refreshSoon })
  tools.attach(layer)
  const toolbar = buildToolbar(tools, run)
  toolbar.element.id = 'lectern-tools'
  ui.container.append(toolbar.element)
  const context: ViewContext = {
    container: ui.container,
    talk,
    session,
    tools,
    run,
    go,
    memory: openMemory('browser'),
    toggleTimer: () => run('timer'),
    hasAudience: () => windows.connected || (link?.connection === 'on' && link.followers > 0),
    openAudience: () => run('presenter'),
    ...(link === undefined ? {} : { extra: link.bar }),
  }
  const isRemote = page?.role === 'remote'
  const view =
    isRemote && stage !== undefined && link !== undefined ? stage.buildRemote(context, link) : buildView(context)
  const wake = keepAwake(() => windows.role !== '' || page !== undefined)
  const arrange = (): void => {
    const wanted = windows.role === 'presenter' || isRemote
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
    if (page !== undefined && page.pages.presenter === undefined) {
      toast('The presenter view is for whoever gives the talk.')
      return
    }
    const place = windows.role === 'audience' || windows.connected ? undefined : await otherScreen(window)
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
      if (follows) {
        alone = live !== undefined && (live.state.place.slide !== place.slide || live.state.place.step !== place.step)
        link?.browse(alone)
        return
      }
      const { zoom: _, timer, place: from, ...rest } = session.state
      const begins =
        (windows.role !== '' || page !== undefined) &&
        timer.startedAt === undefined &&
        timer.countedMs === 0 &&
        isFirst(from)
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

/** Pages that a server has for the roles; whoever only follows, or holds a phone, has no windows. */
function rolePages({ role, pages }: StagePage): RolePages {
  const own = role === 'presenter' || role === 'audience' ? role : ''
  return { role: own, addressOf: (wanted) => pages[wanted] }
}

function isFirst({ slide, step }: Place): boolean {
  return slide === 0 && step === 0
}

/** How often the clock and the timer are looked at. */
const tickMs = 250
