import type { StagePage } from '../../model/protocol/show.js'
import { onDocument, root } from '../dom/page.js'
import { defineMarpElements } from '../fitting/marp.js'
import { startPlayer } from '../player/start.js'
import { buildFilms } from '../present/films/films.js'
import { buildInbound } from '../present/inbound.js'
import { buildRemote } from '../present/remote/remoteView.js'
import type { StageEvents } from '../present/stageHooks.js'
import { connectStage } from '../present/stageLink.js'

// The player of a talk that a server presents. See `player.ts` for why it stands in the head.
root.dataset.lectern = 'loading'
const replaceMarpElements = defineMarpElements()

onDocument('DOMContentLoaded', () => {
  replaceMarpElements()
  try {
    const page = readStagePage()
    const stage = page && {
      page,
      connect: (events: StageEvents) => connectStage(page, events),
      buildHearing: buildInbound,
      buildRemote,
    }
    startPlayer({ buildFilms, ...(stage === undefined ? {} : { stage }) })
    root.dataset.lectern = 'ready'
  } catch (error) {
    delete root.dataset.lectern
    throw error
  }
})

/** What the server wrote into its own page; `undefined` when it is another's. */
function readStagePage(): StagePage | undefined {
  const main = root.querySelector<HTMLElement>(':scope > body > main#lectern-deck')
  try {
    const page: unknown = JSON.parse(main?.dataset.stage ?? '')
    return typeof page === 'object' && page !== null && 'role' in page && 'channel' in page
      ? (page as StagePage)
      : undefined
  } catch {
    return undefined
  }
}
