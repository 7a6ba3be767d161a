/** What an address in HTML or CSS points to. */
export type Address =
  | { readonly kind: 'local'; readonly path: string }
  | { readonly kind: 'remote'; readonly url: string }
  | { readonly kind: 'fragment' }
  | { readonly kind: 'inline' }
  | { readonly kind: 'ours'; readonly from: 'emoji' | 'katex' | 'font'; readonly path: string }
  | { readonly kind: 'link' }
  | { readonly kind: 'refused'; readonly scheme: string }

/** Prefixes that we make the engine write for its own assets. Not secret: whoever forges one gets an emoji or a font. */
export const ourPrefix = { emoji: 'lectern-emoji:', katex: 'lectern-katex:', font: 'lectern-font:' } as const

/**
 * Sorts an address as a browser would read it: white space and control characters around it and tabs and line breaks
 * inside do not count, a backslash is a slash. Source: WHATWG URL, section 4.4.
 */
export function addressOf(raw: string): Address {
  const text = raw.replace(/^[\0-\x20]+|[\0-\x20]+$/g, '').replace(/[\t\n\r]/g, '')
  const ours = oursOf(text)
  if (ours) return ours
  if (text.startsWith('#')) return { kind: 'fragment' }
  if (/^[\\/]{2}/.test(text)) return { kind: 'remote', url: `https:${text.replaceAll('\\', '/')}` }
  const scheme = /^([a-z][a-z0-9+.-]*):/i.exec(text)?.[1]?.toLowerCase()
  if (scheme === undefined) return { kind: 'local', path: text }
  if (scheme === 'http' || scheme === 'https') return { kind: 'remote', url: text }
  if (scheme === 'mailto' || scheme === 'tel') return { kind: 'link' }
  // Pictures and fonts only: a data address of any other type is a document.
  if (
    /^data:(image\/(png|jpe?g|gif|webp|avif|bmp|svg\+xml|x-icon|vnd\.microsoft\.icon)|font\/|application\/(x-)?font-|audio\/|video\/)/i.test(
      text,
    )
  ) {
    return { kind: 'inline' }
  }
  return { kind: 'refused', scheme }
}

function oursOf(text: string): Address | undefined {
  for (const from of ['emoji', 'katex', 'font'] as const) {
    if (!text.startsWith(ourPrefix[from])) continue
    const path = text.slice(ourPrefix[from].length)
    return /^[\w./-]+$/.test(path) && !path.includes('..')
      ? { kind: 'ours', from, path }
      : { kind: 'refused', scheme: from }
  }
  return undefined
}
