// Turns the content of a slide into that of its next version and keeps every node that is the same: a video goes on playing,
// what was scrolled stays scrolled, what was selected stays selected. Nodes are paired in order and not searched for: an
// author changes one or two places between two saves.

/** Makes the children of `live` those of `next`. What is used of `next` is taken out of it. */
export function morphChildren(live: Element, next: ParentNode & Node): void {
  const before = [...live.childNodes]
  const after = [...next.childNodes]
  const start = countSame(before, after)
  const end = countSame(before.slice(start).reverse(), after.slice(start).reverse())
  const free = before.slice(start, before.length - end)
  const run = after.slice(start, after.length - end)
  let cursor: ChildNode | null = before[start] ?? null
  // Equal ones first: what is only alike must not take the node that another one is equal to.
  const equal = run.map((node) => take(free, (old) => old.isEqualNode(node)))
  for (const [index, node] of run.entries()) {
    const kept = equal[index]
    const found = kept ?? take(free, (old) => isAlike(old, node))
    if (found === cursor) cursor = cursor?.nextSibling ?? null
    else placeBefore(live, found ?? node, cursor)
    if (found !== undefined && kept === undefined) morphNode(found, node)
  }
  for (const old of free) old.remove()
}

/** Puts a node before another one; where the browser can, it keeps what it plays, and the focus, on the way. */
export function placeBefore(parent: Element, node: Node, before: Node | null): void {
  if (node.parentNode === parent && 'moveBefore' in parent) parent.moveBefore(node, before)
  else parent.insertBefore(node, before)
}

function countSame(before: readonly Node[], after: readonly Node[]): number {
  const at = after.findIndex((node, index) => before[index]?.isEqualNode(node) !== true)
  return at === -1 ? after.length : at
}

function take(nodes: ChildNode[], fits: (node: ChildNode) => boolean): ChildNode | undefined {
  const at = nodes.findIndex(fits)
  return at === -1 ? undefined : nodes.splice(at, 1)[0]
}

/** Whether one can become the other. Media cannot: another source is another video. */
function isAlike(live: Node, next: Node): boolean {
  if (live.nodeType !== next.nodeType || live.nodeName !== next.nodeName) return false
  if (!(live instanceof Element && next instanceof Element)) return true
  return !live.matches('video, audio, iframe, object, embed') && live.getAttribute('is') === next.getAttribute('is')
}

function morphNode(live: Node, next: Node): void {
  if (!(live instanceof Element && next instanceof Element)) {
    live.nodeValue = next.nodeValue
    return
  }
  copyAttributes(live, next)
  morphChildren(live, next)
}

/** Gives an element the attributes of another one, and no others. */
export function copyAttributes(live: Element, next: Element): void {
  for (const { namespaceURI, localName } of [...live.attributes]) {
    if (!next.hasAttributeNS(namespaceURI, localName)) live.removeAttributeNS(namespaceURI, localName)
  }
  for (const { namespaceURI, name, localName, value } of next.attributes) {
    if (live.getAttributeNS(namespaceURI, localName) !== value) live.setAttributeNS(namespaceURI, name, value)
  }
}
