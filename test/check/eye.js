// An eye of its own: what an audience would see on slides that are laid out sheet under sheet, without a line of the product's rules.
// Runs in the page. Letters are taken by their ink, not by their line boxes: the same font on a canvas says how high and low they reach.

/** One finding for each text: `{ slide, kind, text, by }`; slides are counted from 1. */
function look() {
  const found = []
  const slides = [...document.querySelectorAll('body > main > .lectern-slide')]
  slides.forEach((slide, index) => {
    const content =
      slide.querySelector('section[data-marpit-advanced-background="content"]') ?? slide.querySelector('section')
    for (const one of lookAtSlide(slide, content)) found.push({ slide: index + 1, ...one })
  })
  return found
}

/** Emphasised words, and whether anything sets them apart from what is around them: the same list in every scheme. */
function emphases() {
  return [...document.querySelectorAll('body > main > .lectern-slide section :is(em, strong)')].flatMap((element) => {
    const around = element.parentElement
    if (
      around === null ||
      element.textContent.trim() === '' ||
      around.textContent.trim() === element.textContent.trim()
    )
      return []
    const own = getComputedStyle(element)
    const other = getComputedStyle(around)
    const signs = [
      'fontWeight',
      'fontStyle',
      'textDecorationLine',
      'textTransform',
      'backgroundColor',
      'backgroundImage',
      'fontFamily',
      'transform',
    ]
    const seen = signs.some((sign) => own[sign] !== other[sign]) || distance(own.color, other.color) > 24
    return [{ slide: numberOf(element), text: element.textContent.trim().slice(0, 40), seen }]
  })
}

function numberOf(element) {
  return [...document.querySelectorAll('body > main > .lectern-slide')].indexOf(element.closest('.lectern-slide')) + 1
}

function distance(a, b) {
  const parts = (text) => (text.match(/[\d.]+/g) ?? []).slice(0, 3).map(Number)
  const [one, other] = [parts(a), parts(b)]
  return (
    Math.max(...one.map((part, at) => Math.abs(part - (other[at] ?? 0)))) * (/color\(|oklch|oklab/.test(a) ? 255 : 1)
  )
}

function lookAtSlide(slide, content) {
  slide.scrollIntoView({ block: 'start', behavior: 'instant' })
  const frame = slide.getBoundingClientRect()
  const lines = linesOf(content)
  const boxes = boxesOf(content)
  const number = numberBox(content)
  const found = new Map()
  const tell = (kind, line, by) => {
    const key = `${kind} ${line.text}`
    if (!found.has(key)) found.set(key, { kind, text: line.text, by })
  }
  for (const line of lines) {
    const beyond = beyondOf(line, frame, content)
    if (beyond > 2) tell('outside', line, `${Math.round(beyond)} px`)
    if (line.size > 0 && line.size < floorOf(line) - 0.25) tell('small', line, `${line.size.toFixed(1)} px`)
    if (line.broken) tell('broken-word', line, line.broken)
    if (!line.furniture && number && meet(line.ink, number)) tell('over-furniture', line, 'page number')
    for (const box of boxes) {
      if (box.element.contains(line.parent) || line.block.contains(box.element)) continue
      if (meet(line.ink, box.rect))
        tell(box.logo ? 'logo' : 'over-box', line, `${box.element.localName}.${box.element.className}`)
    }
    const cover = coverOf(line, content, frame)
    if (cover !== undefined) tell('behind', line, cover)
  }
  for (const [at, one] of lines.entries())
    for (const other of lines.slice(at + 1)) {
      if (one.block === other.block || !meet(one.ink, other.ink)) continue
      if (one.formula !== null && one.formula === other.formula) continue
      if (one.drawn !== null && one.drawn === other.drawn) continue
      const kind = one.furniture !== other.furniture ? 'over-furniture' : 'over-text'
      tell(kind, one.furniture ? other : one, (one.furniture ? one : other).text)
    }
  return [...found.values()]
}

/** Rectangles that share more than a line's thickness. */
function meet(a, b) {
  return (
    Math.min(a.right, b.right) - Math.max(a.left, b.left) > 2 &&
    Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > 2
  )
}

const blocks = 'h1,h2,h3,h4,h5,h6,p,li,dt,dd,td,th,pre,marp-pre,blockquote,header,footer,figcaption,svg'

function linesOf(content) {
  const lines = []
  const walker = document.createTreeWalker(content, NodeFilter.SHOW_TEXT)
  for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
    const parent = node.parentElement
    if (node.data.trim() === '' || parent.closest('style, script, template, title, desc, .katex-mathml')) continue
    const style = getComputedStyle(parent)
    if (style.visibility !== 'visible' || style.opacity === '0' || isClippedAway(parent, content)) continue
    const range = document.createRange()
    range.selectNodeContents(node)
    const rects = [...range.getClientRects()].filter(({ width, height }) => width > 0.5 && height > 0.5)
    if (rects.length === 0) continue
    const block = parent.closest(blocks)
    const broken = brokenIn(node, style, rects)
    rects.forEach((rect) => {
      lines.push({
        node,
        parent,
        rect,
        text: node.data.trim().replace(/\s+/g, ' ').slice(0, 40),
        ink: inkOf(node, rect, style, rects.length),
        block: block !== null && content.contains(block) ? block : parent,
        furniture: inside(parent, 'header, footer', content),
        formula: parent.closest('.katex-display, .katex'),
        drawn:
          parent.closest('svg[data-marp-mermaid], [data-marp-mermaid]') ??
          (parent instanceof SVGElement ? parent.ownerSVGElement : null),
        script: inside(parent, 'sub, sup', content),
        minor: inside(parent, 'table, pre, marp-pre, code, small, figcaption, kbd', content),
        size: sizeOf(parent, style, rect),
        broken,
      })
    })
  }
  return lines
}

function inside(element, selector, content) {
  const found = element.closest(selector)
  return found !== null && content.contains(found)
}

function isClippedAway(parent, content) {
  for (let at = parent; at !== null && at !== content; at = at.parentElement)
    if (
      at instanceof HTMLElement &&
      at.clientWidth <= 2 &&
      at.clientHeight <= 2 &&
      getComputedStyle(at).position === 'absolute'
    )
      return true
  return false
}

const pen = new OffscreenCanvas(1, 1).getContext('2d')

/** The rectangle of a line that has ink in it. Text that stands upright or is turned: its whole box. */
function inkOf(node, rect, style, lines) {
  if (style.writingMode !== 'horizontal-tb' || isTurned(node.parentElement)) return rect
  pen.font = `${style.fontStyle} ${style.fontWeight} 100px ${style.fontFamily}`
  const words = lines === 1 ? node.data : textIn(node, rect)
  const shown = style.textTransform === 'uppercase' ? words.toUpperCase() : words
  const metrics = pen.measureText(shown.trim())
  const scale = rect.height / (metrics.fontBoundingBoxAscent + metrics.fontBoundingBoxDescent)
  const baseline = rect.top + metrics.fontBoundingBoxAscent * scale
  return {
    left: rect.left,
    right: rect.right,
    top: baseline - metrics.actualBoundingBoxAscent * scale,
    bottom: baseline + metrics.actualBoundingBoxDescent * scale,
  }
}

function isTurned(element) {
  for (let at = element; at !== null && at.localName !== 'section'; at = at.parentElement) {
    const { transform, rotate } = getComputedStyle(at)
    if (rotate !== 'none' || /matrix\([^,]+, (?!0,)/.test(transform)) return true
  }
  return false
}

function textIn(node, rect) {
  const range = document.createRange()
  let text = ''
  for (let at = 0; at < node.data.length; at++) {
    range.setStart(node, at)
    range.setEnd(node, at + 1)
    const own = range.getBoundingClientRect()
    const middle = own.top + own.height / 2
    if (middle > rect.top && middle < rect.bottom && own.left > rect.left - 2 && own.right < rect.right + 2)
      text += node.data[at]
  }
  return text
}

/** As large as the letters look, in pixels of the slide; 0 where that cannot be said. */
function sizeOf(parent, style, rect) {
  if (style.writingMode !== 'horizontal-tb' || isTurned(parent)) return 0
  pen.font = `${style.fontStyle} ${style.fontWeight} 100px ${style.fontFamily}`
  const { fontBoundingBoxAscent, fontBoundingBoxDescent } = pen.measureText('x')
  return (rect.height / (fontBoundingBoxAscent + fontBoundingBoxDescent)) * 100
}

function floorOf({ furniture, script, formula, drawn, minor }) {
  if (formula !== null) return 0
  if (drawn !== null) return 16
  return furniture || script ? 14 : minor ? 18 : 22
}

/** A word that goes on in the next line without a hyphen, or a comma that begins one. */
function brokenIn(node, style, rects) {
  const range = document.createRange()
  const first = node.data[0]
  if (first !== undefined && /[,.;:!?)»”]/.test(first) && node.previousSibling instanceof Element) {
    range.setStart(node, 0)
    range.setEnd(node, 1)
    const before = [...node.previousSibling.getClientRects()].at(-1)
    const own = range.getBoundingClientRect()
    if (
      before !== undefined &&
      getComputedStyle(node.previousSibling).display.startsWith('inline') &&
      own.top > before.bottom - 4 &&
      own.height > 0
    )
      return `a line begins with ${first}`
  }
  if (rects.length < 2) return ''
  for (const { index, 0: word } of node.data.matchAll(/[\p{L}\p{N}\p{M}_\u00ad]{2,}/gu)) {
    if (/[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Thai}ー々]/u.test(word)) continue
    range.setStart(node, index)
    range.setEnd(node, index + word.length)
    const parts = [...range.getClientRects()].filter(({ width }) => width > 0.5)
    if (parts.length < 2 || Math.abs(parts[0].top - parts[1].top) < parts[0].height / 2) continue
    if (!isHyphenated(node, index, word, parts[0], style)) return word
  }
  return ''
}

/** A line that ends with a hyphen is wider than its letters. */
function isHyphenated(node, from, word, rect, style) {
  const range = document.createRange()
  let letters = 0
  for (let at = from; at < from + word.length; at++) {
    range.setStart(node, at)
    range.setEnd(node, at + 1)
    const own = range.getBoundingClientRect()
    if (own.top < rect.bottom - rect.height / 2) letters++
  }
  if (word.slice(letters - 1, letters + 1).includes('\u00ad')) return true
  if (style.hyphens !== 'auto') return false
  pen.font = `${style.fontStyle} ${style.fontWeight} ${style.fontSize} ${style.fontFamily}`
  const scale = rect.height / (pen.measureText('x').fontBoundingBoxAscent + pen.measureText('x').fontBoundingBoxDescent)
  return rect.width / scale > pen.measureText(word.slice(0, letters)).width + pen.measureText('-').width / 2
}

/** By how much ink lies beyond the slide, or beyond something that cuts it off. */
function beyondOf({ ink, parent }, frame, content) {
  let worst = excess(ink, frame)
  for (let at = parent; at !== null && at !== content; at = at.parentElement) {
    const style = getComputedStyle(at)
    const clips =
      at instanceof HTMLElement &&
      style.display !== 'inline' &&
      (style.overflowX !== 'visible' || style.overflowY !== 'visible')
    if (clips) worst = Math.max(worst, excess(ink, at.getBoundingClientRect()))
    const scaled = at.localName === 'marp-auto-scaling' ? at : at.shadowRoot?.querySelector('marp-auto-scaling')
    const drawing = scaled?.shadowRoot?.querySelector('svg')
    const inner = drawing?.querySelector('foreignObject')
    for (const one of [drawing, inner])
      if (one && getComputedStyle(one).overflow !== 'visible')
        worst = Math.max(worst, excess(ink, one.getBoundingClientRect()))
  }
  return worst
}

function excess(ink, edges) {
  return Math.max(edges.left - ink.left, ink.right - edges.right, edges.top - ink.top, ink.bottom - edges.bottom)
}

/** Whatever is painted on the slide and may lie over or under text that is not its own. */
function boxesOf(content) {
  return [...content.querySelectorAll('*')].flatMap((element) => {
    if (element.closest('style, script, template, .katex, code, mark, kbd') || element.parentElement?.closest('svg'))
      return []
    const style = getComputedStyle(element)
    if (style.visibility !== 'visible' || (style.display === 'inline' && element.localName !== 'img')) return []
    const isPicture = element.localName === 'img' || element.localName === 'svg'
    const paints =
      isPicture ||
      isSolid(style.backgroundColor) ||
      (style.borderTopWidth !== '0px' && style.borderBottomWidth !== '0px' && isSolid(style.borderTopColor))
    if (!paints || element.dataset.marpTwemoji !== undefined) return []
    const rect = element.getBoundingClientRect()
    if (rect.width < 4 || rect.height < 4) return []
    return [{ element, rect, logo: isPicture && element.closest('header, footer') !== null }]
  })
}

function isSolid(colour) {
  return !/(?:, 0\)|\/ 0\)|transparent)$/.test(colour)
}

/** The page number, which is generated: only its box can be asked for. */
function numberBox(content) {
  const style = getComputedStyle(content, '::after')
  if (
    content.dataset.marpitPagination === undefined ||
    style.content === 'none' ||
    style.display === 'none' ||
    style.position !== 'absolute'
  )
    return undefined
  const px = (value) => Number.parseFloat(style[value]) || 0
  const box = content.getBoundingClientRect()
  const scale = box.width / content.offsetWidth
  const right = box.right - (px('right') + px('paddingRight')) * scale
  const bottom = box.bottom - (px('bottom') + px('paddingBottom')) * scale
  pen.font = `${style.fontWeight} ${style.fontSize} ${style.fontFamily}`
  const words = content.dataset.marpitPagination
  const width = pen.measureText(words).width * scale
  const left = box.left + (px('left') + px('paddingLeft')) * scale
  const isLeft = style.textAlign === 'left' || (style.textAlign === 'start' && style.direction === 'ltr')
  return isLeft && px('width') > 0
    ? { left, right: left + width, top: bottom - px('fontSize') * 0.75 * scale, bottom }
    : { left: right - width, right, top: bottom - px('fontSize') * 0.75 * scale, bottom }
}

/** What paints over the middle of a line, if anything does: another element, or something that the slide generates. */
function coverOf({ ink, parent, block }, content, frame) {
  const y = (ink.top + ink.bottom) / 2
  const width = ink.right - ink.left
  for (const share of [0.08, 0.5, 0.92]) {
    const x = ink.left + width * share
    if (x < frame.left || x > frame.right || y < frame.top || y > frame.bottom) continue
    const top = document.elementFromPoint(x, y)
    if (top === null || !content.contains(top) || top.contains(parent) || parent.contains(top) || block.contains(top))
      continue
    const style = getComputedStyle(top)
    if (
      isSolid(style.backgroundColor) ||
      style.backgroundImage !== 'none' ||
      ['img', 'svg', 'video'].includes(top.localName)
    )
      return `${top.localName}.${top.className}`
  }
  for (const owner of [content, ...content.querySelectorAll(':scope > header, :scope > footer')])
    for (const which of ['::before', '::after']) {
      const box = generatedBox(owner, which, content)
      if (
        box !== undefined &&
        !owner.matches('header, footer') === !parent.closest('header, footer') &&
        meet(ink, box) &&
        !isRaised(parent, content, box.z)
      )
        return `${owner.localName}${which}`
    }
  return undefined
}

function isRaised(parent, content, z) {
  for (let at = parent; at !== null && at !== content; at = at.parentElement) {
    const { position, zIndex, transform, opacity } = getComputedStyle(at)
    if (position !== 'static' && (Number(zIndex) || 0) >= z) return true
    if ((transform !== 'none' || opacity !== '1') && z <= 0) return true
  }
  return z < 0
}

function generatedBox(owner, which, content) {
  const style = getComputedStyle(owner, which)
  if (
    style.content === 'none' ||
    style.display === 'none' ||
    style.position !== 'absolute' ||
    !isSolid(style.backgroundColor)
  )
    return undefined
  const px = (value) => Number.parseFloat(style[value]) || 0
  const box = content.getBoundingClientRect()
  const scale = box.width / content.offsetWidth
  if (owner !== content && getComputedStyle(owner).position !== 'static') return undefined
  const left = box.left + px('left') * scale
  const top = box.top + px('top') * scale
  return {
    left,
    top,
    right: box.right - px('right') * scale,
    bottom: box.bottom - px('bottom') * scale,
    z: Number(style.zIndex) || 0,
  }
}

Object.assign(globalThis, { look, emphases })
