// Layouts for pictures, people, choices and teaching: the second half of the vocabulary (see `layouts.ts`).
import type { Layout } from '../../model/theme.js'

type Slot = readonly [name: string, description: string]

function layout(name: string, title: string, description: string, slots: readonly Slot[], body: string): Layout {
  return {
    class: name,
    title,
    description,
    slots: slots.map(([slot, text]) => ({ name: slot, description: text })),
    example: `<!-- _class: ${name} -->\n\n${body}\n`,
  }
}

const heading: Slot = ['heading', "The slide's heading"]
const figure = (words: string): string => `![${words}](assets/figure.svg)`

const box = (name: string, title: string, description: string, body: string): Layout =>
  layout(
    name,
    title,
    description,
    [heading, ['box', 'A quote, a paragraph or a list: the box'], ['more', 'Content below it']],
    body,
  )

/** The layouts of this half, in the order in which they are shown. */
export const moreLayouts: readonly Layout[] = [
  layout(
    'pictures',
    'Pictures',
    'Two to four images side by side',
    [heading, ['pictures', 'One paragraph of two to four images'], ['caption', 'A paragraph after it']],
    `## Two summers\n\n${figure('Harvest of the first summer')}\n${figure('Harvest of the second summer')}\n\nThe first on the left, the second on the right`,
  ),
  layout(
    'screenshot',
    'Screenshot',
    'A screenshot in a window frame',
    [heading, ['picture', 'One image in a paragraph'], ['caption', 'A paragraph after it']],
    `## The watering plan\n\n${figure('The plan of a week')}\n\nWho waters when, since May`,
  ),
  layout(
    'cover',
    'Photo cover',
    'A photo from edge to edge, with the title on its dark bottom',
    [
      ['picture', 'A background image, `![bg](…)`'],
      ['title', 'h1 or h2'],
      ['lines', 'Paragraphs'],
    ],
    '![bg](assets/ground.svg)\n\n# A garden on the roof\n\nNoor Haddad · Greener Cities, 2026',
  ),
  layout(
    'portrait',
    'Quote with a portrait',
    'A quote next to a portrait',
    [
      ['quote', 'A Markdown quote'],
      ['speaker', 'A paragraph after it'],
      ['picture', 'An image in a paragraph'],
    ],
    `> We planted beans to hide the ventilators. Now people come up for their shade.\n\nThe caretaker of number 14\n\n${figure('The caretaker')}`,
  ),
  layout(
    'about',
    'About me',
    'One person: a portrait and a few lines; also for a contact',
    [heading, ['picture', 'An image in a paragraph'], ['lines', 'Paragraphs or a list']],
    `## Noor Haddad\n\n${figure('Noor Haddad')}\n\nGardens on roofs since 2019\n\n- [noor@example.org](mailto:noor@example.org)\n- [example.org/roof](https://example.org/roof)`,
  ),
  layout(
    'people',
    'People',
    'A team: round portraits with names',
    [heading, ['people', 'A list; each item an image, a bold name and a line']],
    `## Who looks after it\n\n- ${figure('Noor')}\n  **Noor Haddad**\n  Soil and seeds\n- ${figure('Jan')}\n  **Jan Vos**\n  Water\n- ${figure('Mei')}\n  **Mei Lin**\n  Bees`,
  ),
  layout(
    'logos',
    'Logo wall',
    'Users, sponsors or partners',
    [heading, ['logos', 'One paragraph of images']],
    `## Our friends\n\n${['School', 'Bakery', 'City', 'Bank', 'Theatre', 'Library'].map((name) => figure(name)).join('\n')}`,
  ),
  layout(
    'matrix',
    'Comparison matrix',
    'Several things by several criteria; a column with a bold header is highlighted',
    [heading, ['table', 'A table; a **bold** header highlights its column']],
    '## Three kinds of beds\n\n| | Boxes | **Soil** | Towers |\n|---|---|---|---|\n| Weight | light | heavy | light |\n| Water | daily | weekly | daily |\n| Harvest | little | much | some |\n| Price | €40 | €25 | €90 |',
  ),
  layout(
    'pricing',
    'Pricing',
    'Two to four offers side by side; one with a bold name is highlighted',
    [heading, ['offers', 'Two to four h3, each with a **price**, a paragraph or a list; a **bold** h3 is highlighted']],
    '## What a bed costs a month\n\n### One bed\n\n**€9**\n\n- A box of soil\n- Water\n\n### **Two beds**\n\n**€15**\n\n- Twice the soil\n- Water and tools\n\n### The roof\n\n**€90**\n\n- All beds\n- A gardener',
  ),
  layout(
    'proscons',
    'Pros and cons',
    'Arguments for and against',
    [heading, ['pros', 'An h3 and a list'], ['cons', 'An h3 and a list']],
    '## Beans on the roof?\n\n### For\n\n- They forgive\n- They shade the room below\n\n### Against\n\n- They climb into the antenna\n- Somebody has to water',
  ),
  layout(
    'change',
    'Before and after',
    'How it was, and how it is now; text, images or code',
    [heading, ['before', 'An h3 and what was'], ['after', 'An h3 and what is']],
    '## The top floor in July\n\n### Before\n\n34 °C at noon, and nobody slept\n\n### After\n\n29 °C at noon, and beans at the window',
  ),
  layout(
    'quadrants',
    'Two by two',
    'Four fields on two axes',
    [heading, ['fields', "A list of four; a bold beginning is a field's name"]],
    '## What to plant first\n\n- **Easy and plenty**\n  Beans, courgettes\n- **Hard and plenty**\n  Tomatoes\n- **Easy and little**\n  Herbs\n- **Hard and little**\n  Melons',
  ),
  layout(
    'funnel',
    'Funnel',
    'How many are left after each step',
    [heading, ['steps', 'An ordered list of three to six; a bold beginning is a figure or a name']],
    '## From idea to roof\n\n1. **120** houses asked\n2. **48** roofs measured\n3. **19** roofs strong enough\n4. **7** gardens',
  ),
  layout(
    'roadmap',
    'Roadmap',
    'What comes now, next and later, in a lane each',
    [heading, ['lanes', 'Two to four h3, each with a list of things']],
    '## The next two years\n\n### Now\n\n- Rain water\n- A shed\n\n### Next\n\n- A kitchen\n\n### Later\n\n- The roof next door',
  ),
  layout(
    'cycle',
    'Cycle',
    'Three to six repeating steps',
    [heading, ['steps', 'An ordered list of three to six; a bold beginning is a name']],
    '## A year on the roof\n\n1. **Sow**\n   In March, under glass\n2. **Plant**\n   After the last frost\n3. **Harvest**\n   From June to October\n4. **Compost**\n   What is left feeds the next',
  ),
  box(
    'definition',
    'Definition',
    'A definition, in a box',
    '## Definition 1\n\n> A *green roof* is a roof on which more grows than anybody has planted.',
  ),
  box('theorem', 'Theorem', 'A theorem, in a box', '## Theorem 2\n\n> Every roof holds less than its owner believes.'),
  box(
    'proof',
    'Proof',
    'A proof; ends with a square',
    '## Proof\n\n> Ask the owner, then weigh the soil.\n\nThe second figure is the larger one.',
  ),
  box(
    'exercise',
    'Exercise',
    'An exercise for the audience, in a box',
    '## Exercise 3\n\n1. Measure a roof.\n2. How much soil does it hold?',
  ),
  box('answer', 'Answer', 'The answer, in a box', '## Answer to 3\n\n1. 90 m²\n2. Nine tonnes, if it is flat.'),
]
