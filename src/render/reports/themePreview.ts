// The page that shows a deck in every theme: all slides of one theme, one slide large, or one slide in all themes. Where one
// is, is in the address (`#night/dark/7`), so that links, the back button and a page without script work. Pictures instead of
// live slides: one page holds all themes, whose CSS would meet, and it shows what the export shows.
import type { Page } from '../../model/page.js'
import { escapeAddress, escapeHtml, escapeStyle } from '../page/escape.js'

/** A deck in one theme. */
export interface ThemeShow {
  readonly name: string
  readonly title: string
  readonly description: string
  readonly schemes: readonly SchemeShow[]
  /** Why there are no pictures; absent when there are. */
  readonly fault?: string
}

/** The slides in one scheme. */
export interface SchemeShow {
  readonly scheme: 'light' | 'dark'
  readonly slides: readonly PreviewSlide[]
}

export interface PreviewSlide {
  readonly title: string
  /** Address of its picture. */
  readonly picture: string
}

export interface ThemePreview {
  readonly title: string
  readonly size: { readonly widthPx: number; readonly heightPx: number }
  readonly themes: readonly ThemeShow[]
}

/** The page, with everything inside but the script's source hash, which its caller knows. */
export function renderThemePreview(
  preview: ThemePreview,
  client: { readonly script: string; readonly style: string; readonly scriptSource: string },
): Page {
  const { title, themes } = preview
  const count = `${themes.length} theme${themes.length === 1 ? '' : 's'}`
  const policy = `default-src 'none'; img-src data:; style-src 'unsafe-inline'; script-src ${client.scriptSource}; base-uri 'none'; form-action 'none'`
  return {
    html: `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${escapeHtml(policy)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(title)} in ${count}</title>
<meta name="generator" content="Lectern">
<style>${escapeStyle(client.style)}</style>
</head>
<body>
<header>
<h1>${escapeHtml(title)} <span>in ${count}</span></h1>
<nav aria-label="Themes"><ol>${themes.map(themeLink).join('')}</ol></nav>
<div data-part="controls" hidden>
<fieldset><legend>Colour scheme</legend><button type="button" data-scheme="light">Light</button><button type="button" data-scheme="dark">Dark</button></fieldset>
<fieldset><legend>View</legend><button type="button" data-view="sheet">All slides</button><button type="button" data-view="slide">One slide</button><button type="button" data-view="themes">In all themes</button></fieldset>
</div>
</header>
<main>
${themes.map((theme) => themePart(theme, preview)).join('\n')}
<section data-part="slide" aria-label="One slide" hidden></section>
<section data-part="themes" aria-label="One slide in all themes" hidden></section>
</main>
<p data-part="said" role="status"></p>
<footer data-part="keys" hidden>${keys.map(keyHelp).join(' ')}</footer>
<script>${client.script}</script>
</body>
</html>
`,
  }
}

/** Keys and what they do; `in`: the views in which they do that, absent for all. */
const keys: readonly { readonly keys: string; readonly does: string; readonly in?: 'sheet' | 'slide' }[] = [
  { keys: '← →', does: 'theme', in: 'sheet' },
  { keys: '← →', does: 'slide', in: 'slide' },
  { keys: '↑ ↓', does: 'theme', in: 'slide' },
  { keys: 'D', does: 'switch dark/light' },
  { keys: 'A', does: 'this slide in all themes' },
  { keys: 'Esc', does: 'all slides', in: 'slide' },
]

function keyHelp({ keys: names, does, in: where }: (typeof keys)[number]): string {
  const caps = names.split(' ').map((name) => `<kbd>${name}</kbd>`)
  return `<span${where === undefined ? '' : ` data-in="${where}"`}>${caps.join(' ')} ${does}</span>`
}

function themeLink({ name, title, fault }: ThemeShow): string {
  const mark = fault === undefined ? '' : ' <span class="fault">has an error</span>'
  return `<li><a href="#${escapeAddress(name)}" data-theme="${escapeHtml(name)}">${escapeHtml(title)}${mark}</a></li>`
}

function themePart({ name, title, description, schemes, fault }: ThemeShow, { size }: ThemePreview): string {
  const shown = schemes.map(
    ({ scheme, slides }) =>
      `<div class="scheme" data-scheme="${scheme}"><h3>${scheme === 'dark' ? 'Dark' : 'Light'}</h3><ol class="sheet">${slides
        .map((slide, index) => slideItem(slide, index, { name, title, scheme, size }))
        .join('')}</ol></div>`,
  )
  const about = description === '' ? '' : `<p>${escapeHtml(description)}</p>`
  return `<section class="theme" id="${escapeHtml(name)}" data-theme="${escapeHtml(name)}" data-title="${escapeHtml(title)}" aria-label="${escapeHtml(title)}">
<div class="about"><h2>${escapeHtml(title)}</h2>${about}<code>theme: ${escapeHtml(name)}</code></div>
${fault === undefined ? shown.join('\n') : `<p class="fault">${escapeHtml(fault)}</p>`}
</section>`
}

interface Around {
  readonly name: string
  readonly title: string
  readonly scheme: string
  readonly size: ThemePreview['size']
}

function slideItem({ title, picture }: PreviewSlide, index: number, { name, scheme, size, ...theme }: Around): string {
  const number = index + 1
  const label = title === '' ? `Slide ${number}` : `${number}. ${title}`
  const image = `<img src="${escapeAddress(picture)}" alt="${escapeHtml(`${label}, in ${theme.title}, ${scheme}`)}" width="${size.widthPx}" height="${size.heightPx}" loading="lazy" decoding="async">`
  return `<li><a href="#${escapeAddress(name)}/${scheme}/${number}" data-slide="${number}" data-label="${escapeHtml(label)}">${image}<span>${escapeHtml(label)}</span></a></li>`
}
