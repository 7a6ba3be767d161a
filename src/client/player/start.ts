import { onWindow, root } from '../dom/page.js'
import { restoreScheme } from '../dom/scheme.js'
import { keepFittingBoxes } from '../fitting/fitting.js'
import { shrinkSlides } from '../fitting/shrink.js'
import type { BuildFilms } from '../present/films/filmHooks.js'
import { buildPresent, type Present } from '../present/present.js'
import type { StageHooks } from '../present/stageHooks.js'
import { readAddress, writeAddress } from './address.js'
import { watchActivity } from './awake.js'
import { buildCommands, type Commands } from './commands.js'
import { buildInterface, type Interface } from './interface.js'
import { listenToKeys } from './keyboard.js'
import type { Command } from './keys.js'
import type { Place } from './place.js'
import { readDeck } from './slides.js'
import { hideOthers, showSteps } from './stage.js'
import { beginTalk, type Talk } from './talk.js'
import { setTitle, tellPlace } from './tell.js'
import { listenToTouch } from './touch.js'
import { buildScene } from './transition.js'

/** A running player, for what is built around it. */
export interface Player {
  readonly talk: Talk
  readonly ui: Interface
  readonly commands: Commands
  /** Calls `listener` for every change of place from now on. */
  listen(listener: (to: Place) => void): void
  /**
   * Follows a change of the deck's sections: `changed` are those with other content, `placeOf` gives the new place of an
   * old one.
   */
  renew(changed: ReadonlySet<Element>, placeOf: (old: Place) => Place): void
}

/** What only some players have. */
export interface PlayerParts {
  /** Of a talk that a server presents. */
  readonly stage?: StageHooks
  /** Of decks with films or sounds. */
  readonly buildFilms?: BuildFilms
}

/** Puts the player together: reads the deck, shows the place of the address, and listens. `undefined`: there is no slide. */
export function startPlayer(parts: PlayerParts = {}): Player | undefined {
  const deck = readDeck()
  if (deck === undefined || deck.slides.length === 0) return undefined
  restoreScheme()
  hideOthers(deck.slides)
  const run = (command: Command): void => commands.run(command)
  const ui = buildInterface(run)
  deck.main.after(ui.container)
  const show = buildScene(deck)
  let present: Present | undefined
  const listeners: ((to: Place) => void)[] = []
  const showHere = (to: Place, atOnce: boolean): void => {
    show(to, atOnce)
    tellPlace(deck, ui, to)
    writeAddress(to)
    for (const listener of listeners) listener(to)
  }
  const talk = beginTalk(deck, readAddress(deck) ?? { slide: 0, step: 0 }, (to, atOnce) => {
    const shown = (): void => showHere(to, atOnce)
    if (present === undefined) shown()
    else present.moved(to, shown)
  })
  present = buildPresent({
    talk,
    ui,
    run,
    go: (hash) => {
      const to = readAddress(deck, hash)
      if (to !== undefined) commands.goTo(to)
    },
    // Asked for while this is still being put together.
    thumbnails: () => queueMicrotask(() => commands.thumbnails()),
    ...parts,
  })
  const commands = buildCommands(talk, ui, present)
  const showStep = (step: number): void => {
    const current = deck.slides[talk.place().slide]
    if (current !== undefined) showSteps(current, step)
  }

  listenToKeys({ first: commands.takeKey, run })
  const { wake } = watchActivity()
  listenToTouch(deck.main, {
    isActive: () => (root.dataset.view ?? 'reading') === 'reading',
    controlsHidden: () => getComputedStyle(ui.controls).pointerEvents === 'none',
    wake,
    run,
  })
  onWindow('hashchange', () => {
    const to = readAddress(deck)
    // It comes late: whoever is there already may have opened something meanwhile, which moving would close.
    const { slide, step } = talk.place()
    if (to !== undefined && (to.slide !== slide || to.step !== step)) commands.goTo(to)
    // An address that means nothing here, or too much, is put right.
    writeAddress(talk.place())
  })
  // Printers and "Save as PDF" name the file after the title.
  onWindow('beforeprint', () => {
    setTitle(deck.title)
    showStep(Number.POSITIVE_INFINITY)
  })
  onWindow('afterprint', () => {
    tellPlace(deck, ui, talk.place())
    showStep(talk.place().step)
  })
  listeners.push(commands.reading.moved)
  commands.reading.begin()
  const shrinkAgain = shrinkSlides()
  keepFittingBoxes(deck.slides, () => {
    root.dataset.printable = ''
  })
  return {
    talk,
    ui,
    commands,
    listen: (listener) => void listeners.push(listener),
    renew: (changed, placeOf) => {
      const read = deck.renew(changed)
      hideOthers(read)
      talk.renew(placeOf)
      commands.renew()
      keepFittingBoxes(read, () => undefined)
      shrinkAgain()
    },
  }
}
