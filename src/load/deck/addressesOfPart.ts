// A part of a deck names its pictures from its own folder. Many were cut out of a deck, though, and still name them from there:
// what lies only there is meant. Markdown is not parsed for that: an address too many is only looked for in vain.
import { type Reach, resolveInside } from '../disk/containment.js'

const addresses =
  /\]\(\s{0,9}(?:<([^<>\n]{1,500})>|([^\s()<>]{1,500}))|\b(?:src|href|poster)\s{0,9}=\s{0,9}["']?([^"'\s<>]{1,500})|\burl\(\s{0,9}["']?([^"'()\n]{1,500})|^ {0,3}\[[^\]\n]{1,200}\]:[ \t]{0,9}<?([^\s<>]{1,500})/gm

/** More than these nobody names in a part by hand. */
const most = 2_000

/**
 * Addresses in the text of an included file, decoded, that lead nowhere from the file's own folder and somewhere from the deck's.
 * `undefined` when there are none, or when both folders are the same.
 */
export async function addressesOnlyInDeck(
  text: string,
  part: Reach,
  deck: Reach,
): Promise<readonly string[] | undefined> {
  if (part.folder === deck.folder) return undefined
  const named = new Set<string>()
  for (const match of text.matchAll(addresses)) {
    const address = match.slice(1).find((group) => group !== undefined) ?? ''
    if (!/^(?:[a-z][a-z0-9+.-]*:|[/\\#?])/i.test(address) && address !== '') named.add(address.trim())
    if (named.size >= most) break
  }
  const found = new Set<string>()
  for (const address of named) {
    if ((await resolveInside(part, address)).ok) continue
    if ((await resolveInside(deck, address)).ok) found.add(decoded(address))
  }
  return found.size === 0 ? undefined : [...found]
}

function decoded(address: string): string {
  try {
    return decodeURI(address)
  } catch {
    return address
  }
}
