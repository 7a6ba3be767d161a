import { basename } from 'node:path'
import { escapeHtml } from '../../render/page/escape.js'
import { firstSlideAt } from '../deck/deckRoute.js'
import { guessTitle } from '../deck/deckTitle.js'
import type { Session } from '../deck/session.js'
import { type Route, respond } from '../http/respond.js'

/** Answers `/`: with the deck, or with all of them. And a deck's file name, which people type. */
export function indexRoute(sessions: readonly Session[]): Route {
  return (visit) => {
    if (visit.method === 'POST') return false
    const [only] = sessions
    const file = sessions.find(({ path }) => visit.path === `/${basename(path)}`)
    const one = visit.path === '/' && sessions.length === 1 ? only : file
    if (one !== undefined) {
      respond(visit, 302, { Location: deckAt(one.name), 'Cache-Control': 'no-store' })
      return true
    }
    if (visit.path !== '/') return false
    const headers = { 'Content-Type': 'text/html; charset=utf-8', 'Cache-Control': 'no-store' }
    respond(visit, 200, { ...headers, 'Content-Security-Policy': policy }, indexPage(sessions))
    return true
  }
}

/** Address of a deck's page. */
export function deckAt(name: string): string {
  return `/${encodeURIComponent(name)}/`
}

const policy =
  "default-src 'none'; style-src 'unsafe-inline'; frame-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"

function indexPage(sessions: readonly Session[]): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Decks</title>
<style>${style}</style>
</head>
<body>
<h1>Decks <small>${sessions.length}</small></h1>
<ul>
${sessions.map((session, index) => item(session, index < mostGuesses)).join('\n')}
</ul>
</body>
</html>
`
}

/** Decks that are opened to be named; of more, files' names have to do. */
const mostGuesses = 200

/** The picture is the real slide in a frame; frames out of sight are not loaded. */
function item(session: Session, isGuessed: boolean): string {
  const { deck, revision } = session.shown()
  const guess = isGuessed && revision === 0 ? guessTitle(session.path) : undefined
  const [title, file] = [revision === 0 ? (guess ?? session.name) : deck.meta.title, session.file].map(escapeHtml)
  const errors = session.problems().filter(({ severity }) => severity === 'error').length
  const note = errors === 0 ? '' : ` <em>${errors} error${errors === 1 ? '' : 's'}</em>`
  const { widthPx, heightPx } = deck.size
  const frame = `<iframe src="${escapeHtml(firstSlideAt(session.name))}" title="" tabindex="-1" loading="lazy" aria-hidden="true" class="${widthPx * 9 >= heightPx * 16 ? 'wide' : 'high'}" style="aspect-ratio:${widthPx}/${heightPx}"></iframe>`
  return `<li><a href="${escapeHtml(deckAt(session.name))}"><span class="picture">${frame}</span><strong>${title}</strong><span>${file}${note}</span></a></li>`
}

const style = `
:root{color-scheme:light dark;--back:#f4f5f7;--front:#16181d;--quiet:#5a606b;--line:#d5d9e0;--signal:#2458d3;--wrong:#b3261e}
@media(prefers-color-scheme:dark){:root{--back:#101216;--front:#eef0f3;--quiet:#a3a9b5;--line:#2b2f38;--signal:#8fbcff;--wrong:#ff9a92}}
body{background:var(--back);color:var(--front);font:16px/1.45 system-ui,sans-serif;margin:0 auto;max-width:1240px;padding:clamp(16px,4vw,48px)}
h1{font-size:22px;font-weight:650;margin:0 0 24px}
small{color:var(--quiet);font-weight:400;margin-inline-start:6px}
ul{display:grid;gap:28px 24px;grid-template-columns:repeat(auto-fill,minmax(min(320px,100%),1fr));list-style:none;margin:0;padding:0}
a{color:inherit;display:grid;gap:2px;text-decoration:none}
.picture{aspect-ratio:16/9;background:#8883;border:1px solid var(--line);border-radius:8px;display:flex;justify-content:center;margin-bottom:8px;overflow:hidden}
/* Half a percent too large: a fraction of a pixel of the stage would show below. */
iframe{align-self:center;border:0;display:block;flex:none;pointer-events:none;scale:1.005}
.wide{width:100%}
.high{height:100%}
em{color:var(--wrong);font-style:normal}
strong{font-weight:600;overflow-wrap:anywhere}
a>span:last-child{color:var(--quiet);font-size:14px;overflow-wrap:anywhere}
a:hover strong{text-decoration:underline}
a:focus-visible{border-radius:8px;outline:3px solid var(--signal);outline-offset:4px}
`.trim()
