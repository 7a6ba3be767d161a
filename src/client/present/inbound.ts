import type { ShowMessage, ShowState, Stamp } from '../../model/protocol/show.js'
import type { Hearing, HearingContext } from './stageHooks.js'

/** Takes in what others say of the talk as somebody who follows, or who drives. */
export function buildInbound({ session, follows, link }: HearingContext): Hearing {
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
