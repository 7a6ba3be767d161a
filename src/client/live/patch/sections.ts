import type { LiveSlide } from '../../../model/protocol/live.js'
import { createElement } from '../../dom/page.js'
import type { ContentState } from '../state.js'
import { renameMarpElements } from './marpElements.js'
import { copyAttributes, morphChildren, placeBefore } from './morph.js'
import type { Held, Wanted } from './splice.js'

/** The slides that the page has, in order. */
export function heldSections(main: Element): readonly Held<HTMLElement>[] {
  return [...main.querySelectorAll<HTMLElement>(':scope > section.lectern-slide')].map((section) => ({
    hash: section.dataset.hash ?? '',
    section,
  }))
}

/** Sections of slides that are new to the page, by hash, parsed and not yet in it. */
export type Parsed = ReadonlyMap<string, HTMLElement>

/** Parses the slides that come with HTML. What is not the section of a slide is left out. */
export function parseSlides(slides: readonly LiveSlide[]): Parsed {
  const parsed = new Map<string, HTMLElement>()
  for (const { hash, html } of slides) {
    if (html === undefined || parsed.has(hash)) continue
    const template = createElement('template')
    template.innerHTML = html
    renameMarpElements(template.content)
    const section = template.content.firstElementChild
    if (section instanceof HTMLElement && section.matches('section.lectern-slide')) parsed.set(hash, section)
  }
  return parsed
}

/** The sections of a deck, in order, and those of them whose content has changed. */
export interface Arranged {
  readonly sections: readonly HTMLElement[]
  readonly changed: ReadonlySet<HTMLElement>
}

/** Makes the sections of `main` those that are wanted, and touches no other. */
export function arrangeSections(
  main: HTMLElement,
  held: readonly Held<HTMLElement>[],
  wanted: readonly Wanted<HTMLElement>[],
  { parsed, state }: { readonly parsed: Parsed; readonly state: ContentState },
): Arranged {
  const changed = new Set<HTMLElement>()
  const sections = wanted.map((slide) => {
    const { section, touched } = become(slide, parsed, state)
    if (touched) changed.add(section)
    return section
  })
  const stays = new Set<Element>(sections)
  for (const { section } of held) if (!stays.has(section)) section.remove()
  let next: Element | null = null
  for (const [index, section] of [...sections.entries()].reverse()) {
    const isInPlace =
      wanted[index]?.kind === 'stay' || (section.parentNode === main && section.nextElementSibling === next)
    if (!isInPlace) placeBefore(main, section, next)
    next = section
  }
  for (const section of changed) state.learn(section)
  return { sections, changed }
}

function become(
  wanted: Wanted<HTMLElement>,
  parsed: Parsed,
  state: ContentState,
): { section: HTMLElement; touched: boolean } {
  const { kind, hash } = wanted
  if (kind === 'stay' || kind === 'move') return { section: wanted.section, touched: false }
  if (kind === 'copy') return { section: copyOf(wanted.section), touched: true }
  const source = parsed.get(hash)
  const next = source === undefined ? createElement('section') : copyOf(source)
  next.dataset.hash = hash
  if (kind === 'new') return { section: next, touched: true }
  const [from, to] = [contentOf(wanted.section), contentOf(next)]
  if (from === null || to === null) return { section: next, touched: true }
  state.strip(from)
  morphChildren(from, to)
  state.restore(from)
  replaceNotes(wanted.section, next)
  keepPlayersAttributes(wanted.section, next)
  copyAttributes(wanted.section, next)
  return { section: wanted.section, touched: true }
}

/** A slide may be wanted twice; what the player added to the one that is copied is not copied. */
function copyOf(section: HTMLElement): HTMLElement {
  const made = createElement('section')
  made.append(...Array.from(section.childNodes, (child) => child.cloneNode(true)))
  copyAttributes(made, section)
  delete made.dataset.current
  delete made.dataset.kept
  for (const button of made.querySelectorAll(':scope > .lectern-thumb')) button.remove()
  return made
}

function replaceNotes(live: HTMLElement, next: HTMLElement): void {
  for (const note of live.querySelectorAll(notes)) note.remove()
  contentOf(live)?.after(...next.querySelectorAll(notes))
}

const notes = ':scope > template[data-note]'

function keepPlayersAttributes(live: HTMLElement, next: HTMLElement): void {
  for (const name of ['data-current', 'data-kept']) if (live.hasAttribute(name)) next.setAttribute(name, '')
}

function contentOf(section: HTMLElement): Element | null {
  return section.querySelector(':scope > div.marpit')
}
