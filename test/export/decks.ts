import type { Deck, DeckMeta, Slide } from '../../src/model/deck.js'
import { read } from '../factsOf.js'

/** A deck made by hand, as the compiler would give it. Each slide is the HTML inside its section. */
export function deckOf(
  slides: readonly string[],
  changes: Partial<Omit<Deck, 'meta'>> & { meta?: Partial<DeckMeta> } = {},
): Deck {
  const size = changes.size ?? { widthPx: 1280, heightPx: 720 }
  return {
    file: 'talk/deck.md',
    name: 'talk',
    sizes: ['16:9'],
    theme: 'default',
    css: 'div.marpit > svg > foreignObject > section { width: 100%; height: 100%; font: 32px sans-serif }',
    files: [],
    unsafeHtml: false,
    problems: [],
    ...changes,
    size,
    meta: { title: 'A talk', keywords: [], lang: 'en', colorScheme: 'auto', ...changes.meta },
    slides: slides.map((html, index) => slideOf(html, index, size)),
  }
}

function slideOf(html: string, index: number, { widthPx, heightPx }: Deck['size']): Slide {
  return {
    index,
    line: index * 4 + 1,
    file: 'talk/deck.md',
    title: /<h1[^>]*>([^<]*)<\/h1>/.exec(html)?.[1] ?? '',
    directives: {},
    steps: 0,
    notes: [],
    notesHtml: [],
    text: '',
    ...read(
      `<svg data-marpit-svg="" viewBox="0 0 ${widthPx} ${heightPx}"><foreignObject width="${widthPx}" height="${heightPx}">` +
        `<section id="${index + 1}">${html}</section></foreignObject></svg>`,
    ),
    hash: String(index),
  }
}

/** CSS of the pages that are printed without the client's bundle: one slide per sheet. */
const printStyle = `body{margin:0}.lectern-slide{break-after:page;break-inside:avoid}.lectern-slide:last-child{break-after:auto}
svg[data-marpit-svg]{display:block;width:var(--lectern-width);height:var(--lectern-height)}`

/** The print client's parts for `exportPdf`, without a script. */
export const noScript = { code: '', source: "'none'", style: printStyle } as const
