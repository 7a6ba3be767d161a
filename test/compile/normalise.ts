// What may differ between our output and a plain Marp Core render, written out: random scope keys, addresses of assets,
// and what the sanitizer does on purpose. Everything else has to be equal. Raw HTML keeps harmless attributes that plain Marp
// drops (`style`, `id`, …): there, Marp is given the same list (`widened` in `plugins/rawHtml.ts`).
import { type DefaultTreeAdapterTypes, parseFragment } from 'parse5'

type Node = DefaultTreeAdapterTypes.ChildNode

/** The tree of a slide, one node a line. */
export function outlineOf(html: string): string {
  const lines: string[] = []
  const walk = (nodes: readonly Node[], depth: number): void => {
    for (const node of nodes) {
      if (node.nodeName === '#text') {
        lines.push(`${'  '.repeat(depth)}${JSON.stringify((node as DefaultTreeAdapterTypes.TextNode).value)}`)
      } else if ('tagName' in node) {
        lines.push(`${'  '.repeat(depth)}<${node.tagName}${attributesOf(node)}>`)
        walk(node.childNodes, depth + 1)
      }
    }
  }
  walk(parseFragment(normaliseAddresses(html)).childNodes, 0)
  return lines.join('\n')
}

function attributesOf(element: DefaultTreeAdapterTypes.Element): string {
  const isOutside =
    element.tagName === 'a' && element.attrs.some(({ name, value }) => name === 'href' && /^https?:/.test(value))
  return element.attrs
    .filter(({ name }) => !(isOutside && (name === 'rel' || name === 'target')))
    .filter(({ name, value }) => !(name === 'href' && value === ''))
    .map(
      ({ name, value }) =>
        ` ${name}=${JSON.stringify(name === 'style' ? value.replace(/;background-image:var\(--background-image\);/, same(value)) : value)}`,
    )
    .join('')
}

/** The sanitizer names a background once: the second time it is `var(--background-image)`. */
function same(style: string): string {
  return `;background-image:${/--background-image:([^;]*);/.exec(style)?.[1] ?? ''};`
}

/** Addresses of assets, in HTML and CSS: where they come from does not matter, what they name does. */
export function normaliseAddresses(text: string): string {
  return text
    .replace(/\uFDD0emoji:([\w-]+)\uFDD1/g, 'emoji:$1')
    .replace(/https:\/\/cdn\.jsdelivr\.net\/gh\/jdecked\/twemoji@[\d.]+\/assets\/svg\/([\w-]+)\.svg/g, 'emoji:$1')
    .replace(/\uFDD0deck:([^\uFDD1]*)\uFDD1/g, '$1')
    .replace(/url\((["']?)\uFDD0katex:([^\uFDD1]*)\uFDD1\1\)/g, 'url(katex:$2)')
    .replace(
      /url\((["']?)https:\/\/cdn\.jsdelivr\.net\/npm\/katex@[\d.]+\/dist\/fonts\/([^"')]*)\1\)/g,
      'url(katex:$2)',
    )
    .replace(/url\((["'])([^"']*)\1\)/g, 'url($2)')
}

/**
 * CSS with the web fonts of gaia (an import there, faces of installed packages here) left out, and what the engine's themes say
 * of highlight.js's classes and of code from left to right.
 */
export function normaliseCss(css: string): string {
  return normaliseAddresses(css)
    .replace(/@import "https:\/\/fonts\.bunny\.net[^"]*";/g, '')
    .replace(/[^{}]*\[dir="rtl"\][^{}]*\{direction:ltr;unicode-bidi:isolate\}/g, '')
    .replace(/[^{}]*\.hljs-[^{}]*\{color:var\(--marp-shiki-token-[a-z]+\)\}/g, '')
    .replace(/@font-face\s?\{[^}]*\uFDD0font:[^}]*\}/g, '')
}

/** Scope keys in the order in which they appear. */
export function normaliseScopes(html: string, css: string): [string, string] {
  const keys = [...new Set(Array.from(html.matchAll(/data-marpit-scope-(\w+)/g), (match) => match[1] ?? ''))]
  const rename = (text: string): string =>
    keys.reduce((result, key, index) => result.replace(new RegExp(`${key}(?!\\w)`, 'g'), `scope${index}`), text)
  return [rename(html), rename(css)]
}
