import type { Slide } from '../../model/deck.js'
import type { Problem } from '../../model/problem.js'
import type { LiveHead, LiveSlide, Patch, Resync } from '../../model/protocol/live.js'
import { renderSection } from '../../render/player/player.js'
import { replacements } from '../deck/difference.js'
import type { Past } from '../deck/session.js'
import type { Shown } from '../deck/shown.js'

/** What a window may see. */
export interface Sight {
  readonly notes: boolean
  readonly problems: readonly Problem[]
}

/** From a deck of the past to the one that is shown. */
export function patchOf(before: Past, shown: Shown, sight: Sight): Patch {
  const found = replacements(before.hashes, shown.hashes)
  const had = new Set(before.hashes)
  const splices = found.map(({ at, remove, insert }) => ({
    at,
    remove,
    insert: insert.map((index) => slideOf(shown, index, sight, had)),
  }))
  const edited = editedSlide(found, had, shown)
  return {
    type: 'patch',
    from: before.revision,
    to: shown.revision,
    splices,
    ...(before.css === shown.css ? {} : { css: shown.css }),
    ...(isSameHead(before.head, shown.head) ? {} : { head: shown.head }),
    ...shown.numbers,
    ...(edited === undefined ? {} : { edited }),
    problems: sight.problems,
  }
}

/** All of the deck, for a window that has slides of these hashes. */
export function resyncOf(shown: Shown, has: readonly string[], sight: Sight): Resync {
  const had = new Set(has)
  return {
    type: 'resync',
    to: shown.revision,
    slides: shown.hashes.map((_, index) => slideOf(shown, index, sight, had)),
    css: shown.css,
    head: shown.head,
    ...shown.numbers,
    problems: sight.problems,
  }
}

function slideOf(shown: Shown, index: number, sight: Sight, had: ReadonlySet<string>): LiveSlide {
  const hash = shown.hashes[index] ?? ''
  const slide = shown.deck.slides[index]
  return had.has(hash) || slide === undefined ? { hash } : { hash, html: sectionOf(shown, slide, sight) }
}

/** The section of a slide, as a page of the deck has it. */
function sectionOf({ deck, hashes, files }: Shown, slide: Slide, { notes }: Sight): string {
  return renderSection(deck, slide, files, { notes, hashes })
}

/**
 * The slide that somebody is at work on: the first that is new. Nobody is when a good part of the deck changed (another
 * header, other files after a `git checkout`): the view stays where it is.
 */
function editedSlide(
  found: ReturnType<typeof replacements>,
  had: ReadonlySet<string>,
  shown: Shown,
): number | undefined {
  const inserted = found.flatMap(({ insert }) => insert)
  const fresh = inserted.filter((index) => !had.has(shown.hashes[index] ?? ''))
  if (fresh.length > 3 && fresh.length > shown.hashes.length / 3) return undefined
  const last = shown.hashes.length - 1
  const first = fresh[0] ?? inserted[0] ?? found[0]?.at
  return first === undefined || last < 0 ? undefined : Math.min(first, last)
}

function isSameHead(one: LiveHead, other: LiveHead): boolean {
  return JSON.stringify(one) === JSON.stringify(other)
}
