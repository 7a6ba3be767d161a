import type { Deck, DeckMeta, Slide } from '../../src/model/deck.js'
import type { PageParts } from '../../src/model/page.js'
import { read } from '../factsOf.js'

/** A deck made by hand, for what compile would never let through or what needs no Markdown. */
export function handmade(
  slides: readonly Partial<Slide>[],
  meta: Partial<DeckMeta> = {},
  deck: Partial<Deck> = {},
): Deck {
  return {
    file: 'talk.md',
    name: 'talk',
    meta: { title: 'A talk', keywords: [], lang: 'en', colorScheme: 'auto', ...meta },
    size: { widthPx: 1280, heightPx: 720 },
    sizes: ['16:9'],
    theme: 'default',
    css: 'div.marpit > svg > foreignObject > section{color:red}',
    slides: slides.map((slide, index) => ({
      index,
      line: index * 10 + 1,
      file: 'talk.md',
      title: '',
      directives: {},
      steps: 0,
      notes: [],
      notesHtml: [],
      text: '',
      ...read(slide.html ?? frame(`<h1>Slide ${index + 1}</h1>`)),
      hash: String(index),
      ...slide,
    })),
    files: [],
    unsafeHtml: false,
    problems: [],
    ...deck,
  }
}

/** A slide's HTML as Marp frames it. */
export function frame(content: string): string {
  return `<svg data-marpit-svg="" viewBox="0 0 1280 720"><foreignObject width="1280" height="720"><section>${content}</section></foreignObject></svg>`
}

/** Parts of a page with a script that does nothing. */
export function parts(overrides: Partial<PageParts> = {}): PageParts {
  return { urlOf: (key) => `data:,${key}`, script: '0', style: '', scriptSource: "'sha256-x'", ...overrides }
}
