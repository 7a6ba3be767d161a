import { type DefaultTreeAdapterTypes, parse } from 'parse5'

type Element = DefaultTreeAdapterTypes.Element

/** Attributes that a browser follows or runs. */
const addresses = /^(href|src|srcset|xlink:href|action|formaction|poster|cite|ping|background|data|longdesc|manifest)$/i
const forbidden = [
  'script',
  'iframe',
  'frame',
  'object',
  'embed',
  'base',
  'link',
  'meta',
  'form',
  'applet',
  'portal',
  'frameset',
  'animate',
  'set',
]

/** Everything in a page's body that could run code, navigate or fetch. Empty when the HTML is harmless. */
export function violations(html: string): string[] {
  const found: string[] = []
  const visit = (node: DefaultTreeAdapterTypes.Node): void => {
    if ('tagName' in node) found.push(...inElement(node))
    if ('content' in node) visit(node.content)
    if ('childNodes' in node) for (const child of node.childNodes) visit(child)
  }
  const document = parse(`<!doctype html><body>${html}`)
  const body = document.childNodes.find((node) => node.nodeName === 'html') as Element
  for (const child of body.childNodes) if (child.nodeName === 'body') visit(child)
  return found
}

function inElement(element: Element): string[] {
  const found: string[] = []
  const name = element.tagName.toLowerCase()
  if (forbidden.includes(name)) found.push(`<${name}>`)
  if (name === 'style') {
    const css = element.childNodes.map((child) => ('value' in child ? child.value : '')).join('')
    if (/@import|url\(\s*["']?(?!#|data:)/i.test(css)) found.push(`style: ${css.slice(0, 60)}`)
  }
  for (const { name: attribute, value } of element.attrs) {
    const bare = value.replace(/[\p{Cc}\s]/gu, '')
    if (/^on/i.test(attribute)) found.push(`${name}[${attribute}]`)
    if (/^(srcdoc|http-equiv|formaction|ping)$/i.test(attribute)) found.push(`${name}[${attribute}]`)
    if (attribute === 'style' && /url\(\s*["']?(?:https?:|\/\/|file:|javascript:)/i.test(value))
      found.push(`style=${value}`)
    if (!addresses.test(attribute)) continue
    const scheme = /^([a-z][a-z0-9+.-]*):/i.exec(bare)?.[1]?.toLowerCase()
    const isLink = name === 'a' && attribute === 'href'
    const harmless = isLink ? ['http', 'https', 'mailto', 'tel'] : []
    if (scheme !== undefined && !harmless.includes(scheme) && !/^data:image\//i.test(bare))
      found.push(`${name}[${attribute}=${value.slice(0, 60)}]`)
    if (!isLink && /^([\\/]{2}|https?:)/i.test(bare)) found.push(`${name}[${attribute}=${value.slice(0, 60)}]`)
  }
  return found
}
