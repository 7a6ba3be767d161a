import type { Source } from '../../model/source.js'
import { needsBrowser } from './buildDeck.js'
import type { Run } from './buildRun.js'
import { findStamp, type StampPlace, textHash } from './stamp.js'
import { isRemembered, type Target } from './targets.js'

/** In which order decks are best built, and what was made of them before. */
export interface Order {
  readonly sources: readonly Source[]
  readonly stamps: ReadonlyMap<Target, StampPlace>
}

/**
 * Puts the decks whose text has changed first, in their order, and starts the browser when one of them needs it: it starts and
 * prints while the others are looked at. What else may have changed (pictures, themes) is found later, deck by deck.
 */
export async function staleFirst(
  sources: readonly Source[],
  targets: ReadonlyMap<Source, readonly Target[]>,
  run: Run,
): Promise<Order> {
  const late = new Set<Source>()
  const stamps = new Map<Target, StampPlace>()
  const look = async (source: Source, target: Target): Promise<void> => {
    const place = isRemembered(source, target) ? await findStamp(target, source.path, run) : undefined
    if (place !== undefined) stamps.set(target, place)
    if (!run.settings.force && place?.stamp !== undefined && place.stamp.text === textHash(source)) return
    late.add(source)
    if (needsBrowser(target)) run.browser.start()
  }
  await Promise.all(sources.flatMap((source) => (targets.get(source) ?? []).map((target) => look(source, target))))
  return { sources: [...sources].sort((one, other) => Number(late.has(other)) - Number(late.has(one))), stamps }
}
