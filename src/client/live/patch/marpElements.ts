import { createElement } from '../../dom/page.js'

/**
 * Gives Marp's elements in `content`, which is in no page yet, the names under which they work. Marp does so once, for the
 * whole page: `<pre is="marp-pre">` becomes `<marp-pre>` everywhere, and the others where the browser has no customised
 * built-in elements (Safari).
 */
export function renameMarpElements(content: DocumentFragment): void {
  for (const old of content.querySelectorAll('[is^="marp-"]')) {
    const name = old.getAttribute('is') ?? ''
    if (!/^marp-(?:h[1-6]|span|pre)$/.test(name) || (name !== 'marp-pre' && hasBuiltIns())) continue
    const made = createElement(name)
    for (const { name: attribute, value } of old.attributes) made.setAttribute(attribute, value)
    made.append(...old.childNodes)
    old.replaceWith(made)
  }
}

/** The same question as Marp asks. */
function hasBuiltIns(): boolean {
  return createElement('div', { is: 'marp-auto-scaling' }).outerHTML.startsWith('<div is')
}
