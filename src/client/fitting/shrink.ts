import { fonts, root } from '../dom/page.js'

// Slides with `fit: shrink`. Text gets smaller in steps of two hundredths until it fits, never below what the room can
// read, and never larger than the theme says. It is measured when a slide gets a box and before it is drawn, in pixels of
// the slide: player, presenter view and paper come to the same result. `zoom` makes everything smaller that is inside the
// slide's children, whatever units its theme uses, and lays it out anew in the same width.

/**
 * Fits all slides that want it, now, whenever one of them gets a box or code in it gets another size, and when fonts have come.
 * Slides may come and go; what it gives fits them again, for slides that have other content now.
 */
export function shrinkSlides(): () => void {
  const sized = new ResizeObserver((entries) => {
    const slides = new Set(entries.map(({ target }) => target.closest<HTMLElement>(wanting)))
    for (const content of slides) if (content !== null) shrink(content)
  })
  const watched = new WeakSet<Element>()
  const look = (changes: readonly MutationRecord[] = []): void => {
    for (const content of root.querySelectorAll<HTMLElement>(wanting)) {
      if (watched.has(content)) continue
      watched.add(content)
      sized.observe(content)
      shrink(content)
    }
    // Marp measures code in its own time, and may do so after us.
    for (const code of root.querySelectorAll(`${wanting} ${fitted}`)) {
      if (watched.has(code)) continue
      watched.add(code)
      sized.observe(code)
    }
    // A window that is covered has no frames, and nobody is told of a box there; the next glance at it must not jump.
    for (const { target } of changes)
      if (target instanceof HTMLElement && target !== root)
        for (const content of target.querySelectorAll<HTMLElement>(wanting))
          content.dataset.lecternScale ?? shrink(content)
  }
  const again = (): void => {
    for (const content of root.querySelectorAll<HTMLElement>(wanting)) shrink(content)
  }
  look()
  fonts.addEventListener('loadingdone', again)
  new MutationObserver(look).observe(root, {
    childList: true,
    subtree: true,
    attributeFilter: ['data-current', 'data-kept'],
  })
  return again
}

/** Fits one slide, when it has a box. Writes the size on it, and by how much it is too long when even the smallest is. */
function shrink(content: HTMLElement): void {
  if (content.offsetWidth === 0) return
  const set = (hundredths: number): number => {
    content.style.setProperty('--lectern-fit', String(hundredths / 100))
    content.dataset.lecternScale = String(hundredths)
    return excessOf(content)
  }
  delete content.dataset.lecternBeyond
  if (set(100) <= free) return
  const least = leastOf(content)
  const beyond = set(least)
  if (beyond > free) {
    content.dataset.lecternBeyond = beyond.toFixed(0)
    return
  }
  let fits = least
  let tooLarge = 100
  while (tooLarge - fits > 2) {
    const middle = fits + 2 * Math.floor((tooLarge - fits) / 4)
    if (middle === fits) break
    if (set(middle) <= free) fits = middle
    else tooLarge = middle
  }
  set(fits)
}

/**
 * By how many pixels of the slide what is written on it, and its pictures, go beyond the room inside its padding. Lines and rings that a
 * theme generates may go where they like, and so may what letters have of room above and below them.
 */
function excessOf(content: HTMLElement): number {
  const box = content.getBoundingClientRect()
  const scale = box.width / content.offsetWidth
  const style = getComputedStyle(content)
  const inside = (side: 'Top' | 'Bottom' | 'Left' | 'Right') => Number.parseFloat(style[`padding${side}`]) * scale
  const range = new Range()
  let excess = 0
  for (const child of content.children) {
    if (!(child instanceof HTMLElement) || child.matches(aside) || isPlaced(child)) continue
    const rect = child.getBoundingClientRect()
    range.selectNodeContents(child)
    const inner = range.getBoundingClientRect()
    const own = child.offsetWidth === 0 ? scale : rect.width / child.offsetWidth
    const more = (whole: number, shown: number) => (whole > shown + 1 ? (whole - shown) * own : 0)
    const last = child.querySelector(':scope :last-child:not(:has(*))') ?? child
    const slack = Number.parseFloat(getComputedStyle(last).fontSize) * own * 0.2
    const height = more(child.scrollHeight, child.clientHeight)
    const width = more(child.scrollWidth, child.clientWidth)
    excess = Math.max(
      excess,
      Math.max(rect.bottom, Math.min(rect.bottom + height, inner.bottom - slack)) - (box.bottom - inside('Bottom')),
      box.top + inside('Top') - rect.top,
      Math.max(rect.right, Math.min(rect.right + width, inner.right)) - (box.right - inside('Right')),
      box.left + inside('Left') - Math.min(rect.left, Math.max(rect.left - width, inner.left)),
    )
  }
  return excess / scale
}

function isPlaced(child: HTMLElement): boolean {
  const { position } = getComputedStyle(child)
  return position === 'absolute' || position === 'fixed'
}

/** The smallest size, in hundredths, at which every text can still be read from the last row. */
function leastOf(content: HTMLElement): number {
  const unit = Number.parseFloat(getComputedStyle(root).getPropertyValue('--lectern-height')) / 720 || 1
  const walker = Document.prototype.createTreeWalker.call(document, content, NodeFilter.SHOW_TEXT)
  let least = 0
  for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
    const parent = node.parentElement
    if (parent === null || (node.nodeValue ?? '').trim() === '') continue
    const inside = parent.closest(unmeasured)
    // The slide itself stands in an SVG.
    if (inside !== null && content.contains(inside)) continue
    const floor = parent.closest('table, pre, code, small, figcaption, kbd') === null ? 24 : 18
    const px = Number.parseFloat(getComputedStyle(parent).fontSize) * shareOf(parent.closest(fitted), content)
    least = Math.max(least, (floor * unit) / px)
  }
  // Upwards to the next step; a text that is at its floor already keeps its size.
  return Math.min(100, Math.max(2 * Math.ceil(least * 50 - 0.01), 40))
}

/** How large code is shown, of what its style says: Marp makes it smaller where it is too wide or too high. */
function shareOf(code: Element | null, content: HTMLElement): number {
  const inside = code?.firstElementChild
  if (!(inside instanceof HTMLElement) || inside.offsetWidth === 0) return 1
  const scaleOf = (one: HTMLElement): number => one.getBoundingClientRect().width / one.offsetWidth
  return scaleOf(inside) / scaleOf(content)
}

/** Pixels of the slide that nobody sees. */
const free = 4
const wanting = 'section[data-lectern-fit="shrink"]:not([data-marpit-advanced-background="background"])'
const aside = 'header, footer, style, script, template'
/** Code, which Marp makes smaller where it has to. Headings that it fits are as large as their slide is wide. */
const fitted = '[data-auto-scaling="downscale-only"]'
const unmeasured = `header, footer, style, sub, sup, svg, .katex, .katex-mathml, [data-auto-scaling]:not(${fitted})`
