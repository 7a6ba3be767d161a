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

/** Most lines: people read the keys as they are, letters in upper case. */
const line = (command: Command, does: string, keys: readonly string[], more: Partial<Binding> = {}): Binding => ({
  command,
  does,
  keys,
  shown: keys.map((key) => (key.length === 1 ? key.toUpperCase() : key)),
  ...more,
})

/** Every key that the player knows, in the order of the help. */
export const bindings: readonly Binding[] = [
  line('next', 'Next step', ['ArrowRight', 'ArrowDown', ' ', 'n', 'PageDown', 'Enter'], {
    heading: 'Move',
    shown: ['→', '↓', 'Space', 'N', 'Page Down', 'Enter'],
  }),
  line('previous', 'Previous step', ['ArrowLeft', 'ArrowUp', 'Backspace', 'PageUp'], {
    shiftKeys: [' '],
    shown: ['←', '↑', 'Shift Space', 'Backspace', 'Page Up'],
  }),
  line('nextSlide', 'Skip to the next slide', [], { shiftKeys: ['ArrowRight'], shown: ['Shift →'] }),
  line('previousSlide', 'Skip to the previous slide', [], { shiftKeys: ['ArrowLeft'], shown: ['Shift ←'] }),
  line('first', 'First slide', ['Home']),
  line('last', 'Last slide', ['End']),
  line('goTo', 'Go to a slide', ['g'], { shown: ['G', '1 2 Enter'] }),
  line('back', 'Back to the previous position', ['`']),
  line('overview', 'Overview', ['o']),
  line('fullScreen', 'Full screen', ['f'], { heading: 'Show' }),
  line('reading', 'Reading view', ['r']),
  line('black', 'Black screen', ['b', '.']),
  line('white', 'White screen', ['w', ',']),
  line('laser', 'Laser pointer', ['l']),
  line('draw', 'Draw', ['d']),
  line('erase', 'Erase', ['e']),
  line('undo', 'Undo drawing or erasing', [], { shown: ['Ctrl Z'] }),
  line('zoom', 'Zoom at the pointer', ['z']),
  line('scheme', 'Switch between dark and light', [], { shiftKeys: ['d'], shown: ['Shift D'] }),
  line('presenter', 'Presenter view', ['p', 's'], { heading: 'Present' }),
  line('swap', 'Swap presenter view and slides', ['x']),
  line('timer', 'Start or pause the timer', ['t']),
  line('resetTimer', 'Reset the timer', [], { shiftKeys: ['t'], shown: ['Shift T'] }),
  line('bigger', 'Larger notes', ['+', '='], { shiftKeys: ['+'], shown: ['+'] }),
  line('smaller', 'Smaller notes', ['-']),
  line('help', 'This help', ['?'], { heading: 'More' }),
  line('close', 'Close the current view', ['Escape'], { shown: ['Esc'] }),
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
