import { readAddress, writeAddress } from './address.js'
import { watchActivity } from './awake.js'
import { buildCommands } from './commands.js'
import { keepFittingBoxes } from './fitting.js'
import { buildInterface } from './interface.js'
import { listenToKeys } from './keyboard.js'
import type { Command } from './keys.js'
import { onWindow, root } from './page.js'
import { restoreScheme } from './scheme.js'
import { readDeck } from './slides.js'
import { hideAll, showPlace } from './stage.js'
import { beginTalk } from './talk.js'
import { setTitle, tellPlace } from './tell.js'
import { listenToTouch } from './touch.js'

/** Puts the player together: reads the deck, shows the place of the address, and listens. */
export function startPlayer(): void {
  const deck = readDeck()
  if (deck === undefined || deck.slides.length === 0) return
  restoreScheme()
  hideAll(deck)
  const run = (command: Command): void => commands.run(command)
  const ui = buildInterface(run)
  deck.main.after(ui.container)
  const talk = beginTalk(deck, readAddress(deck) ?? { slide: 0, step: 0 }, (to, from) => {
    showPlace(deck, from, to)
    tellPlace(deck, ui, to)
    writeAddress(to)
  })
  const commands = buildCommands(talk, ui)

  listenToKeys({ first: commands.takeKey, run })
  const { wake } = watchActivity()
  listenToTouch(deck.main, {
    isActive: () => root.dataset.view === undefined,
    controlsHidden: () => getComputedStyle(ui.controls).pointerEvents === 'none',
    wake,
    run,
  })
  onWindow('hashchange', () => {
    const to = readAddress(deck)
    if (to !== undefined) commands.goTo(to)
    // An address that means nothing here, or too much, is put right.
    writeAddress(talk.place())
  })
  // Printers and "Save as PDF" name the file after the title.
  onWindow('beforeprint', () => setTitle(deck.title))
  onWindow('afterprint', () => tellPlace(deck, ui, talk.place()))
  keepFittingBoxes(deck, () => {
    root.dataset.printable = ''
  })
}
