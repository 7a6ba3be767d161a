import { element } from '../dom/element.js'
import { root } from '../dom/page.js'
import { type CodeLines, readCodeLines } from './codeLines.js'

/** One slide as the player handles it. */
export interface SlideView {
  /** The section around it; ours. */
  readonly section: HTMLElement
  /** The `div.marpit` with the author's content. */
  readonly content: HTMLElement
  /** Title, else its first words; empty when it has no text. */
  readonly title: string
  /** Number of steps after the first view. */
  readonly steps: number
  /** Elements that come with a step, and with which one (from 1). */
  readonly fragments: readonly (readonly [Element, number])[]
  /** Code that steps through its lines. */
  readonly codes: readonly CodeLines[]
}

/** What of a slide's content changes with its steps. */
export type Stepped = Pick<SlideView, 'fragments' | 'codes'>

/** The deck as the page has it now. While a talk is written it changes: what is kept longer than an event is stale. */
export interface DeckView {
  readonly main: HTMLElement
  readonly title: string
  readonly slides: readonly SlideView[]
  /** Reads the sections that are there now, and gives those that were read anew: the unknown ones and those in `changed`. */
  renew(changed: ReadonlySet<Element>): readonly SlideView[]
}

/** Reads the deck out of the page; `undefined` when the page holds none. */
export function readDeck(): DeckView | undefined {
  // By child steps from the root: nothing inside a slide can stand in for these.
  const main = root.querySelector<HTMLElement>(':scope > body > main#lectern-deck')
  if (main === null) return undefined
  const read = (known: ReadonlyMap<Element, SlideView>): readonly SlideView[] =>
    [...main.querySelectorAll<HTMLElement>(':scope > section.lectern-slide')].map(
      (section) => known.get(section) ?? readSlide(section),
    )
  let slides = read(new Map())
  return {
    main,
    get title() {
      return main.dataset.title ?? ''
    },
    get slides() {
      return slides
    },
    renew: (changed) => {
      const same = new Map<Element, SlideView>()
      for (const slide of slides) if (!changed.has(slide.section)) same.set(slide.section, slide)
      slides = read(same)
      return slides.filter(({ section }) => !same.has(section))
    },
  }
}

function readSlide(section: HTMLElement): SlideView {
  const content = section.querySelector<HTMLElement>(':scope > div.marpit') ?? element('div')
  const steps = Number(section.dataset.steps) || 0
  return { section, content, title: section.dataset.title || firstWords(content), steps, ...readSteps(content) }
}

/** Finds what changes with the steps, in a slide's content or in a copy of it. */
export function readSteps(content: Element): Stepped {
  const fragments = [...content.querySelectorAll('[data-marpit-fragment]')].map(
    (part) => [part, Number(part.getAttribute('data-marpit-fragment')) || 0] as const,
  )
  return { fragments, codes: readCodeLines(content) }
}

/** What a slide without a heading begins with: better than nothing in lists, and for those who only hear the player. */
function firstWords(content: HTMLElement): string {
  const texts = [...content.querySelectorAll(':is(p, li, blockquote):not(header *, footer *)')]
  const text = texts.map((one) => one.textContent.replace(/\s+/g, ' ').trim()).find((one) => one !== '') ?? ''
  return text.length <= longestTitle ? text : `${text.slice(0, longestTitle).replace(/\s+\S*$/, '')}…`
}

/** In characters. */
const longestTitle = 60
