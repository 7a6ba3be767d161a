import type { Problem } from '../../model/problem.js'
import type { Source } from '../../model/source.js'

/** A program whose decks look like ours, and how they are told. */
interface Tool {
  readonly name: string
  /** What of it means nothing here. */
  readonly lost: string
  /** What to do. */
  readonly hint: string
  /** Keys of its front matter, with how sure they make. */
  readonly keys: Readonly<Record<string, number>>
  /** What stands in its text, outside of code, with how sure it makes. */
  readonly marks: readonly (readonly [pattern: RegExp, weight: number])[]
}

/** From here on it is one: a sure mark, or two that others might have. */
const enough = 2

/** How much of a deck is looked at, in UTF-16 units: whoever uses a tool shows it before. */
const enoughText = 100_000

/** A paragraph of notes that ends a slide. */
const noteAtEnd = '\\n\\nNotes? ?:[^\\n]*(?:\\n[^\\n]+)*\\s*(?:\\n-{3,4}[ \\t]*\\n|$)'

const tools: readonly Tool[] = [
  {
    name: 'Slidev',
    lost: 'its layouts, clicks and per-slide settings',
    hint: 'Build it with Slidev, or write `<!-- _class: … -->` for `layout:`, `<!-- step -->` for `<v-click>`, `<!-- column -->` for `::right::`.',
    keys: {
      ...{
        highlighter: 1,
        drawings: 2,
        mdc: 1,
        colorSchema: 1,
        routerMode: 2,
        canvasWidth: 2,
        themeConfig: 1,
        addons: 1,
      },
      ...{ lineNumbers: 1, monaco: 2, hideInToc: 2, titleTemplate: 1, exportFilename: 1, fonts: 1, info: 1, comark: 2 },
      ...{ layout: 1, aspectRatio: 1, selectable: 1, download: 1, transition_slidev: 1, background: 0.5, seoMeta: 2 },
    },
    marks: [
      [/<\/?v-(?:clicks?|after|switch|drag|motion)\b/, 2],
      [/<[a-z][^<>]{0,300}\sv-(?:click|after|mark|motion|drag)\b/, 2],
      [/^::(?:right|left|default|top|bottom|footer|header)::\s*$/m, 2],
      [/^---[ \t]*\n(?:[\w-]{1,40}:.*\n){0,20}?(?:layout|src|clicks|routeAlias|hideInToc|level):/m, 2],
      [/\$slidev\b|\$clicks\b|\$frontmatter\b/, 2],
      [/^<<< @\//m, 1],
      [/<(?:carbon|mdi|logos|ph)[-:][\w-]+|<(?:Tweet|Youtube|SlidevVideo|Toc|SlideCurrentNo|Counter)\b/, 1],
      [/^```\w+ \{monaco/m, 2],
    ],
  },
  {
    name: 'reveal.js',
    lost: 'its `Note:`, `.element` and `.slide` marks and vertical slides',
    hint: 'Build it with reveal-md, or write notes as `<!-- … -->`, `<!-- step -->` for fragments, and `---` between all slides.',
    keys: {
      ...{ revealOptions: 2, verticalSeparator: 2, notesSeparator: 2, separator: 1, highlightTheme: 1, scripts: 0.5 },
      slideOptions: 2,
      ...{ preprocessor: 1, listingTemplate: 2, css: 0.5 },
    },
    marks: [
      [/<!--\s*\.(?:element|slide)\s*:/, 2],
      [/^Notes?:/m, 1],
      // As the last paragraph of one slide it may be meant to be read; of two, it is said and not shown.
      [new RegExp(`${noteAtEnd}[\\s\\S]*?${noteAtEnd}`, 'i'), 1],
      [/\n\n(?:----|--)[ \t]*\n/, 1],
      [/<[a-z][^<>]{0,200}\sclass="(?:[\w-]+ )*fragment\b/, 1],
      [/<section\b[^<>]{0,200}\sdata-|\sdata-auto-animate\b|\sdata-background(?:-\w+)?=/, 1.5],
      [/<aside\s+class="notes">/, 1.5],
      [/^```\w+ \[[\d,|: -]+\]/m, 1],
    ],
  },
  {
    name: 'remark',
    lost: 'its classes, its `???` notes and its `--` steps',
    hint: 'Build it with remark, or write `<!-- _class: … -->` for `class:`, `<!-- … -->` for `???`, and `<!-- step -->` for `--`.',
    keys: {},
    marks: [
      [/^\?\?\?\s*$/m, 2],
      [/(?:^|\n---[ \t]*\n\n?)(?:(?:class|name|template|count|exclude): .+\n){0,6}layout: (?:true|false)[ \t]*\n/, 2],
      [/(?:^|\n---[ \t]*\n\n?)(?:name|template|count|background-image): /, 1],
      [/(?:^|\n---[ \t]*\n\n?)class: [\w, -]+\n/, 1.5],
      [/^\.(?:left|right|center|footnote|pull-left|pull-right|column|red|small|large)(?:-\w+)?\[/m, 2],
      [/\n\n--[ \t]*\n/, 0.5],
    ],
  },
  {
    name: 'Quarto',
    lost: 'its divs, attributes and executable code',
    hint: 'Build it with Quarto, or write `<!-- column -->` for columns, `<!-- step -->` for `. . .`, and notes as `<!-- … -->`.',
    keys: { 'format: revealjs': 2, execute: 1, 'slide-level': 1, 'code-fold': 1, engine: 0.5 },
    marks: [
      [/^:{3,}\s*\{\s*\./m, 1],
      [/^#{1,6} .{0,200}\{[^{}\n]{0,200}(?:\.smaller|\.scrollable|background-color=|auto-animate|\.unnumbered)/m, 1],
      [/^```\{(?:r|python|julia|ojs|mermaid|dot)\b[^}]*\}/m, 1],
      [/^#\| \w[\w-]*:/m, 1],
      [/\{\{< \w+/, 1],
      [/^\. \. \.\s*$/m, 0.5],
    ],
  },
  {
    name: 'Deckset',
    lost: 'its `[fit]`, its `[.…]` commands and its `^` notes',
    hint: 'Build it with Deckset, or write `# <!-- fit --> …` for `[fit]`, `<!-- … -->` for `^`, and settings into front matter.',
    keys: {},
    marks: [
      [/^#{1,4} *\[fit\]/m, 2],
      [/^\[\.(?:column|build-lists|header|footer|text|autoscale|background-color|slidenumbers|code)\b/m, 2],
      [/^(?:autoscale|slidenumbers|build-lists|slide-transition|slidecount|footer-style|slide-dividers): /m, 1.5],
      [/^\^ ?\S/m, 0.5],
      [/!\[(?:inline|fit|filtered)\b[^\]]*\]\(/, 0.5],
    ],
  },
  {
    name: 'Markdown Preview Enhanced',
    lost: 'its `<!-- slide -->` separators and settings',
    hint: 'Write `---` between slides in place of `<!-- slide -->`, `<!-- step -->` for fragments, and notes as `<!-- … -->`.',
    keys: { presentation: 1 },
    marks: [
      [/^<!--[ \t]*slide(?:[ \t]+[\w:-]+=[^<>]*)?[ \t]*-->/m, 1.5],
      [/^<!--[ \t]*slide\b[^<>]{0,200}-->[\s\S]*^<!--[ \t]*slide\b[^<>]{0,200}-->/m, 1],
      [/^@import "[^"\n]+"/m, 1],
    ],
  },
  {
    name: 'pandoc',
    lost: 'its title block, divs and pauses',
    hint: 'Build it with pandoc, or write `---` between slides, `<!-- column -->` for columns, and notes as `<!-- … -->`.',
    keys: {
      'output: slides': 2,
      colortheme: 1,
      innertheme: 1,
      aspectratio: 0.5,
      'header-includes': 0.5,
      documentclass: 0.5,
    },
    marks: [
      [/^% .+\n%/, 2],
      [/^:{3,} *(?:notes|columns|column|incremental|nonincremental)\s*$/m, 1.5],
      [/^:{3,} *\{\.(?:notes|columns?|incremental)[^}]*\}/m, 1],
      [/^\. \. \.\s*$/m, 1],
      [/^\\(?:pause|begin\{(?:frame|columns|block)\})/m, 1.5],
    ],
  },
]

/** Themes that come with Slidev or are named as its packages are. */
const slidevTheme =
  /^(?:seriph|apple-basic|bricks|shibainu|geist|slidev-theme-.*|@[\w-]+\/slidev-theme-.*|@slidev\/.*)$/

/** Layouts of Slidev's own themes; `layout: post` and `layout: page` are of site builders. */
const slidevLayout =
  /^"(?:cover|intro|center|quote|fact|statement|two-cols(?:-header)?|image(?:-left|-right)?|iframe(?:-left|-right)?|full)"$/

/** Codes of what is said of form. In the deck of another tool it is all one cause. */
const consequences: ReadonlySet<string> = new Set(
  (
    'front-matter-unknown front-matter-value front-matter-machine theme-unknown theme-class-unknown size-unknown slide-swallowed' +
    ' directive-unknown directive-value comment-rest callout-unknown image-keyword code-language-unknown code-lines html-removed' +
    ' step-empty mark-unknown link-broken math-engine attribute-removed'
  ).split(' '),
)

/**
 * Recognises a deck that was written for another program, says so once, and leaves out what follows from it. A deck that says
 * `marp: true` or has one of Marp's directives is ours, whatever else stands in it.
 */
export function foreignDeck(source: Source, problems: readonly Problem[]): readonly Problem[] {
  const tool = toolOf(source)
  if (tool === undefined) return problems
  const line =
    source.frontMatter.lineCount > 0
      ? 1
      : Math.max(1, source.text.slice(0, source.text.search(/\S/)).split('\n').length)
  return [
    {
      severity: 'warning',
      code: 'foreign-deck',
      message: `This looks like a ${tool.name} deck: ${tool.lost} have no effect here and are shown as text.`,
      hint: tool.hint,
      place: { file: source.file, line, column: 1 },
    },
    ...problems.filter(({ code }) => !consequences.has(code)),
  ]
}

function toolOf(source: Source): Tool | undefined {
  const { values, lineCount } = source.frontMatter
  if (values.has('marp')) return undefined
  const body = source.text.slice(0, enoughText).split('\n').slice(lineCount).join('\n')
  const prose = withoutCode(body)
  if (
    /<!--\s*_?(?:(?:class|paginate|header|footer|theme|backgroundColor|color|size|include)\s*:|(?:step|column)\s*-->)/.test(
      prose,
    )
  )
    return undefined
  const keys = keysOf(values)
  const scored = tools.map((tool) => ({ tool, score: scoreOf(tool, keys, prose, body) }))
  const best = scored.reduce((one, other) => (other.score > one.score ? other : one))
  return best.score >= enough ? best.tool : undefined
}

/** The keys of the front matter, and words for values that tell a program. */
function keysOf(values: Source['frontMatter']['values']): Set<string> {
  const keys = new Set(values.keys())
  const textOf = (key: string): string => JSON.stringify(values.get(key) ?? '')
  if (/revealjs|beamer|pptx/.test(textOf('format'))) keys.add('format: revealjs')
  if (/beamer|ioslides|slidy|revealjs|moon_reader|powerpoint_presentation/.test(textOf('output')))
    keys.add('output: slides')
  if (/^"(?:slide-(?:left|right|up|down)|view-transition)/.test(textOf('transition'))) keys.add('transition_slidev')
  if (slidevLayout.test(textOf('layout'))) keys.add('transition_slidev')
  const theme = values.get('theme')
  if (typeof theme === 'string' && slidevTheme.test(theme)) keys.add('drawings')
  return keys
}

function scoreOf({ keys, marks }: Tool, found: ReadonlySet<string>, prose: string, body: string): number {
  const ofKeys = Object.entries(keys).reduce((sum, [key, weight]) => sum + (found.has(key) ? weight : 0), 0)
  // What begins with a fence is looked for in the text as it is.
  return marks.reduce(
    (sum, [pattern, weight]) => sum + (pattern.test(pattern.source.startsWith('^```') ? body : prose) ? weight : 0),
    ofKeys,
  )
}

/** The text with empty lines for what is code, so that a deck about another tool is none of it. */
function withoutCode(text: string): string {
  let fence: string | undefined
  const lines = text.split('\n').map((line) => {
    const mark = /^ {0,3}(`{3,}|~{3,})/.exec(line)?.[1]
    if (fence === undefined) {
      fence = mark
      return mark === undefined ? line : ''
    }
    if (mark?.startsWith(fence) && line.trim() === mark) fence = undefined
    return ''
  })
  return lines.join('\n').replace(/`[^`\n]+`/g, '')
}
