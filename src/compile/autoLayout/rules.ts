// Which layout a slide without a class gets, as data: the first rule that holds decides. Each has a slide that shows it, which
// a test compiles. Letters are counted, not words: they mean the same in every script (ideographs count twice).
import type { Block, SlideFacts } from './slideFacts.js'

/** One rule: a layout, when it is chosen, and a slide that it is chosen for. */
export interface LayoutRule {
  /** Class of the layout. */
  readonly layout: string
  /** When it is chosen, as the rest of “chosen because …”. */
  readonly because: string
  /** Markdown of one slide. */
  readonly example: string
  /** Where the example has to be in its deck; absent: anywhere. */
  readonly at?: 'first' | 'last'
  readonly holds: (content: Content) => boolean
  /** The block that begins the second column; absent: columns are as the author wrote them. */
  readonly secondColumn?: (content: Content) => Block | undefined
}

/** A slide as rules see it. */
export interface Content extends SlideFacts {
  readonly headings: readonly Block[]
  /** All that is no heading. */
  readonly body: readonly Block[]
  /** Letters of the body. */
  readonly bodyLetters: number
}

export function contentOf(facts: SlideFacts): Content {
  const headings = facts.blocks.filter(({ kind }) => kind === 'heading')
  const body = facts.blocks.filter(({ kind }) => kind !== 'heading')
  return { ...facts, headings, body, bodyLetters: body.reduce((sum, { letters }) => sum + letters, 0) }
}

export const layoutRules: readonly LayoutRule[] = [
  {
    layout: 'title',
    because: 'it is the first slide, with a heading and a few lines',
    example: '# The cost of waiting\n\nAda Moreno · Queue Days, 2026',
    at: 'first',
    holds: ({ isFirst, blocks, headings, body, bodyLetters, backgrounds }) =>
      isFirst &&
      backgrounds === 0 &&
      isTop(blocks[0]) &&
      headings.length <= 2 &&
      body.length <= 4 &&
      body.every(isText) &&
      bodyLetters <= 220,
  },
  {
    layout: 'end',
    because: 'it is the last slide and says thanks or invites questions',
    example: '# Thank you\n\nada@example.org',
    at: 'last',
    holds: ({ isFirst, isLast, headings, body, bodyLetters }) =>
      isLast &&
      !isFirst &&
      headings.length >= 1 &&
      headings.some(({ text }) => farewell.test(text)) &&
      body.length <= 4 &&
      body.every(isText) &&
      bodyLetters <= 200,
  },
  {
    layout: 'quote',
    because: 'it has only a quote, with or without its author',
    example: '> A queue is a promise that somebody forgot.\n\nOverheard at the post office',
    holds: ({ headings, body, backgrounds }) =>
      headings.length === 0 &&
      backgrounds === 0 &&
      body[0]?.kind === 'quote' &&
      body[0].letters <= 480 &&
      (body.length === 1 || (body.length === 2 && isText(body[1]) && (body[1]?.letters ?? 0) <= 90)),
  },
  {
    layout: 'portrait',
    because: 'it has a quote, its author and one image',
    example: '> A queue is a promise.\n\nThe porter of the old hall\n\n![The porter](assets/figure.svg)',
    holds: ({ headings, body, backgrounds }) =>
      headings.length === 0 &&
      backgrounds === 0 &&
      body.length === 3 &&
      body.filter(({ kind, letters }) => kind === 'quote' && letters <= 320).length === 1 &&
      body.filter(isFreePicture).length === 1 &&
      body.some((block) => isText(block) && block.letters <= 90) &&
      followsQuote(body),
  },
  {
    layout: 'pictures',
    because: 'it has two to four images in one paragraph and very little text',
    example: '## Before and after\n\n![The old hall](assets/figure.svg)\n![The new hall](assets/figure.svg)\n\nIn May',
    holds: ({ blocks, headings, body, bodyLetters, backgrounds }) =>
      backgrounds === 0 &&
      headings.length <= 1 &&
      (headings.length === 0 || isTop(blocks[0])) &&
      body[0]?.kind === 'pictures' &&
      (body.length === 1 || (body.length === 2 && isText(body[1]) && bodyLetters <= 160)),
  },
  {
    layout: 'figure',
    because: 'it has one image and very little text',
    example: '## Waiting by hour\n\n![Columns: minutes by hour](assets/figure.svg)\n\nMedian of a week in May',
    holds: ({ blocks, headings, body, bodyLetters, backgrounds }) => {
      const picture = body.findIndex(isFreePicture)
      return (
        picture === 0 &&
        backgrounds === 0 &&
        headings.length <= 1 &&
        (headings.length === 0 || isTop(blocks[0])) &&
        (body.length === 1 || (body.length === 2 && isText(body[1]) && bodyLetters <= 160))
      )
    },
  },
  {
    layout: 'full',
    because: 'it has a background image and a few words',
    example: '![bg](assets/ground.svg)\n\n## Monday, nine o’clock',
    holds: ({ headings, body, bodyLetters, backgrounds, hasSideBackground }) =>
      backgrounds === 1 &&
      !hasSideBackground &&
      headings.length === 1 &&
      body.length <= 1 &&
      body.every(isText) &&
      bodyLetters <= 120,
  },
  {
    layout: 'callout',
    because: 'it has only a callout',
    example: '> [!WARNING]\n> The doors close at five, whoever waits.',
    holds: ({ headings, body, bodyLetters, backgrounds }) =>
      headings.length === 0 &&
      backgrounds === 0 &&
      body.length === 1 &&
      body[0]?.kind === 'callout' &&
      bodyLetters <= 320,
  },
  {
    layout: 'stat',
    because: 'its heading is a figure with a line below',
    example: '# 47 minutes\n\nMedian wait in May; two years ago it was 82',
    holds: ({ blocks: [first, second], blocks, backgrounds }) =>
      backgrounds === 0 &&
      blocks.length === 2 &&
      first?.kind === 'heading' &&
      first.level === 1 &&
      !first.sized &&
      startsWithFigure.test(first.text) &&
      isFigure(first.text) &&
      isText(second) &&
      (second?.letters ?? 0) <= 160,
  },
  {
    layout: 'section',
    because: 'it has only a short heading',
    example: '# Where the time goes',
    holds: (content) => isLoneHeading(content) && !content.headings[0]?.sized && lone(content) <= 32 && !ends(content),
  },
  {
    layout: 'statement',
    because: 'it has only one sentence, as a heading',
    example: '# Nobody waits for a machine that says *when*.',
    holds: (content) => isLoneHeading(content) && lone(content) <= 160,
  },
  {
    layout: 'chart-full',
    because: 'it has only a chart under its heading',
    example:
      '## Waiting by hour\n\n<!-- chart: column -->\n\n| Hour | Minutes |\n|---|--:|\n| 9 | 21 |\n| 12 | 38 |\n\nIn May',
    holds: (content) => isUnderHeading(content) && content.body[0]?.kind === 'chart' && only(content, 'chart') === 1,
  },
  {
    layout: 'charts',
    because: 'it has only two charts under its heading',
    example:
      '## Waiting and leaving\n\n<!-- chart: column -->\n\n| Hour | Minutes |\n|---|--:|\n| 9 | 21 |\n| 12 | 38 |\n\n<!-- chart: column -->\n\n| Hour | Left |\n|---|--:|\n| 9 | 2 |\n| 12 | 7 |',
    holds: (content) => isUnderHeading(content) && content.body.length === 2 && only(content, 'chart') === 2,
  },
  {
    layout: 'chart',
    because: 'it has a chart and a few words under its heading',
    example:
      '## Waiting by hour\n\nAt noon people wait **twice as long** as in the morning.\n\n<!-- chart: column -->\n\n| Hour | Minutes |\n|---|--:|\n| 9 | 21 |\n| 12 | 38 |\n\nIn May',
    holds: (content) =>
      isUnderHeading(content) &&
      content.body.filter(({ kind }) => kind === 'chart').length === 1 &&
      content.body.every((block) => block.kind === 'chart' || isText(block) || block.kind === 'list') &&
      content.bodyLetters <= 260,
  },
  {
    layout: 'table',
    because: 'it has only a table under its heading',
    example: '## Four counters\n\n| Counter | Minutes |\n|---|--:|\n| A | 4 |\n| B | 11 |',
    holds: (content) => isUnderHeading(content) && only(content, 'table') === 1,
  },
  {
    layout: 'code',
    because: 'it has only code under its heading',
    example: '## Who is next?\n\n```python\ndef next_in(queue):\n    return queue.popleft()\n```',
    holds: (content) => isUnderHeading(content) && only(content, 'code') > 0,
  },
  {
    layout: 'stat',
    because: 'its list has bold figures with a few words each',
    example: '## In one week\n\n- **412** people\n- **11 min** in the median\n- **3** who gave up',
    holds: ({ blocks: [first, second], blocks }) =>
      blocks.length === 2 &&
      isTop(first) &&
      second?.kind === 'list' &&
      second.items.length >= 2 &&
      second.items.length <= 4 &&
      second.items.every(({ bold, text }) => isFigure(bold) && text.length - bold.length <= 40),
  },
  {
    layout: 'agenda',
    because: 'its heading announces an agenda and its numbered list has the parts',
    example: '## Agenda\n\n1. Why we wait\n2. **What it costs**\n3. What helps',
    holds: ({ blocks: [first, second], blocks }) =>
      blocks.length === 2 &&
      isTop(first) &&
      agenda.test(first?.text ?? '') &&
      second?.kind === 'list' &&
      second.ordered &&
      second.items.length >= 2 &&
      second.items.length <= 7 &&
      second.items.every(({ text }) => text.length <= 50),
  },
  {
    layout: 'split',
    because: 'it has one image and a little text',
    example: '## The new hall\n\n- Doors to both streets\n- Seats for sixty\n\n![The hall](assets/figure.svg)',
    holds: ({ blocks, headings, body, bodyLetters, backgrounds }) =>
      backgrounds === 0 &&
      headings.length === 1 &&
      isTop(blocks[0]) &&
      body.length >= 2 &&
      body.filter(isFreePicture).length === 1 &&
      body.every((block) => isFreePicture(block) || isText(block) || block.kind === 'list') &&
      [body[0], body.at(-1)].some((block) => block?.kind === 'picture') &&
      bodyLetters <= 320,
    secondColumn: ({ body }) => (body[0]?.kind === 'picture' ? body[1] : body.at(-1)),
  },
  {
    layout: 'split',
    because: 'it has two parts of about the same length, each with a heading',
    example:
      '## Two kinds of queues\n\n### One line\n\n- Fair\n- Looks long\n\n### Many lines\n\n- Faster for some\n- A gamble',
    holds: (content) => hasEqualParts(content, 2),
  },
  {
    layout: 'thirds',
    because: 'it has three parts of about the same length, each with a heading',
    example:
      '## Three ways\n\n### Call\n\nA voice says when.\n\n### Number\n\nA slip of paper.\n\n### Line\n\nStand and hope.',
    holds: (content) => hasEqualParts(content, 3),
  },
]

function isTop(block: Block | undefined): boolean {
  return block?.kind === 'heading' && block.level <= 2
}

function isText(block: Block | undefined): boolean {
  return block?.kind === 'text'
}

function isFreePicture({ kind, sized }: Block): boolean {
  return kind === 'picture' && !sized
}

/** True when the speaker is the paragraph right behind the quote. */
function followsQuote(body: readonly Block[]): boolean {
  return isText(body[body.findIndex(({ kind }) => kind === 'quote') + 1])
}

/** One heading, and nothing else that is seen. */
function isLoneHeading({ blocks, backgrounds }: Content): boolean {
  return blocks.length === 1 && isTop(blocks[0]) && backgrounds === 0
}

function lone({ headings }: Content): number {
  return headings[0]?.letters ?? 0
}

function ends({ headings }: Content): boolean {
  return /[.!?…。！？؟][\s”’»"']*$/u.test(headings[0]?.text ?? '')
}

/** A heading first, all else below it, no picture behind. */
function isUnderHeading({ blocks, headings, body, backgrounds }: Content): boolean {
  return headings.length === 1 && isTop(blocks[0]) && body.length > 0 && backgrounds === 0
}

/** How many blocks of a kind the body has, when it has nothing else but one short paragraph. */
function only({ body }: Content, kind: Block['kind']): number {
  const others = body.filter((block) => block.kind !== kind)
  const isShort = others.length === 0 || (others.length === 1 && isText(others[0]) && (others[0]?.letters ?? 0) <= 120)
  return isShort ? body.length - others.length : 0
}

/** Digits, and few letters around them: `412`, `€48.2m`, `11 min`, `−3 %`. */
function isFigure(text: string): boolean {
  return /\p{Nd}/u.test(text) && text.length <= 12
}

const startsWithFigure = /^[<>≈~±+−–-]?\s?[€$£¥]?\s?\p{Nd}/u

/** Parts under h3 (or h2 below an h1) that say about the same amount. */
function hasEqualParts({ blocks: [first, ...rest], backgrounds }: Content, count: number): boolean {
  const level = rest[0]?.level ?? 0
  if (!isTop(first) || backgrounds > 0 || level !== 3) return false
  const parts: Block[][] = []
  for (const block of rest) {
    if (block.kind === 'heading' && block.level !== level) return false
    if (block.kind === 'heading') parts.push([])
    else if (!isText(block) && block.kind !== 'list') return false
    else parts.at(-1)?.push(block)
  }
  const lengths = parts.map((part) => part.reduce((sum, { letters }) => sum + letters, 0))
  const shortest = Math.min(...lengths)
  const longest = Math.max(...lengths)
  return parts.length === count && shortest > 0 && longest <= 420 / count + 60 && longest <= 3 * shortest + 30
}

/** Thanks and questions, as last slides say them. */
const farewell = new RegExp(
  [
    'thank(?:s|\\s+you)|^(?:any\\s+)?questions|^q\\s*&\\s*a|^the\\s+end|that.?s\\s+all|^get\\s+in\\s+touch',
    'danke|vielen\\s+dank|fragen|merci|des\\s+questions|gracias|preguntas|obrigad[oa]|perguntas|grazie|domande',
    'bedankt|dank\\s+je|vragen|tack|frågor|takk|spørsmål|tak\\b|spørgsmål|kiitos|kysymyksiä|dziękuj|pytania|děkuj|otázky',
    'teşekkür|sorular|спасибо|вопросы|дякую|питання|ευχαριστ|תודה|שאלות|شكر|أسئلة|धन्यवाद|谢谢|謝謝|提问|感谢|ありがとう|ご清聴|質問|감사|질문',
  ].join('|'),
  'iu',
)

/** What a list of a talk's parts is called. */
const agenda =
  /^(?:agenda|outline|contents?|table\s+of\s+contents|today|overview|inhalt(?:sverzeichnis)?|gliederung|ablauf|tagesordnung|überblick|programm|sommaire|plan|índice|contenido|indice|conteúdo|inhoud|innehåll|innhold|indhold|sisältö|spis\s+treści|obsah|içindekiler|содержание|план|зміст|目录|目錄|目次|アジェンダ|목차|תוכן|المحتويات)\s*[:：]?$/iu
