import type { ShowMessage, StagePage } from '../../model/protocol/show.js'
import type { Connection } from '../live/channel.js'
import type { Place } from '../player/place.js'
import type { Session } from './session.js'
import type { PresenterView, ViewContext } from './view/view.js'

/** What a page has besides the windows when a server presents the talk. */
export interface StageHooks {
  readonly page: StagePage
  /** Connects the window with the server. */
  connect(events: StageEvents): StageLink
  /** Takes in what is said as the page's role wants it. */
  buildHearing(context: HearingContext): Hearing
  /** Builds the view of a phone. */
  buildRemote(context: ViewContext, link: StageLink): PresenterView
}

export interface StageEvents {
  /** Holds what the server has to say, for windows without a presenter view. */
  readonly container: HTMLElement
  heard(message: ShowMessage): void
  /** The connection, the number of followers or the deck has changed. */
  changed(): void
  /** First word on a connection. */
  hello(): ShowMessage
  /** Goes back to where the speaker is. */
  join(): void
}

/** The connection with the server. */
export interface StageLink {
  readonly connection: Connection
  /** Windows that show slides to an audience, as far as the server says. */
  readonly followers: number
  /** Element for the presenter's header. */
  readonly bar: HTMLElement
  send(message: ShowMessage): void
  /** Somebody who follows looks around on their own, or has come back. */
  browse(alone: boolean): void
}

/** What others say of the talk, taken in as the role of this window wants it. */
export interface Hearing {
  /** Takes in what another window or the server says; gives what is news for the others. */
  hear(message: ShowMessage): ShowMessage | undefined
  /** The window is somewhere else now. Whoever follows is with the speaker there, or alone; true when it was for them only. */
  wander(to: Place): boolean
  /** Goes back to where the speaker is. */
  join(): void
}

export interface HearingContext {
  readonly session: Session
  /** True for people who follow: they may look around, and change nothing. */
  readonly follows: boolean
  link(): StageLink | undefined
}
