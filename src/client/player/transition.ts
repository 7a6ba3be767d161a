import { root, startViewTransition } from '../dom/page.js'
import type { Place } from './place.js'
import type { DeckView } from './slides.js'
import { showPlace } from './stage.js'

// As in Marp: a slide's transition is that of the boundary behind it. Forwards it plays, backwards it plays in reverse.
// Names of a deck's own keyframes are Marp CLI's: `marp-transition-x`, with `outgoing-` and `incoming-` halves, each also
// as `backward-`. Whoever asks for less motion gets none.

/** Gives what shows a place, with the transition between its slide and the one that shows now, or at once. */
export function buildScene(deck: DeckView): (to: Place, atOnce: boolean) => void {
  let latest: Place = { slide: 0, step: 0 }
  let running: ViewTransition | undefined
  const end = (): void => {
    running = undefined
    delete root.dataset.transition
  }
  return (to, atOnce) => {
    latest = to
    running?.skipTransition()
    const from = deck.slides.findIndex(({ section }) => section.hasAttribute('data-current'))
    const transition = from === -1 || atOnce ? undefined : transitionBetween(deck, from, to.slide)
    if (transition === undefined || startViewTransition === undefined || !mayMove()) {
      showPlace(deck, to)
      return
    }
    prepare(transition)
    const started = startViewTransition(() => showPlace(deck, latest))
    running = started
    started.ready.catch(() => undefined)
    started.finished.catch(() => undefined).then(() => (running === started ? end() : undefined))
  }
}

interface Transition {
  readonly name: string
  /** As CSS has it; absent when the deck does not say. */
  readonly duration: string | undefined
  readonly backward: boolean
}

function transitionBetween(deck: DeckView, from: number, to: number): Transition | undefined {
  if (from === to) return undefined
  const written = deck.slides[Math.min(from, to)]?.section.dataset.transition ?? ''
  const [, name, duration] = /^([\w-]+)(?:\s+(\d*\.?\d+m?s))?/.exec(written.trim()) ?? []
  if (name === undefined || name === 'none') return undefined
  return { name, duration, backward: to < from }
}

function mayMove(): boolean {
  return root.dataset.view === undefined && !matchMedia('(prefers-reduced-motion: reduce)').matches
}

/** Says to the style sheet which keyframes to play, and how. */
function prepare({ name, duration, backward }: Transition): void {
  const own = ownKeyframes(name)
  const half = (side: string): Keyframes | undefined =>
    (backward
      ? (own.get(`${side}transition-backward-${name}`) ?? own.get(`transition-backward-${name}`))
      : undefined) ??
    own.get(`${side}transition-${name}`) ??
    own.get(`transition-${name}`)
  const both: Keyframes = { name: `lectern-out-${name}`, duration: undefined, whole: false }
  const outgoing = own.size > 0 ? half('outgoing-') : { ...both, name: `lectern-${backward ? 'in' : 'out'}-${name}` }
  const incoming = own.size > 0 ? half('incoming-') : { ...both, name: `lectern-${backward ? 'out' : 'in'}-${name}` }
  const turned = own.size === 0 && backward
  root.dataset.transition = name
  const values = {
    '--marp-transition-direction': backward ? '-1' : '1',
    '--lectern-outgoing': outgoing?.name ?? 'none',
    '--lectern-incoming': incoming?.name ?? 'none',
    '--lectern-outgoing-direction': turned ? 'reverse' : 'normal',
    // Keyframes for both sides say how a slide goes; the other one comes the opposite way.
    '--lectern-incoming-direction': turned || incoming?.whole ? 'reverse' : 'normal',
    '--lectern-outgoing-z': turned ? '1' : '0',
    '--lectern-duration': duration ?? incoming?.duration ?? outgoing?.duration ?? '0.5s',
  }
  for (const [key, value] of Object.entries(values)) root.style.setProperty(key, value)
}

interface Keyframes {
  readonly name: string
  readonly duration: string | undefined
  /** True when they say nothing of outgoing or incoming. */
  readonly whole: boolean
}

/** The keyframes of the deck's CSS for a transition, by name without `marp-`. */
function ownKeyframes(name: string): Map<string, Keyframes> {
  const found = new Map<string, Keyframes>()
  for (const { sheet } of root.querySelectorAll('style')) {
    for (const rule of sheet?.cssRules ?? []) {
      if (!(rule instanceof CSSKeyframesRule) || !rule.name.startsWith('marp-')) continue
      if (!rule.name.endsWith(`transition-${name}`) && !rule.name.endsWith(`transition-backward-${name}`)) continue
      const [first] = rule.cssRules
      const said =
        first instanceof CSSKeyframeRule ? first.style.getPropertyValue('--marp-transition-duration').trim() : ''
      const key = rule.name.slice('marp-'.length)
      found.set(key, { name: rule.name, duration: said || undefined, whole: key.startsWith('transition-') })
    }
  }
  return found
}
