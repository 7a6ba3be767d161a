import type { Deck } from '../../model/deck.js'
import type { Problem } from '../../model/problem.js'

/** A deck with everything that was found in it. */
export interface Reported {
  readonly deck: Pick<Deck, 'file' | 'name' | 'meta' | 'size' | 'slides'>
  readonly problems: readonly Problem[]
  /** Slides that had to be laid out; the others were remembered. */
  readonly measured: number
  /** How many problems `check-disable` and the baseline keep quiet. */
  readonly quiet: number
}
