import { onDocument, root } from '../dom/page.js'
import { defineMarpElements } from '../fitting/marp.js'
import { answerEditor } from '../live/frame.js'
import { buildPanel } from '../live/panel/panel.js'
import { holdDeckStyle } from '../live/patch/deckStyle.js'
import { readLivePage } from '../live/patch/parse.js'
import { createPatcher } from '../live/patch/patcher.js'
import { keepUpToDate } from '../live/session.js'
import { startPlayer } from '../player/start.js'
import { buildFilms } from '../present/films/films.js'

// The player, and what follows the deck while it is written. See `player.ts` for why it stands in the head.
root.dataset.lectern = 'loading'
const replaceMarpElements = defineMarpElements({ restless: true })
const style = holdDeckStyle()

onDocument('DOMContentLoaded', () => {
  replaceMarpElements()
  try {
    const player = startPlayer({ buildFilms })
    root.dataset.lectern = 'ready'
    const main = root.querySelector<HTMLElement>(':scope > body > main#lectern-deck')
    const page = readLivePage(main?.dataset.live)
    if (main === null || page === undefined || style === undefined) return
    const patcher = player === undefined ? undefined : createPatcher(player, style)
    if (player !== undefined) answerEditor(player)
    keepUpToDate(page, buildPanel(main, page, player), patcher)
  } catch (error) {
    delete root.dataset.lectern
    throw error
  }
})
