import { inTime } from '../inTime.js'

/** Addresses of the pictures in a piece of a slide: elements, and backgrounds in `style` attributes. */
export function picturesIn(content: ParentNode): ReadonlySet<string> {
  const found = new Set<string>()
  for (const one of content.querySelectorAll('img[src], image[href], [style*="url("]')) {
    const address = one.getAttribute('src') ?? one.getAttribute('href')
    if (address !== null) found.add(address)
    for (const inStyle of addressesIn(one.getAttribute('style') ?? '')) found.add(inStyle)
  }
  return found
}

/** Addresses in CSS, as they are written in it. */
export function addressesIn(css: string): readonly string[] {
  return Array.from(css.matchAll(/url\(\s*(?:"([^"]*)"|'([^']*)'|([^)"'\s]+))\s*\)/g), ([, double, single, bare]) =>
    (double ?? single ?? bare ?? '').replace(/\\(.)/g, '$1'),
  )
}

/** Loads and decodes pictures, so that they are there in the frame that shows them. */
export async function decodePictures(addresses: Iterable<string>): Promise<void> {
  await inTime(
    Array.from(addresses, (address) => {
      const picture = new Image()
      picture.src = address
      return picture.decode()
    }),
  )
}
