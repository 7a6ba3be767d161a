import { buildDigits } from '../dom/digits.js'
import { toggleFullScreen } from '../dom/fullScreen.js'
import { root } from '../dom/page.js'
import type { Present } from '../present/present.js'
import { buildGoTo } from './goTo.js'
import { buildHelp } from './help.js'
import type { Interface } from './interface.js'
import type { Command } from './keys.js'
import { buildOverview } from './overview.js'
import { nextPlace, type Place, previousPlace } from './place.js'
import { buildReading, type Reading } from './reading.js'
import type { Talk } from './talk.js'
import { tellPlace } from './tell.js'

/** What can be asked of a running player. */
export interface Commands {
  run(command: Command): void
  readonly reading: Reading
  /** Goes somewhere else in the deck, out of whatever is open. */
  goTo(to: Place): void
  /** Takes a key that means something to what is open or half typed; true when it was used. */
  takeKey(key: string): boolean
  /** Gives every slide a button, or takes care of them after the presenter view has come or gone. */
  thumbnails(): void
  /** Puts what is open in order after the deck has changed. */
  renew(): void
}

/** What needs one slide that fills the window. */
const onOneSlide = /^(?:black|white|laser|draw|erase|zoom|presenter)$/

/** Builds what can be opened over the talk, and says what every command does. */
export function buildCommands(talk: Talk, ui: Interface, present: Present): Commands {
  const { deck } = talk
  const say = (text: string): void => {
    ui.status.textContent = text
  }
  const sayPlace = (): void => tellPlace(deck, ui, talk.place())
  const digits = buildDigits(ui.container, (slide) => goTo({ slide: slide - 1, step: 0 }))
  const overview = buildOverview(talk, (open) => {
    if (open) say(`Overview: ${deck.slides.length} slides`)
    else sayPlace()
    if (!open) reading.moved(talk.place())
    present.refresh()
  })
  const reading = buildReading(talk, ui.controls.querySelector('[data-command=reading]'))
  const finder = buildGoTo(talk, ui.container)
  const openHelp = buildHelp(ui.container)

  /** Moving takes away what hides the slide: nobody talks to a black screen without knowing. */
  const uncover = (): void => {
    present.uncover()
    overview.close()
  }
  const goTo = (to: Place): void => {
    uncover()
    talk.jump(to)
  }
  const move = (to: Place): void => {
    uncover()
    talk.move(to)
  }
  const cover = (colour: 'black' | 'white'): void => {
    overview.close()
    const shown = present.cover(colour)
    if (shown === '') sayPlace()
    else say(`The screen is ${shown}`)
  }
  const does: Readonly<Record<Command, () => void>> = {
    next: () => move(nextPlace(talk.place(), talk.steps)),
    previous: () => move(previousPlace(talk.place(), talk.steps)),
    nextSlide: () => move({ slide: talk.place().slide + 1, step: 0 }),
    previousSlide: () => move({ slide: talk.place().slide - 1, step: 0 }),
    first: () => goTo({ slide: 0, step: 0 }),
    last: () => goTo({ slide: deck.slides.length - 1, step: 0 }),
    goTo: finder.open,
    back: () => {
      uncover()
      talk.back()
    },
    overview: () => {
      present.uncover()
      if (!overview.close()) overview.open()
    },
    fullScreen: toggleFullScreen,
    black: () => cover('black'),
    white: () => cover('white'),
    ...present.does,
    scheme: () => {
      present.does.scheme()
      say(present.session.state.scheme === 'dark' ? 'Dark' : 'Light')
    },
    reading: () => {
      overview.close()
      // Windows of a talk that is being given show what the speaker shows.
      if (root.dataset.role === undefined) reading.toggle()
    },
    help: openHelp,
    close: () => {
      if (present.uncover()) sayPlace()
      else if (!overview.close() && !present.close()) reading.close()
    },
  }
  return {
    reading,
    run: (command) => {
      // A half typed number is forgotten by everything else; Esc closes only one thing.
      if (digits.clear() && command === 'close') return
      if (reading.isOpen() && onOneSlide.test(command)) reading.close()
      const isStep = command === 'next' || command === 'previous'
      does[isStep && reading.isOpen() ? (`${command}Slide` as const) : command]()
    },
    goTo,
    takeKey: (key) => digits.press(key) || (overview.isOpen() && overview.press(key)) || present.takeKey(key),
    thumbnails: overview.begin,
    renew: () => {
      overview.renew()
      finder.renew()
      present.renew()
    },
  }
}
