import type { LiveSlide, Splice } from '../../../model/protocol/live.js'

/** A slide that the window has. */
export interface Held<Section> {
  readonly hash: string
  readonly section: Section
}

/** Where a slide of the new deck comes from. */
export type Wanted<Section> =
  /** It stays as it is, where it is between those that stay. */
  | { readonly kind: 'stay'; readonly hash: string; readonly section: Section }
  /** It is there already and comes to another place. */
  | { readonly kind: 'move'; readonly hash: string; readonly section: Section }
  /** Another slide has the same content. */
  | { readonly kind: 'copy'; readonly hash: string; readonly section: Section }
  /** `section` was edited and becomes this. */
  | { readonly kind: 'edit'; readonly hash: string; readonly section: Section; readonly html: string }
  | { readonly kind: 'new'; readonly hash: string; readonly html: string }

/**
 * Says for every slide of the new deck where it comes from, in order. A slide that is taken out in one place and comes in
 * in another has moved; what is left over is edited, in order, within each splice. `undefined`: the splices do not fit
 * to what is here.
 */
export function spliceSlides<Section>(
  held: readonly Held<Section>[],
  splices: readonly Splice[],
): readonly Wanted<Section>[] | undefined {
  type Entry = { readonly stays: Held<Section> } | { readonly comes: LiveSlide; readonly splice: number }
  let entries: Entry[] = held.map((stays) => ({ stays }))
  const free = new Map<string, Held<Section>[]>()
  const removed: Held<Section>[][] = []
  for (const [splice, { at, remove, insert }] of splices.entries()) {
    if (at + remove > entries.length) return undefined
    const out = entries.slice(at, at + remove).flatMap((entry) => ('stays' in entry ? [entry.stays] : []))
    removed.push(out)
    for (const one of out) free.set(one.hash, [...(free.get(one.hash) ?? []), one])
    const comes = insert.map((slide): Entry => ({ comes: slide, splice }))
    entries = [...entries.slice(0, at), ...comes, ...entries.slice(at + remove)]
  }

  const used = new Set<Section>()
  const reused = entries.map((entry): Held<Section> | undefined => {
    const found = 'stays' in entry ? undefined : free.get(entry.comes.hash)?.shift()
    if (found !== undefined) used.add(found.section)
    return found
  })
  const wanted: Wanted<Section>[] = []
  for (const [index, entry] of entries.entries()) {
    if ('stays' in entry) {
      wanted.push({ kind: 'stay', ...entry.stays })
      continue
    }
    const { hash, html } = entry.comes
    const moved = reused[index]
    if (moved !== undefined) wanted.push({ kind: 'move', hash, section: moved.section })
    else if (html === undefined) {
      const twin = held.find((one) => one.hash === hash)
      if (twin === undefined) return undefined
      wanted.push({ kind: 'copy', hash, section: twin.section })
    } else {
      const old = removed[entry.splice]?.find(({ section }) => !used.has(section))
      if (old !== undefined) used.add(old.section)
      wanted.push(old === undefined ? { kind: 'new', hash, html } : { kind: 'edit', hash, html, section: old.section })
    }
  }
  return wanted
}
