import { describe, expect, test } from 'vitest'
import { bindings, type Command, commandOf } from '../../src/client/player/keys.js'

const press = (key: string, shiftKey = false, code = ''): Command | undefined => commandOf({ key, shiftKey, code })

describe('the keys of the player', () => {
  test.each<[Command, string[]]>([
    ['next', ['ArrowRight', 'ArrowDown', ' ', 'n', 'PageDown', 'Enter']],
    ['previous', ['ArrowLeft', 'ArrowUp', 'Backspace', 'PageUp']],
    ['first', ['Home']],
    ['last', ['End']],
    ['goTo', ['g']],
    ['overview', ['o']],
    ['fullScreen', ['f']],
    ['black', ['b', '.']],
    ['white', ['w', ',']],
    ['back', ['`']],
    ['help', ['?']],
    ['close', ['Escape']],
  ])('%s is %j', (command, keys) => {
    expect(keys.map((key) => press(key))).toEqual(keys.map(() => command))
  })

  test('Shift skips steps, turns the space bar round and changes the colours', () => {
    expect(press('ArrowRight', true)).toBe('nextSlide')
    expect(press('ArrowLeft', true)).toBe('previousSlide')
    expect(press(' ', true)).toBe('previous')
    expect(press('D', true)).toBe('scheme')
    expect(press('?', true)).toBe('help')
  })

  test('capital letters by Caps Lock mean the letter, letters with Shift mean nothing', () => {
    expect(press('O')).toBe('overview')
    expect(press('O', true)).toBeUndefined()
  })

  test('the speaker has keys for the presenter view, the pointer and the timer', () => {
    const keys = { p: 'presenter', s: 'presenter', l: 'laser', d: 'draw', e: 'erase', z: 'zoom', t: 'timer', x: 'swap' }
    for (const [key, command] of Object.entries(keys)) expect(press(key)).toBe(command)
    expect([press('T', true), press('+'), press('+', true), press('='), press('-')]).toEqual([
      'resetTimer',
      'bigger',
      'bigger',
      'bigger',
      'smaller',
    ])
  })

  test('other keys are left alone', () => {
    for (const key of ['q', 'v', 'Tab', 'F1', 'constructor']) expect(press(key)).toBeUndefined()
  })

  test('keyboards of other scripts and dead keys work by the place of the key', () => {
    expect(press('щ', false, 'KeyO')).toBe('overview')
    expect(press('Dead', false, 'Backquote')).toBe('back')
  })

  test('the help says something about every binding', () => {
    expect(bindings.every(({ does, shown }) => does !== '' && shown.length > 0)).toBe(true)
  })
})
