import type { Deck, Slide } from '../../model/deck.js'
import type { Page } from '../../model/page.js'
import { directionOf } from '../../model/words/direction.js'
import { escapeHtml } from '../page/escape.js'
import { firstWords } from '../page/plainText.js'
import { readableHtml } from '../player/readable.js'
import type { Wanted } from './texts.js'
import { timingsOf, timingWords } from './timing.js'

/** What a transcript holds. */
export interface TranscriptOptions {
  readonly notes: boolean
  readonly slides: Wanted
}

/**
 * The talk as a page to read: titles, words, the words that stand for pictures, and notes. For people who do not see the
 * slides, for those who were not there, and for search engines. Nothing in it moves or loads.
 */
export function renderTranscript(deck: Deck, { notes, slides }: TranscriptOptions): Page {
  const { meta } = deck
  const chosen = deck.slides.filter(({ index }) => slides?.has(index) ?? true)
  const timings = timingsOf(deck.slides)
  const by = [meta.author, meta.event, meta.date].filter(Boolean).join(' · ')
  const contents = chosen.map(
    (slide) =>
      `<li value="${slide.index + 1}"><a href="#slide-${slide.index + 1}">${escapeHtml(slide.title || firstWords(slide))}</a></li>`,
  )
  const sections = chosen.map((slide) => {
    const number = slide.index + 1
    const time = timingWords(timings[slide.index] ?? {})
    const said = notes ? slide.notesHtml.map((note) => readableHtml(note, { level: 4, withoutTitle: false })) : []
    const isTitled = slide.title !== ''
    return `<section aria-labelledby="slide-${number}">
<h2 id="slide-${number}"><span class="number">${number}</span> ${name(slide)}</h2>
${time === '' ? '' : `<p class="time">${time}</p>\n`}${readableHtml(slide.html, { level: 3, withoutTitle: isTitled })}
${said.join('').trim() === '' ? '' : `<div class="notes">\n<h3>Notes</h3>\n${said.join('\n')}\n</div>\n`}</section>`
  })
  return {
    html: `<!doctype html>
<html lang="${escapeHtml(meta.lang)}"${directionOf(meta.lang)}>
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(meta.title)} – transcript</title>
<meta name="generator" content="Lectern">
${meta.description === undefined ? '' : `<meta name="description" content="${escapeHtml(meta.description)}">\n`}<style>${style}</style>
</head>
<body>
<header>
<h1>${escapeHtml(meta.title)}</h1>
${meta.subtitle === undefined ? '' : `<p>${escapeHtml(meta.subtitle)}</p>\n`}${by === '' ? '' : `<p class="by">${escapeHtml(by)}</p>\n`}</header>
<nav aria-label="Slides">
<ol>
${contents.join('\n')}
</ol>
</nav>
<main>
${sections.join('\n')}
</main>
</body>
</html>
`,
  }
}

function name({ title, index }: Slide): string {
  return escapeHtml(title === '' ? `Slide ${index + 1}` : title)
}

const style = `:root{color-scheme:light dark;--faint:light-dark(#595959,#a8a8a8);--line:light-dark(#d5d5d5,#444);--link:light-dark(#1a4f8a,#8ab8f0)}
body{background:light-dark(#fff,#161616);color:light-dark(#1c1c1c,#e8e8e8);font:1.0625rem/1.6 system-ui,sans-serif;margin:0 auto;max-width:42rem;overflow-wrap:break-word;padding:2rem 1.25rem 6rem}
h1{font-size:2rem;line-height:1.2;margin:0 0 .5rem}
h2{border-top:1px solid var(--line);font-size:1.4rem;line-height:1.3;margin:3rem 0 1rem;padding-top:1.5rem}
h3{font-size:1.05rem;margin:1.5rem 0 .5rem}
a{color:var(--link)}
a:focus-visible{outline:3px solid var(--link);outline-offset:2px}
.number,.by,.time,.picture{color:var(--faint)}
.number{font-variant-numeric:tabular-nums;font-weight:400}
nav ol{columns:18rem;column-gap:2rem;padding-inline-start:2.25rem}
nav li{break-inside:avoid;padding-inline-start:.25rem}
pre{background:light-dark(#f4f4f4,#222);overflow-x:auto;padding:.75rem 1rem;white-space:pre-wrap}
table{border-collapse:collapse}td,th{border:1px solid var(--line);padding:.25rem .6rem;text-align:start}
blockquote{border-inline-start:3px solid var(--line);margin-inline:0;padding-inline-start:1rem}
.notes{border-inline-start:3px solid var(--line);margin-top:1.5rem;padding-inline-start:1rem}
.notes>h3{color:var(--faint);margin-top:0}
@media print{body{max-width:none;padding:0}h2{break-after:avoid}}`
