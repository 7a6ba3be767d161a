// The vocabulary of layouts that every pack of ours speaks, so that a deck survives a change of pack. A pack's manifest
// says the same classes, titles and slots (a test compares them) and describes its own look. A new pack starts from here.
import type { Layout } from '../../model/theme.js'
import { chartLayouts } from './chartLayouts.js'
import { moreLayouts } from './moreLayouts.js'

const slide = (names: string, body: string): string => `<!-- _class: ${names} -->\n\n${body}\n`

const heading = ['heading', "The slide's heading"] as const

function layout(
  name: string,
  title: string,
  description: string,
  slots: readonly (readonly [name: string, description: string])[],
  body: string,
): Layout {
  return {
    class: name,
    title,
    description,
    slots: slots.map(([slot, text]) => ({ name: slot, description: text })),
    example: slide(name, body),
  }
}

/** Every layout of the vocabulary: what it is for, what it is made of, and one slide that shows it. */
export const layouts: readonly Layout[] = [
  layout(
    'title',
    'Title',
    'The first slide: title, speaker and event',
    [
      ['title', "h1: the talk's title, maybe fitted"],
      ['subtitle', 'h2'],
      ['lines', 'Paragraphs: speaker, event, date'],
    ],
    '# A garden on the roof\n\nNoor Haddad · Greener Cities, 2026',
  ),
  layout(
    'section',
    'Part title',
    'Start of a part of the talk',
    [
      ['title', "h1 or h2: the part's name"],
      ['line', 'A paragraph under it'],
    ],
    '# What grows up there\n\nSun, wind and forty centimetres of soil',
  ),
  layout(
    'statement',
    'Statement',
    'One sentence, very large',
    [
      ['sentence', 'h1 or h2: one sentence; a fitted word fills the slide'],
      ['line', 'A paragraph under it'],
    ],
    '# A roof is a field that *nobody* sows',
  ),
  layout(
    'quote',
    'Quote',
    'A quote that fills the slide',
    [
      ['quote', 'A Markdown quote of one to three paragraphs'],
      ['speaker', 'A paragraph after it'],
    ],
    '> We planted beans to hide the ventilators. Now people come up for the ventilators’ shade.\n\nThe caretaker of number 14',
  ),
  layout(
    'split',
    'Two columns',
    'Two things side by side; text next to an image',
    [
      heading,
      ['first', 'Up to the first `<!-- column -->`, or under the first h3'],
      ['second', 'After it, or under the second h3'],
    ],
    '## Two kinds of beds\n\n### Boxes\n\n- Light, and moved by two\n- Dry out in a day\n\n<!-- column -->\n\n### Soil\n\n- Needs a strong roof\n- Keeps a week of rain',
  ),
  layout(
    'thirds',
    'Three columns',
    'Three things of one kind',
    [heading, ['first', 'The first column, h3 or list entry'], ['second', 'The second'], ['third', 'The third']],
    '## What a bed needs\n\n- Water within reach\n- Wind that is broken\n- Somebody who looks',
  ),
  layout(
    'compare',
    'Comparison',
    'Two sides compared',
    [heading, ['one', 'One side, with an h3 as its name'], ['other', 'The other side']],
    '## Buy soil or make it\n\n### Buy\n\nThere on Monday, the same every year, and carried up four floors.\n\n### Make\n\nA year late, different every time, and it comes up by itself as kitchen waste.',
  ),
  layout(
    'figure',
    'Figure',
    'One image or drawing, as large as possible',
    [heading, ['picture', 'One image in a paragraph'], ['caption', 'A paragraph after it']],
    '## Harvest by week\n\n![Columns: kilograms by week, the highest in August](assets/figure.svg)\n\nKilograms of vegetables. Invented for this page.',
  ),
  layout(
    'full',
    'Full picture',
    'An image from edge to edge, with a few words on it',
    [
      ['picture', 'A background image, `![bg](…)`'],
      ['words', 'Heading and paragraph on a plate'],
    ],
    '![bg](assets/ground.svg)\n\n## The fourth floor\n\nNine hundred square metres of gravel',
  ),
  layout(
    'grid',
    'Cards',
    'Several things of equal weight, as cards',
    [heading, ['cards', "A list of one to eight entries; a bold beginning is a card's title"]],
    '## What changed\n\n- **Cooler rooms**\n  Three degrees on the top floor\n- **Less rain in the drain**\n  Half of it stays\n- **Bees**\n  Two hives since May\n- **Neighbours**\n  They know each other',
  ),
  layout(
    'timeline',
    'Timeline',
    'Events by year',
    [
      heading,
      ['years', 'A list whose items begin with a year: `- 2009. Text`; bold is highlighted'],
      ['whose', 'A paragraph: the subject of the timeline'],
    ],
    '## Four summers\n\n- 2022. Gravel\n- 2023. **First beds**\n- 2024. Rain water\n- 2025. A kitchen',
  ),
  layout(
    'map',
    'Map',
    'Groups around the word that connects them, growing from slide to slide',
    [
      heading,
      ['communities', 'An ordered list of one to four; bold is highlighted, a nested `2009.` is a year'],
      ['middle', 'A paragraph: the word in the centre'],
    ],
    '## Who meets up there\n\n1. **Tenants**\n2. **School**\n3. Cooks\n4. Beekeepers\n\n**ROOF**',
  ),
  layout(
    'steps',
    'Process',
    'Steps in order',
    [heading, ['steps', "An ordered list of two to six; a bold beginning is a step's title"]],
    '## From gravel to beans\n\n1. **Weigh**\n   An engineer says what the roof holds\n2. **Seal**\n   A sheet against roots\n3. **Fill**\n   Soil in bags, by crane\n4. **Sow**\n   Beans first, they forgive',
  ),
  layout(
    'code',
    'Code',
    'Full-width code',
    [heading, ['code', 'One or more fences']],
    '## Is it time to water?\n\n```python\ndef is_thirsty(bed: Bed, rain_mm: float) -> bool:\n    """True when a bed will not last until tomorrow evening."""\n    kept = bed.depth_cm * 0.3 + rain_mm\n    return kept < bed.need_mm\n```',
  ),
  layout(
    'table',
    'Table',
    'Figures in rows and columns',
    [heading, ['table', 'A table of up to eleven rows']],
    '## Four beds\n\n| Bed | Size | Harvest | Best month |\n|---|--:|--:|---|\n| Beans | 12 m² | 84 kg | August |\n| Herbs | 6 m² | 9 kg | June |\n| Tomatoes | 18 m² | 131 kg | September |\n| Berries | 9 m² | 22 kg | July |',
  ),
  layout(
    'stat',
    'Figures',
    'One large figure, or a few',
    [
      ['figure', 'h1: one figure'],
      ['meaning', 'A paragraph under it'],
      [
        'figures',
        'Or: a heading and a list whose bold beginnings are figures; *emphasis* is a change, an entry below one a small line',
      ],
    ],
    '# 246 kg\n\nof vegetables in one summer, from a roof that was gravel',
  ),
  layout(
    'challenges',
    'Challenges',
    'Challenges or open questions',
    [heading, ['kicker', 'h3 under it'], ['list', 'Three to ten entries']],
    '## What is still hard\n\n### For next year\n\n- Wind in March\n- Water in August\n- Keys\n- Pigeons\n- Who looks at weekends',
  ),
  layout(
    'agenda',
    'Agenda',
    'The parts of the talk, with the current one marked',
    [heading, ['parts', 'An ordered list; bold marks the current part']],
    '## Today\n\n1. The roof as it was\n2. **What grows up there**\n3. What it costs\n4. Your roof',
  ),
  layout(
    'callout',
    'Callout',
    'A note, a tip or a warning in a box',
    [heading, ['box', 'A quote: `> [!TIP]` and its kin, or a plain one']],
    '## Before you begin\n\n> [!WARNING]\n> A roof holds less than it looks. Ask an engineer before the first bag of soil goes up.',
  ),
  layout(
    'qr',
    'Code to scan',
    'A QR code to scan, generated from the link',
    [
      heading,
      ['link', 'A paragraph with the address'],
      ['code', 'An image of the code; without one, it is generated from the link'],
    ],
    '## The plan of the beds\n\n[example.org/roof](https://example.org/roof)',
  ),
  layout(
    'end',
    'End',
    'The last slide',
    [
      ['word', 'h1'],
      ['lines', 'Paragraphs'],
    ],
    '# Thanks\n\nCome up and see it\n\nQuestions are welcome',
  ),
  ...moreLayouts,
  ...chartLayouts,
]

/** The layout of that class, when the vocabulary has one. */
export function layoutOf(name: string): Layout | undefined {
  return layouts.find((one) => one.class === name)
}
