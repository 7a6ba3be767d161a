import type { Memo } from '../../model/memo.js'

/** A memo for decks that are compiled again and again. */
export interface GenerationalMemo extends Memo {
  /** Said after each compile: what none of the last few has asked for is forgotten, so that it never grows. */
  turn(): void
}

/** Compiles after which what was not asked for becomes old, and after which what is old is forgotten. */
const turnsPerGeneration = 8

/** Makes a memo that gives what `behind` has at first. */
export function generationalMemo(behind: Memo): GenerationalMemo {
  let source: Memo | undefined = behind
  let young = new Map<string, string>()
  let old = new Map<string, string>()
  let turns = 0
  return {
    get(key) {
      const known = young.get(key)
      if (known !== undefined) return known
      const value = old.get(key) ?? source?.get(key)
      if (value !== undefined) young.set(key, value)
      return value
    },
    set(key, value) {
      young.set(key, value)
      source?.set(key, value)
    },
    turn() {
      turns += 1
      // All that this deck needs has been asked for by now.
      source = undefined
      if (turns % turnsPerGeneration !== 0) return
      old = young
      young = new Map()
    },
  }
}
