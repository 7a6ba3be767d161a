import type { Deck, Size } from '../../model/deck.js'
import type { Page, PageParts } from '../../model/page.js'
import type { Frame } from '../paper/frames.js'
import { renderPrint } from '../paper/print.js'

/** The size that link previews are made for. */
export const cardSize: Size = { widthPx: 1200, heightPx: 630 }

/**
 * A slide as a card for link previews. One of nearly that shape fills it, and loses a strip above and below (24 of 720 px
 * for 16:9) that no slide has words in; another is shown whole, and its own background goes on where it does not reach.
 */
export function renderCard(deck: Deck, parts: PageParts, frame: Frame, scheme: 'light' | 'dark'): Page {
  const { widthPx, heightPx } = cardSize
  const [wide, high] = [widthPx / deck.size.widthPx, heightPx / deck.size.heightPx]
  const [least, most] = [Math.min(wide, high), Math.max(wide, high)]
  const place = (scale: number): string => {
    const [width, height] = [deck.size.widthPx * scale, deck.size.heightPx * scale]
    return `--lectern-width:${width}px;--lectern-height:${height}px;left:${(widthPx - width) / 2}px!important;top:${(heightPx - height) / 2}px!important`
  }
  const css = `html,body,main{height:${heightPx}px;margin:0;overflow:hidden;width:${widthPx}px}
main{position:relative}
.lectern-slide{overflow:hidden;position:absolute!important}
.lectern-slide:first-child{filter:blur(24px);${place(most * 1.12)}}
.lectern-slide:first-child section>*{visibility:hidden!important}
.lectern-slide:last-child{${place(most / least < 1.1 ? most : least)}}`
  return renderPrint(deck, parts, { frames: [frame, frame], scheme, css })
}
