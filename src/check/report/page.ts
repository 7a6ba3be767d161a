import type { Problem } from '../../model/problem.js'
import { whereOf } from '../../model/where.js'
import { escapeAddress, escapeHtml } from '../../render/page/escape.js'
import { filterScript, filterSource, summary } from './filter.js'
import type { Reported } from './reported.js'
import { reportCss } from './style.js'

/** Pictures of the slides that something was found on: 1-based number → address. */
export type SlidePictures = ReadonlyMap<number, string>

/** The report as one page with everything inside: each slide with its picture, and the places outlined. */
export function reportPage(
  decks: readonly { readonly reported: Reported; readonly pictures: SlidePictures }[],
): string {
  const problems = decks.flatMap(({ reported }) => reported.problems)
  const count = problems.length
  const title = count === 0 ? 'No problems found' : `${count} ${count === 1 ? 'problem' : 'problems'}`
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; img-src data:; style-src 'unsafe-inline'; script-src ${filterSource}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(title)}</title>
<style>${reportCss}</style>
</head>
<body>
<main>
<h1>${escapeHtml(title)}</h1>
${summary(problems)}
${decks.map(({ reported, pictures }) => deckPart(reported, pictures)).join('\n')}
</main>
<script>${filterScript}</script>
</body>
</html>
`
}

function deckPart({ deck, problems, quiet }: Reported, pictures: SlidePictures): string {
  const slides = [...new Set(problems.map(({ slide }) => slide))].sort((a, b) => (a ?? 0) - (b ?? 0))
  const parts = slides.map((slide) =>
    slidePart(
      problems.filter((problem) => problem.slide === slide),
      slide === undefined ? undefined : { number: slide, title: deck.slides[slide - 1]?.title ?? '' },
      { picture: slide === undefined ? undefined : pictures.get(slide), size: deck.size },
    ),
  )
  const hushed = quiet === 0 ? '' : `, ${quiet} suppressed`
  return `<section class="deck"><h2>${escapeHtml(deck.meta.title)}</h2>
<p class="file">${escapeHtml(deck.file)} · ${deck.slides.length} ${deck.slides.length === 1 ? 'slide' : 'slides'}${hushed}</p>
${parts.length === 0 ? '<p>No problems found.</p>' : parts.join('\n')}</section>`
}

interface Shown {
  readonly picture: string | undefined
  readonly size: { readonly widthPx: number; readonly heightPx: number }
}

function slidePart(
  problems: readonly Problem[],
  slide: { readonly number: number; readonly title: string } | undefined,
  { picture, size }: Shown,
): string {
  const name =
    slide === undefined ? 'Whole deck' : `Slide ${slide.number}${slide.title === '' ? '' : ` · ${slide.title}`}`
  const percent = (part: number, whole: number): string =>
    `${((Math.max(0, Math.min(part, whole)) / whole) * 100).toFixed(2)}%`
  const boxes = problems.flatMap((problem, index) => {
    const { spot, severity } = problem
    if (spot === undefined) return []
    const { xPx, yPx, widthPx, heightPx } = spot.box
    const left = percent(xPx, size.widthPx)
    const top = percent(yPx, size.heightPx)
    const width = percent(Math.min(widthPx, size.widthPx - xPx), size.widthPx)
    const height = percent(Math.min(heightPx, size.heightPx - yPx), size.heightPx)
    const style = `left:${left};top:${top};width:${width};height:${height}`
    return [`<span class="box ${severity}" ${marks(problem)} style="${style}"><b>${index + 1}</b></span>`]
  })
  const shown =
    picture === undefined
      ? ''
      : `<div class="picture"><img src="${escapeAddress(picture)}" alt="${escapeHtml(name)}" width="${size.widthPx}" height="${size.heightPx}">${boxes.join('')}</div>`
  return `<article><h3>${escapeHtml(name)}</h3>${shown}<ol>${problems.map(item).join('')}</ol></article>`
}

function item(problem: Problem): string {
  const { severity, code, message, hint } = problem
  const where = whereOf(problem)
  return `<li class="${severity}" ${marks(problem)}><p><strong>${severity === 'info' ? 'note' : severity}</strong> ${prose(message)} <code>${code}</code></p><p class="hint">${prose(hint)}</p><p class="place">${escapeHtml(where)}</p></li>`
}

/** What the controls go by. */
function marks({ severity, code, slide }: Problem): string {
  return `data-severity="${severity}" data-rule="${code}" data-slide="${slide ?? 0}"`
}

/** What stands between backticks is code, as in Markdown: as many close as have opened, so that fewer may stand inside. */
function prose(text: string): string {
  return escapeHtml(text).replace(/(?<!`)(`+)(?!`)(.+?)(?<!`)\1(?!`)/gs, (_, _ticks, code: string) => {
    const isPadded = /^ .*\S.* $/s.test(code)
    return `<kbd>${isPadded ? code.slice(1, -1) : code}</kbd>`
  })
}
