// An SVG of two kilobytes may draw a thousand million shapes: ten times one that is ten times another, and so on.

/** How many elements an SVG draws when every `<use>` is followed, up to a bound that ends the counting. */
export function elementsDrawn(svg: string, bound: number): number {
  const root: Branch = { elements: 0, uses: [], kids: [] }
  const named = new Map<string, Branch>()
  const open: { readonly tag: string; readonly branch: Branch }[] = []
  for (const [, closing, tag = '', attributes = '', alone] of svg.matchAll(tags)) {
    if (closing !== '') {
      if (open.at(-1)?.tag === tag) open.pop()
      continue
    }
    const parent = open.at(-1)?.branch ?? root
    const id = idOf.exec(attributes)?.[1]
    // Only what has a name can be used elsewhere; everything else belongs to the named thing around it.
    const branch: Branch = id === undefined ? parent : { elements: 0, uses: [], kids: [] }
    if (id !== undefined) {
      parent.kids.push(branch)
      if (!named.has(id)) named.set(id, branch)
    }
    branch.elements += 1
    const target = tag.endsWith('use') ? targetOf.exec(attributes)?.[1] : undefined
    if (target !== undefined) branch.uses.push(target)
    if (alone === '') open.push({ tag, branch })
  }
  return weigh(root, { named, bound, known: new Map() }, 0)
}

/** A named element with what is in it. */
interface Branch {
  elements: number
  readonly uses: string[]
  readonly kids: Branch[]
}

interface Scale {
  readonly named: ReadonlyMap<string, Branch>
  readonly bound: number
  readonly known: Map<Branch, number>
}

function weigh(branch: Branch, scale: Scale, depth: number): number {
  const { named, bound, known } = scale
  const before = known.get(branch)
  if (before !== undefined) return before
  // No browser reads trees that are deeper.
  if (depth > 2000) return bound + 1
  // What uses itself is not drawn.
  known.set(branch, 0)
  let sum = branch.elements
  for (const next of [...branch.kids, ...branch.uses.map((id) => named.get(id))])
    if (next !== undefined && sum <= bound) sum += weigh(next, scale, depth + 1)
  known.set(branch, sum)
  return sum
}

const idOf = /(?:^|\s)id\s*=\s*["']([^"']*)["']/
const targetOf = /(?:^|\s)(?:xlink:)?href\s*=\s*["']#([^"']*)["']/
/** The name ends where a name can end, so that nothing is tried twice. */
const tags = /<(\/?)([a-z][\w:-]*)(?=[\s/>])([^<>]*?)(\/?)>/gi
