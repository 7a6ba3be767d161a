import { toggleScheme } from '../dom/scheme.js'
import type { PresentCommand } from '../player/keys.js'
import type { Talk } from '../player/talk.js'
import { otherScreen } from './secondScreen.js'
import type { Session } from './session.js'
import { slideSize } from './view/frame.js'
import { elapsedMs, formatTime, freshTimer, toggleTimer } from './view/timer.js'
import type { Tools } from './view/tools.js'
import type { PresenterView } from './view/view.js'
import { otherRole, type Windows } from './windows.js'

export interface CommandsContext {
  readonly talk: Talk
  readonly session: Session
  readonly tools: Tools
  readonly windows: Windows
  readonly view: PresenterView
  /** False where only somebody else gives the talk. */
  readonly mayPresent: boolean
  toast(text: string): void
}

/** Says what each command of giving a talk does. */
export function buildCommands(context: CommandsContext): Readonly<Record<PresentCommand, () => void>> {
  const { talk, session, tools, windows, view, mayPresent, toast } = context
  const open = async (): Promise<void> => {
    if (!mayPresent) {
      toast('The presenter view is for the speaker only.')
      return
    }
    // With two screens the slides go to the other one, and the speaker's view to the one where the slides are not.
    const place = windows.connected
      ? undefined
      : await otherScreen(windows.role === 'audience' ? 'presenter' : 'audience')
    if (windows.open(place)) return
    toast('The browser blocked the window. Allow pop-ups, then press P again.')
  }
  const setTimer = (timer: typeof freshTimer): void => {
    session.change({ timer })
    if (windows.role === 'presenter') return
    const time = formatTime(elapsedMs(timer, Date.now()))
    toast(timer.startedAt === undefined ? `Timer paused at ${time}` : `Timer running from ${time}`)
  }
  return {
    presenter: () => void open(),
    swap: () => {
      if (!windows.connected) {
        toast('No other window to swap with.')
        return
      }
      windows.send({ type: 'swap' })
      windows.become(otherRole(windows.role))
    },
    laser: () => tools.toggle('laser'),
    draw: () => tools.toggle('pen'),
    erase: () => tools.toggle('eraser'),
    undo: () => void tools.undo(),
    clearInk: () => tools.clear(talk.place().slide),
    zoom: () => {
      const { width, height } = slideSize()
      if (session.state.zoom !== undefined) session.unzoom()
      else session.change({ zoom: tools.pointer() ?? { x: width / 2, y: height / 2 } })
    },
    scheme: () => session.change({ scheme: toggleScheme() }),
    timer: () => setTimer(toggleTimer(session.state.timer, Date.now())),
    resetTimer: () => setTimer(freshTimer),
    bigger: () => view.resizeNotes(1),
    smaller: () => view.resizeNotes(-1),
  }
}
