// Turns the content of a slide into that of its next version and keeps every node that is the same: a video goes on playing,
// what was scrolled stays scrolled, what was selected stays selected. Nodes are paired in order and not searched for: an
// author changes one or two places between two saves. On which line a block begins (`data-l`) is no part of what it is.

/** Makes the children of `live` those of `next`. What is used of `next` is taken out of it. */
export function morphChildren(live: Element, next: ParentNode & Node): void {
  const before = [...live.childNodes]
  const after = [...next.childNodes]
  const start = keepSame(before, after)
  const end = keepSame(before.slice(start).reverse(), after.slice(start).reverse())
  const free = before.slice(start, before.length - end)
  const run = after.slice(start, after.length - end)
  let cursor: ChildNode | null = before[start] ?? null
  // Equal ones first: what is only alike must not take the node that another one is equal to.
  const equal = run.map((node) => take(free, (old) => isSame(old, node)))
  for (const [index, node] of run.entries()) {
    const kept = equal[index]
    const found = kept ?? take(free, (old) => isAlike(old, node))
    if (found === cursor) cursor = cursor?.nextSibling ?? null
    else placeBefore(live, found ?? node, cursor)
    if (kept !== undefined) copyLines(kept, node)
    else if (found !== undefined) morphNode(found, node)
  }
  for (const old of free) old.remove()
}

/** Puts a node before another one; where the browser can, it keeps what it plays, and the focus, on the way. */
export function placeBefore(parent: Element, node: Node, before: Node | null): void {
  if (node.parentNode === parent && 'moveBefore' in parent) parent.moveBefore(node, before)
  else parent.insertBefore(node, before)
}

/** How many nodes are the same from the first on. They get their new lines. */
function keepSame(before: readonly Node[], after: readonly Node[]): number {
  for (const [index, node] of after.entries()) {
    const live = before[index]
    if (live === undefined || !isSame(live, node)) return index
    copyLines(live, node)
  }
  return after.length
}

function isSame(live: Node, next: Node): boolean {
  if (live.nodeType !== next.nodeType || live.nodeName !== next.nodeName || live.nodeValue !== next.nodeValue)
    return false
  if (live.childNodes.length !== next.childNodes.length) return false
  if (live instanceof Element && next instanceof Element && !hasSameAttributes(live, next)) return false
  return [...live.childNodes].every((child, index) => isSame(child, next.childNodes.item(index)))
}

function hasSameAttributes(live: Element, next: Element): boolean {
  const counted = (element: Element): number => element.attributes.length - Number(element.hasAttribute(line))
  return (
    counted(live) === counted(next) &&
    [...next.attributes].every(({ name, value }) => name === line || live.getAttribute(name) === value)
  )
}

/** Gives a node that stays the lines of the one that it is the same as. */
function copyLines(live: Node, next: Node): void {
  if (!(live instanceof Element && next instanceof Element)) return
  const value = next.getAttribute(line)
  if (value === null) live.removeAttribute(line)
  else if (live.getAttribute(line) !== value) live.setAttribute(line, value)
  for (const [index, child] of [...live.children].entries()) {
    const twin = next.children[index]
    if (twin !== undefined) copyLines(child, twin)
  }
}

const line = 'data-l'

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
