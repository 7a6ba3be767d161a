import type { ShowMessage, ShowState } from '../../model/protocol/show.js'
import { setScheme } from '../dom/scheme.js'
import { buildToast } from '../dom/toast.js'
import { buildBlank } from '../player/blank.js'
import type { Interface } from '../player/interface.js'
import type { Command, PresentCommand } from '../player/keys.js'
import type { Place } from '../player/place.js'
import type { Talk } from '../player/talk.js'
import { tellPlace } from '../player/tell.js'
import { buildCommands } from './commands.js'
import type { BuildFilms, Films } from './films/filmHooks.js'
import { buildInkLayer } from './ink/inkLayer.js'
import { openMemory } from './memory.js'
import { buildPaintSchedule } from './paintSchedule.js'
import { openSession, type Session } from './session.js'
import type { StageHooks, StageLink } from './stageHooks.js'
import { stateAfterMove } from './stateAfterMove.js'
import { buildDesk } from './view/desk.js'
import { buildFraming } from './view/frame.js'
import { buildToolbar } from './view/toolbar.js'
import { buildTools } from './view/tools.js'
import { buildView, type ViewContext } from './view/view.js'
import { keepAwake } from './wakeLock.js'
import { openWindows, otherRole, rolePages, type Windows } from './windows.js'

/** Giving the talk: what several windows share, and what the speaker has besides the slides. */
export interface Present {
  readonly session: Session
  /** What its commands do. */
  readonly does: Readonly<Record<PresentCommand, () => void>>
  /** The talk is somewhere else now: tells the others, and has `show` show it here. */
  moved(to: Place, show: () => void): void
  /** Takes the screen's cover away; true when there was one. */
  uncover(): boolean
  /** Covers the screen, or uncovers it when it has that colour. Gives the colour that shows now. */
  cover(colour: 'black' | 'white'): '' | 'black' | 'white'
  /** Puts the tool away, or ends the enlargement; false when there was neither. */
  close(): boolean
  /** Takes a key that means something to a film (`KeyboardEvent.key`); true when it was used. */
  takeKey(key: string): boolean
  /** Brings what the speaker sees up to date. */
  refresh(): void
  /** The deck has changed. */
  renew(): void
}

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
  /** Absent where no slide has a film or a sound. */
  readonly buildFilms?: BuildFilms
}

/** Builds it, in the role that this window has. */
export function buildPresent({ talk, ui, run, go, thumbnails, stage, buildFilms }: PresentContext): Present {
  const page = stage?.page
  const isRemote = page?.role === 'remote'
  const follows = page?.role === 'follower'
  const layer = buildInkLayer()
  const blank = buildBlank(ui.container, () => run('close'))
  ui.container.prepend(layer.element)
  const toast = buildToast(ui.container, 'lectern-toast')
  const frame = buildFraming()
  const painter = buildPaintSchedule(
    () => {
      const { zoom } = session.state
      frame(desk.isOpen ? undefined : talk.deck.slides[talk.place().slide]?.content, zoom)
      layer.frame(zoom)
      layer.show(talk.place().slide, session.ink)
      toolbar.refresh()
      if (desk.isOpen) view.refresh()
      films?.refresh()
    },
    () => windows.role === 'presenter' && windows.connected,
  )
  const look = (state: ShowState): void => {
    blank.show(state.blank)
    if (state.scheme !== '') setScheme(state.scheme)
  }
  let applying = false
  const session = openSession(talk.place(), {
    changed: (state, remote) => {
      look(state)
      applying = remote
      if (remote) talk.move(state.place)
      applying = false
      painter.soon()
    },
    inked: painter.soon,
    pointed: (at) => {
      layer.point(at)
      view.point(at)
    },
    send: (message) => {
      windows.send(message)
      if (!follows) link?.send(message)
    },
  })
  const hearing = stage?.buildHearing({ session, follows, link: () => link })
  /** This window has heard what others show. */
  let isTogether = false
  const hear = (message: ShowMessage): ShowMessage | undefined => {
    isTogether = true
    return (hearing?.hear ?? session.receive)(message)
  }
  const windows: Windows = openWindows(
    {
      heard: (message, source) => {
        if (message.type === 'swap') {
          windows.become(otherRole(windows.role))
          return
        }
        const news = hear(message)
        if (news === undefined) return
        windows.send(news, source)
        if (!follows && news.type !== 'laser') link?.send(news)
      },
      shown: painter.settle,
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
    changed: painter.soon,
    join: () => hearing?.join(),
  })
  const tools = buildTools({
    session,
    slide: () => talk.place().slide,
    changed: painter.soon,
  })
  tools.attach(layer)
  const toolbar = buildToolbar(tools, run)
  toolbar.element.id = 'lectern-tools'
  ui.container.append(toolbar.element)
  const hasAudience = (): boolean => windows.connected || (link?.connection === 'on' && link.followers > 0)
  const films: Films | undefined = buildFilms?.({
    talk,
    session,
    container: ui.container,
    isViewer: follows,
    isRemote,
    isTogether: () => isTogether,
    hasAudience,
  })
  const context: ViewContext = {
    container: ui.container,
    talk,
    session,
    tools,
    run,
    go,
    memory: openMemory('browser'),
    toggleTimer: () => run('timer'),
    hasAudience,
    openAudience: () => run('presenter'),
    ...(link === undefined ? {} : { extra: link.bar }),
    ...(films === undefined ? {} : { films }),
  }
  const view =
    isRemote && stage !== undefined && link !== undefined ? stage.buildRemote(context, link) : buildView(context)
  const desk = buildDesk(view)
  const isPresenting = (): boolean => windows.role !== '' || page !== undefined
  const wake = keepAwake(isPresenting)
  const arrange = (): void => {
    wake()
    if (desk.set(windows.role === 'presenter' || isRemote)) {
      thumbnails()
      tellPlace(talk.deck, ui, talk.place())
    }
    painter.soon()
  }
  look(session.state)
  arrange()

  return {
    session,
    moved: (place, show) => {
      const moment = { now: Date.now(), presenting: isPresenting() }
      // Others first: they wait for longer than this window does.
      if (!applying && !hearing?.wander(place)) session.set(stateAfterMove(session.state, place, moment))
      painter.place(show, !applying)
      painter.soon()
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
    takeKey: (key) => films?.press(key) === true,
    refresh: painter.soon,
    renew: () => {
      view.forget()
      painter.soon()
    },
    does: buildCommands({
      talk,
      session,
      tools,
      windows,
      view,
      toast,
      mayPresent: page === undefined || page.pages.presenter !== undefined,
    }),
  }
}
