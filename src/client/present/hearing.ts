import type { ShowMessage, ShowState, Stamp } from '../../model/show.js'
import type { Place } from '../place.js'
import type { Session } from './session.js'
import type { StageLink } from './stageHooks.js'

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

/** Builds it. */
export function buildHearing({ session, follows, link }: HearingContext): Hearing {
  /** What the speaker shows, for somebody who follows and may look elsewhere meanwhile. */
  let live: { readonly stamp: Stamp; readonly state: ShowState } | undefined
  let alone = false
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
  return {
    hear,
    wander: ({ slide, step }) => {
      if (!follows) return false
      const at = live?.state.place
      alone = at !== undefined && (at.slide !== slide || at.step !== step)
      link()?.browse(alone)
      return true
    },
    join: () => {
      alone = false
      link()?.browse(false)
      if (live !== undefined) session.adopt(live.stamp, live.state)
    },
  }
}
