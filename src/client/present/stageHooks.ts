import type { ShowMessage, StagePage } from '../../model/show.js'
import type { Connection } from '../live/channel.js'
import type { Hearing, HearingContext } from './hearing.js'
import type { PresenterView, ViewContext } from './view.js'

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
