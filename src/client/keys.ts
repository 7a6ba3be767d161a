/** What a key or a button can ask the player to do. */
export type Command =
  | 'next'
  | 'previous'
  | 'nextSlide'
  | 'previousSlide'
  | 'first'
  | 'last'
  | 'goTo'
  | 'overview'
  | 'fullScreen'
  | 'reading'
  | 'black'
  | 'white'
  | 'back'
  | 'help'
  | 'close'
  | PresentCommand

/** What giving a talk adds to looking at one. */
export type PresentCommand =
  | 'presenter'
  | 'swap'
  | 'laser'
  | 'draw'
  | 'erase'
  | 'undo'
  | 'clearInk'
  | 'zoom'
  | 'timer'
  | 'resetTimer'
  | 'bigger'
  | 'smaller'
  | 'scheme'

/** What a keyboard event is asked for. */
export interface KeyPress {
  readonly key: string
  readonly code: string
  readonly shiftKey: boolean
}

/** The command of a key press without Ctrl, Alt or Meta; `undefined` when the key is not ours. */
export function commandOf(press: KeyPress): Command | undefined {
  const key = latinKey(press)
  const withShift = shifted.get(key)
  if (press.shiftKey && withShift !== undefined) return withShift
  // Shift makes another letter of a letter, but `?`, `.` and the like come with or without it, as the keyboard has them.
  return press.shiftKey && /^[a-z]$/.test(key) ? undefined : plain.get(key)
}

/** One line of the key table. */
export interface Binding {
  readonly command: Command
  /** `KeyboardEvent.key` values, letters in lower case. */
  readonly keys: readonly string[]
  /** Values that need Shift. */
  readonly shiftKeys?: readonly string[]
  readonly does: string
  /** Begins a part of the help. */
  readonly heading?: string
  /** The keys as people read them; each is one key or keys held together. */
  readonly shown: readonly string[]
}

/** Every key that the player knows, in the order of the help. */
export const bindings: readonly Binding[] = [
  {
    heading: 'Move',
    command: 'next',
    keys: ['ArrowRight', 'ArrowDown', ' ', 'n', 'PageDown', 'Enter'],
    does: 'Next step',
    shown: ['→', '↓', 'Space', 'N', 'Page Down', 'Enter'],
  },
  {
    command: 'previous',
    keys: ['ArrowLeft', 'ArrowUp', 'Backspace', 'PageUp'],
    shiftKeys: [' '],
    does: 'Previous step',
    shown: ['←', '↑', 'Shift Space', 'Backspace', 'Page Up'],
  },
  { command: 'nextSlide', keys: [], shiftKeys: ['ArrowRight'], does: 'Next slide, skipping steps', shown: ['Shift →'] },
  {
    command: 'previousSlide',
    keys: [],
    shiftKeys: ['ArrowLeft'],
    does: 'Previous slide, skipping steps',
    shown: ['Shift ←'],
  },
  { command: 'first', keys: ['Home'], does: 'First slide', shown: ['Home'] },
  { command: 'last', keys: ['End'], does: 'Last slide', shown: ['End'] },
  { command: 'goTo', keys: ['g'], does: 'Go to a slide by number or title', shown: ['G', '1 2 Enter'] },
  { command: 'back', keys: ['`'], does: 'Back to the previous position', shown: ['`'] },
  { command: 'overview', keys: ['o'], does: 'Overview', shown: ['O'] },
  { heading: 'Show', command: 'fullScreen', keys: ['f'], does: 'Full screen', shown: ['F'] },
  { command: 'reading', keys: ['r'], does: 'Reading view', shown: ['R'] },
  { command: 'black', keys: ['b', '.'], does: 'Black screen', shown: ['B', '.'] },
  { command: 'white', keys: ['w', ','], does: 'White screen', shown: ['W', ','] },
  { command: 'laser', keys: ['l'], does: 'Laser pointer', shown: ['L'] },
  { command: 'draw', keys: ['d'], does: 'Draw', shown: ['D'] },
  { command: 'erase', keys: ['e'], does: 'Erase', shown: ['E'] },
  { command: 'undo', keys: [], does: 'Undo drawing or erasing', shown: ['Ctrl Z'] },
  { command: 'zoom', keys: ['z'], does: 'Zoom at the pointer', shown: ['Z'] },
  { command: 'scheme', keys: [], shiftKeys: ['d'], does: 'Switch between dark and light', shown: ['Shift D'] },
  { heading: 'Present', command: 'presenter', keys: ['p', 's'], does: 'Presenter view', shown: ['P', 'S'] },
  { command: 'swap', keys: ['x'], does: 'Swap presenter view and slides', shown: ['X'] },
  { command: 'timer', keys: ['t'], does: 'Start or pause the timer', shown: ['T'] },
  { command: 'resetTimer', keys: [], shiftKeys: ['t'], does: 'Reset the timer', shown: ['Shift T'] },
  { command: 'bigger', keys: ['+', '='], shiftKeys: ['+'], does: 'Larger notes', shown: ['+'] },
  { command: 'smaller', keys: ['-'], does: 'Smaller notes', shown: ['-'] },
  { heading: 'More', command: 'help', keys: ['?'], does: 'This help', shown: ['?'] },
  { command: 'close', keys: ['Escape'], does: 'Close the current view', shown: ['Esc'] },
]

/** Keyboards of other scripts name the letter they print; the place of the key still says which one is meant. */
function latinKey({ key, code }: KeyPress): string {
  if (key === 'Dead' && code === 'Backquote') return '`'
  if (key.length === 1 && key.charCodeAt(0) > 127 && /^Key[A-Z]$/.test(code)) return code.slice(3).toLowerCase()
  return key.length === 1 ? key.toLowerCase() : key
}

const plain: ReadonlyMap<string, Command> = new Map(
  bindings.flatMap(({ command, keys }) => keys.map((key) => [key, command] as const)),
)

const shifted: ReadonlyMap<string, Command> = new Map(
  bindings.flatMap(({ command, shiftKeys = [] }) => shiftKeys.map((key) => [key, command] as const)),
)
