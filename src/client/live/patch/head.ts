import type { LiveHead } from '../../../model/protocol/live.js'
import { element } from '../../dom/element.js'
import { root } from '../../dom/page.js'
import { hasOwnScheme } from '../../dom/scheme.js'

/** Applies what changed of the page apart from slides and their CSS. The same rules as `render/player/player.ts` writes. */
export function applyHead(main: HTMLElement, { title, lang, size, colorScheme }: LiveHead): void {
  main.dataset.title = title
  root.lang = lang
  root.style.setProperty('--lectern-width', `${size.widthPx}px`)
  root.style.setProperty('--lectern-height', `${size.heightPx}px`)
  // Who has chosen one for this window keeps it.
  if (!hasOwnScheme()) root.style.colorScheme = colorScheme === 'auto' ? 'light dark' : colorScheme
  const last = root.querySelector(':scope > head > style[data-live]') ?? element('style', { 'data-live': '' })
  const paper = colorScheme === 'dark' ? 'dark' : 'light'
  last.textContent = `@page{size:${size.widthPx}px ${size.heightPx}px!important;margin:0!important}@media print{html{color-scheme:${paper}!important}html[style] section[data-lectern-invert][data-lectern-invert]{color-scheme:${paper === 'dark' ? 'light' : 'dark'}!important}}`
  root.querySelector(':scope > head')?.append(last)
}
