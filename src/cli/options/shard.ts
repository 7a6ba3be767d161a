/** One of several machines that build the decks of a project together. Both count from 1. */
export interface Shard {
  readonly number: number
  readonly of: number
}

/** The decks of one machine. Taken in turn, so that decks that lie side by side, and are often alike, are spread. */
export function shardOf<Deck>(decks: readonly Deck[], shard: Shard | undefined): Deck[] {
  return decks.filter((_, index) => shard === undefined || index % shard.of === shard.number - 1)
}
