import type { DeckMeta } from '../../model/deck.js'
import type { Page } from '../../model/page.js'
import { directionOf } from '../../model/words/direction.js'
import { escapeHtml } from '../page/escape.js'

/** A talk on the page. Addresses are relative to it. */
export interface IndexEntry {
  readonly meta: DeckMeta
  readonly slides: number
  /** Absent when there is no picture of it. */
  readonly picture: string | undefined
  /** What there is of it, the best way to see it first. */
  readonly links: readonly { readonly label: string; readonly href: string }[]
}

/** A page that leads to all talks of a site, each with its first slide. Nothing in it moves or loads from elsewhere. */
export function renderSiteIndex(entries: readonly IndexEntry[]): Page {
  const count = `${entries.length} ${entries.length === 1 ? 'talk' : 'talks'}`
  return {
    html: `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; img-src 'self' file: data:; base-uri 'none'; form-action 'none'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Talks</title>
<meta name="generator" content="Lectern">
<style>${style}</style>
</head>
<body>
<header><h1>Talks</h1><p>${count}</p></header>
<main>
<ul>
${entries.map(item).join('\n')}
</ul>
</main>
</body>
</html>
`,
  }
}

function item({ meta, slides, picture, links }: IndexEntry): string {
  const [first, ...others] = links
  const facts = [meta.author, meta.event, meta.date, `${slides} ${slides === 1 ? 'slide' : 'slides'}`]
  const said = facts
    .filter((fact) => fact !== undefined && fact !== '')
    // Dates and counts stay on one line.
    .map((fact = '') => `<bdi${fact.length < 20 ? ' class="whole"' : ''}>${escapeHtml(fact)}</bdi>`)
  const title = escapeHtml(meta.title)
  const frame = `<span class="picture">${picture === undefined ? '' : `<img src="${escapeHtml(picture)}" alt="" loading="lazy">`}</span>`
  const main = first === undefined ? `${frame}${title}` : `<a href="${escapeHtml(first.href)}">${frame}${title}</a>`
  const more = others.map(
    ({ label, href }) =>
      `<a href="${escapeHtml(href)}" aria-label="${escapeHtml(label)}: ${title}">${escapeHtml(label)}</a>`,
  )
  return `<li lang="${escapeHtml(meta.lang)}"><h2${directionOf(meta.lang)}>${main}</h2><p>${said.join(' · ')}</p>${more.length === 0 ? '' : `<p class="more">${more.join(' ')}</p>`}</li>`
}

const style = `:root{color-scheme:light dark;--faint:light-dark(#595959,#a8a8a8);--line:light-dark(#d5d5d5,#444);--link:light-dark(#1a4f8a,#8ab8f0)}
body{background:light-dark(#fafafa,#161616);color:light-dark(#1c1c1c,#e8e8e8);font:1rem/1.5 system-ui,sans-serif;margin:0 auto;max-width:76rem;padding:2.5rem 1.5rem 6rem}
header{align-items:baseline;display:flex;gap:1rem;margin-bottom:2rem}
h1{font-size:2rem;line-height:1.2;margin:0}
header p,li p{color:var(--faint);margin:0}
ul{display:grid;gap:2.5rem 2rem;grid-template-columns:repeat(auto-fill,minmax(min(18rem,100%),1fr));list-style:none;margin:0;padding:0}
h2{font-size:1.1rem;line-height:1.3;margin:0 0 .25rem;overflow-wrap:break-word;text-wrap:balance}
h2 a{color:inherit;text-decoration:none}h2 a:hover{text-decoration:underline}
.picture{aspect-ratio:16/9;background:light-dark(#ececec,#222);border:1px solid var(--line);border-radius:.4rem;display:grid;margin-bottom:.75rem;overflow:hidden;place-items:center}
.picture img{display:block;max-height:100%;max-width:100%;min-height:0}
.whole{white-space:nowrap}
.more{display:flex;flex-wrap:wrap;font-size:.9rem;gap:.25rem 1rem;margin-top:.25rem}
.more a{color:var(--link)}
a:focus-visible{outline:3px solid var(--link);outline-offset:3px}`
