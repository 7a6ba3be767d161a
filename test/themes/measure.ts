// The ruler for slides that are really laid out: what is cut off, too small, on top of something else, or too pale.
import axe from 'axe-core'
import type { Page } from 'puppeteer-core'

/** Sizes in CSS pixels of a slide of 1280×720; the floors of every pack of ours. */
export interface Floors {
  /** Nothing at all is smaller. */
  readonly any: number
  /** Running text, lists and quotes. */
  readonly body: number
  /** h1 and h2. */
  readonly heading: number
  /** h3: the head of a column or a card. */
  readonly subheading: number
}

/** What the room's last row can read on 16:9. */
export const wide: Floors = { any: 24, body: 28, heading: 44, subheading: 34 }
/** On 4:3 the slide is as high but narrower: what must be small may be as small as a caption. */
export const narrow: Floors = { any: 24, body: 24, heading: 40, subheading: 30 }

/** Runs in the page. Every slide's content section is in the document at once (the document for print, or the overview). */
const ruler = (floors: Floors): string => `((floors) => {
  const found = []
  const small = ['FOOTER', 'HEADER', 'TABLE', 'PRE', 'CODE', 'SUB', 'SUP', 'SMALL', 'FIGCAPTION', 'KBD', 'svg']
  const looseLayouts = ['figure', 'chart', 'timeline', 'map', 'title', 'qr', 'full']
  const content = [...document.querySelectorAll('.lectern-slide')].map((slide) => slide.querySelector('section[id]'))
  content.forEach((section, index) => {
    const tell = (what) => found.push((index + 1) + ' ' + (section.className || 'plain') + ': ' + what)
    const box = section.getBoundingClientRect()
    const scale = box.width / section.offsetWidth
    if (section.scrollHeight > section.clientHeight + 1 || section.scrollWidth > section.clientWidth + 1)
      tell('the slide scrolls, ' + section.scrollWidth + '×' + section.scrollHeight)
    const words = []
    const walker = document.createTreeWalker(section, NodeFilter.SHOW_TEXT)
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const text = node.data.trim()
      const parent = node.parentElement
      if (text === '' || parent.closest('style, script, .katex-mathml, title, desc')) continue
      const style = getComputedStyle(parent)
      if (style.visibility === 'hidden' || style.display === 'none' || style.fontSize === '0px') continue
      const range = document.createRange()
      range.selectNodeContents(node)
      const rects = [...range.getClientRects()].filter((rect) => rect.width > 0 && rect.height > 0)
      if (rects.length === 0) continue
      const drawn = parent.closest('svg[data-marp-mermaid], .katex') !== null
      const size = parseFloat(style.fontSize)
      const heading = parent.closest('h1, h2, h3')
      const inSmall = small.some((name) => parent.closest(name + ':not(svg[data-marpit-svg], [data-marp-fitting])'))
      const loose = looseLayouts.some((name) => section.classList.contains(name))
      const floor = heading ? (heading.tagName === 'H3' ? floors.subheading : floors.heading) : inSmall || loose ? floors.any : floors.body
      const fitted = parent.closest('[data-marp-fitting], [data-auto-scaling], marp-h1, marp-h2, marp-pre') !== null
      if (!drawn && !fitted && size < floor) tell('text of ' + size + ' px instead of ' + floor + ': ' + text.slice(0, 30))
      for (const rect of rects) {
        const over = Math.max(box.left - rect.left, rect.right - box.right, box.top - rect.top, rect.bottom - box.bottom) / scale
        const slack = drawn ? 4 : size * 0.12
        if (over > Math.max(1, slack)) tell('cut by ' + Math.round(over) + ' px: ' + text.slice(0, 30))
        if (!drawn) words.push({ block: parent.closest('h1,h2,h3,h4,p,li,td,th,pre,blockquote,header,footer') ?? parent, rect, text })
      }
    }
    const clash = new Set()
    words.forEach((a, i) => words.slice(i + 1).forEach((b) => {
      if (a.block === b.block || a.block.contains(b.block) && a.rect.top === b.rect.top) return
      const wide = Math.min(a.rect.right, b.rect.right) - Math.max(a.rect.left, b.rect.left)
      const inset = (rect) => rect.height * 0.24
      const high = Math.min(a.rect.bottom - inset(a.rect), b.rect.bottom - inset(b.rect)) - Math.max(a.rect.top + inset(a.rect), b.rect.top + inset(b.rect))
      if (wide > 2 && high > 2) clash.add('“' + a.text.slice(0, 24) + '” over “' + b.text.slice(0, 24) + '”')
    }))
    for (const what of clash) tell(what)
  })
  return found
})(${JSON.stringify(floors)})`

/** Everything on any slide of the open document that an audience could not read, by its place and size. */
export async function measureLayout(page: Page, floors: Floors): Promise<string[]> {
  return (await page.evaluate(ruler(floors))) as string[]
}

/** Text with less contrast than WCAG AA asks for (4.5:1, 3:1 for large text), in one colour scheme. */
export async function measureContrast(page: Page, scheme: 'light' | 'dark'): Promise<string[]> {
  await page.evaluate(`document.documentElement.style.colorScheme = '${scheme}'`)
  if ((await page.evaluate('typeof axe')) === 'undefined') await page.evaluate(axe.source)
  return (await page.evaluate(`(async () => {
    const slides = [...document.querySelectorAll('.lectern-slide')]
    const { violations } = await axe.run('main', { runOnly: ['color-contrast'], resultTypes: ['violations'] })
    return violations.flatMap(({ nodes }) => nodes.map(({ target, any }) => {
      const element = document.querySelector(target[0])
      const data = any[0]?.data ?? {}
      return (slides.indexOf(element?.closest('.lectern-slide')) + 1) + ' ' + (element?.closest('section')?.className || 'plain') + ': ' +
        data.contrastRatio + ':1 (' + data.fgColor + ' on ' + data.bgColor + ') ' + (element?.textContent.trim().slice(0, 30) ?? '')
    }))
  })()`)) as string[]
}
