import type { Talk } from '../../player/talk.js'
import type { Session } from '../session.js'

/** What plays the films and sounds of a talk in all of its windows; absent in the player of a deck without any. */
export interface Films {
  /** Transport bar, for the view of a slide in which the copies are. */
  readonly bar: HTMLElement
  /** Plays, pauses and seeks what the slide that shows has, as the state of the talk says. */
  refresh(): void
  /** Takes a key (`KeyboardEvent.key`); true when it was used. */
  press(key: string): boolean
}

export interface FilmsContext {
  readonly talk: Talk
  readonly session: Session
  /** Holds what is not the deck. */
  readonly container: HTMLElement
  /** Only follows, silently, and changes nothing. */
  readonly isViewer: boolean
  /** A phone: it starts and stops films, and plays none. */
  readonly isRemote: boolean
  /** True as soon as this window knows what the others show. */
  isTogether(): boolean
  /** True while there is a window for the audience. */
  hasAudience(): boolean
}

export type BuildFilms = (context: FilmsContext) => Films
