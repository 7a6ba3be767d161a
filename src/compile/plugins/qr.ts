import { contextOf } from '../context.js'
import type { CoreState, MarkdownIt, Token } from '../engine/markdownIt.js'
import { locate } from '../places/locate.js'

/** Draws a text as the SVG of a QR code. Throws when it is too long for any. */
export type DrawQr = (text: string) => string

/** Longest address that a code in a room can be scanned with, in UTF-16 units. */
const longest = 300

/**
 * A slide of class `qr` without a picture gets the code of its first link, dark on light whatever the scheme: scanners
 * want it so. The picture stands in a paragraph after the others, as if the author had put it there.
 */
export function qr(md: MarkdownIt, draw: DrawQr): void {
  // Before the engine puts the tokens of each slide aside for rendering.
  md.core.ruler.before('marpit_collect', 'lectern_qr', (state) => {
    if (state.inlineMode) return
    let open = -1
    for (let index = 0; index < state.tokens.length; index++) {
      const token = state.tokens[index]
      if (token?.type === 'marpit_slide_open') open = index
      if (token?.type !== 'marpit_slide_close' || open < 0) continue
      const added = isQr(state.tokens[open]) ? pictureFor(state, state.tokens.slice(open, index), draw) : []
      state.tokens.splice(index, 0, ...added)
      index += added.length
      open = -1
    }
  })
}

function isQr(open: Token | undefined): boolean {
  const classes = open?.meta?.marpitDirectives?.class
  return (typeof classes === 'string' ? classes.split(/\s+/) : Array.isArray(classes) ? classes : []).includes('qr')
}

function pictureFor(state: CoreState, slide: readonly Token[], draw: DrawQr): Token[] {
  // A logo in the running head is no code.
  const content = slide.filter((_, index) => !/^marpit_(?:header|footer)_open$/.test(slide[index - 1]?.type ?? ''))
  const inner = content.flatMap((token) => token.children ?? [])
  if (inner.some(({ type, hidden }) => type === 'image' && !hidden)) return []
  const context = contextOf(state.env)
  const say = (message: string, hint: string, needle = ''): Token[] => {
    const [from, to] = slide.slice(1).find(({ map }) => map)?.map ?? [0, 1]
    const place = locate(context, from, Math.max(to, slide.findLast(({ map }) => map)?.map?.[1] ?? to), needle)
    context.problems.push({ severity: 'warning', code: 'qr-missing', message, hint, place })
    return []
  }
  const address = inner.find(({ type }) => type === 'link_open')?.attrGet('href') ?? ''
  if (!/^(https?|mailto|tel):/i.test(address)) {
    return say('This slide has no link to draw as a QR code.', 'Add one, such as `[example.org](https://example.org)`.')
  }
  if (address.length > longest) {
    const message = `The link is too long for a QR code that an audience can scan: ${address.length} characters.`
    return say(message, `Use a short link of at most ${longest} characters.`)
  }
  const image = new state.Token('image', 'img', 0)
  image.attrSet('src', `data:image/svg+xml,${encodeURIComponent(draw(address))}`)
  image.attrSet('alt', '')
  const alt = new state.Token('text', '', 0)
  alt.content = `QR code: ${address}`
  image.children = [alt]
  image.content = alt.content
  const open = new state.Token('paragraph_open', 'p', 1)
  const inline = new state.Token('inline', '', 0)
  inline.children = [image]
  const close = new state.Token('paragraph_close', 'p', -1)
  open.block = true
  close.block = true
  return [open, inline, close]
}
