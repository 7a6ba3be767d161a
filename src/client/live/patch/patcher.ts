import type { Patch, Resync, Splice } from '../../../model/protocol/live.js'
import { root } from '../../dom/page.js'
import type { Place } from '../../player/place.js'
import type { Player } from '../../player/start.js'
import { keepContentState } from '../state.js'
import type { DeckStyle } from './deckStyle.js'
import { applyHead } from './head.js'
import { createNumberer } from './numbers.js'
import { decodePictures, picturesIn } from './pictures.js'
import { arrangeSections, heldSections, type Parsed, parseSlides } from './sections.js'
import { spliceSlides, type Wanted } from './splice.js'

/** What became of a change. */
export type Applied =
  | 'done'
  /** It does not fit to what the page has: ask for all of it. */
  | 'misfit'
  /** It brings scripts, which run only when a page is loaded. */
  | 'scripts'

/** Brings a page up to date. */
export interface Patcher {
  /** `follows`: the view goes to the slide that was edited. Waits for new pictures, then changes everything at once. */
  apply(change: Patch | Resync, follows: boolean): Promise<Applied>
  /** Hashes of the slides that the page has, in order. */
  hashes(): string[]
}

/** A patcher for the deck of `player`. To be asked for when the deck is complete and nobody has touched it. */
export function createPatcher({ talk, renew }: Player, style: DeckStyle): Patcher {
  const { main } = talk.deck
  const state = keepContentState()
  state.learn(main)
  const number = createNumberer()

  const apply = async (change: Patch | Resync, follows: boolean): Promise<Applied> => {
    const held = heldSections(main)
    const splices = splicesOf(change, held.length)
    const wanted = spliceSlides(held, splices)
    if (wanted === undefined || wanted.length === 0) return 'misfit'
    const parsed = parseSlides(splices.flatMap(({ insert }) => insert))
    if (wanted.some(({ kind, hash }) => (kind === 'new' || kind === 'edit') && !parsed.has(hash))) return 'misfit'
    if ([...parsed.values()].some((section) => section.querySelector('script') !== null)) return 'scripts'
    const edited = change.type === 'patch' && follows ? change.edited : undefined
    const pictures = newPictures(wanted, parsed, edited)
    if (change.css !== undefined) {
      for (const address of style.newAddresses(change.css)) pictures.add(address)
      await style.loadFonts(change.css, main.querySelector(':scope > [data-current]')?.textContent ?? '')
    }
    await decodePictures(pictures)

    const before = held.map(({ section }) => section)
    keepFocus(() => {
      if (change.css !== undefined) style.replace(change.css)
      if (change.head !== undefined) applyHead(main, change.head)
      const { sections, changed } = arrangeSections(main, held, wanted, { parsed, state })
      number(sections, changed, change)
      renew(changed, (place) => newPlace(place, before, sections, edited))
      if (edited !== undefined && root.dataset.view === 'overview')
        sections[edited]?.scrollIntoView({ block: 'nearest' })
    })
    return 'done'
  }
  return { apply, hashes: () => heldSections(main).map(({ hash }) => hash) }
}

function splicesOf(change: Patch | Resync, count: number): readonly Splice[] {
  return change.type === 'patch' ? change.splices : [{ at: 0, remove: count, insert: change.slides }]
}

/** Where a place of the old deck is now. The step stays on a slide that is still there; an edited one shows whole. */
function newPlace(
  place: Place,
  before: readonly HTMLElement[],
  now: readonly HTMLElement[],
  edited: number | undefined,
): Place {
  const old = before[place.slide]
  if (edited !== undefined && edited < now.length && now[edited] !== old) return { slide: edited, step: wholeSlide }
  // A slide that is gone gives its place to the one after it, else to the one before.
  const heirs = [old, ...before.slice(place.slide + 1), ...before.slice(0, place.slide).reverse()]
  const there = new Set<HTMLElement | undefined>(now)
  const heir = heirs.find((section) => there.has(section))
  const slide = heir === undefined ? place.slide : now.indexOf(heir)
  return { slide, step: heir === old ? place.step : 0 }
}

/** More steps than any slide has. */
const wholeSlide = 1e6

/** Of the slides that will be seen, and only those that are not seen now. */
function newPictures(wanted: readonly Wanted<HTMLElement>[], parsed: Parsed, edited: number | undefined): Set<string> {
  const pictures = new Set<string>()
  for (const [index, slide] of wanted.entries()) {
    const old = slide.kind === 'edit' ? slide.section : undefined
    const next = parsed.get(slide.hash)
    if (next === undefined || (index !== edited && old?.dataset.current === undefined)) continue
    const known = old === undefined ? new Set() : picturesIn(old)
    for (const address of picturesIn(next)) if (!known.has(address)) pictures.add(address)
  }
  return pictures
}

function keepFocus(change: () => void): void {
  // Asked first, because it is known without looking at every element of a large deck.
  const focused = root.matches(':focus-within') ? root.querySelector<HTMLElement>(':focus') : null
  change()
  if (focused?.isConnected === true && !focused.matches(':focus')) focused.focus({ preventScroll: true })
}
