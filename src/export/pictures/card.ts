import type { Deck } from '../../model/deck.js'
import { type Frame, framesOf } from '../../render/paper/frames.js'
import { schemeOf } from '../../render/paper/print.js'
import { cardSize, renderCard } from '../../render/player/card.js'
import type { ExportJob } from '../exporter.js'
import { dataUris } from '../html/dataUri.js'
import { emptyDeck } from '../pdf/exportPdf.js'
import { withBrowser } from '../printing.js'

/** Takes the picture for link previews: the title slide (or the one that is asked for) at 1200 × 630. */
export async function exportCard(deck: Deck, job: ExportJob): Promise<void> {
  const { slides, scheme = schemeOf(deck), scale } = job.options
  const frame = titleFrame(framesOf(deck, slides === undefined ? {} : { slides }), deck.meta.title)
  if (frame === undefined) throw emptyDeck(deck)
  const { html } = renderCard(deck, { ...job.print, urlOf: dataUris(job.files.files) }, frame, scheme)
  const work = { ...job, file: deck.file, count: 1, browser: job.browser() }
  const bytes = await withBrowser(work, async (browser, signal) => {
    const view = { size: cardSize, media: 'screen', scheme, scale, waitForScript: true, signal } as const
    const page = await browser.open(html, view)
    try {
      return await page.picture({ format: 'png', clip: { xPx: 0, yPx: 0, ...cardSize } })
    } finally {
      page.close()
    }
  })
  await job.deliver({ kind: 'picture', name: `${deck.name}.card.png`, bytes })
}

/** The slide that says the deck's title, where the first one says something else; a first one without a heading is a cover. */
function titleFrame(frames: readonly Frame[], title: string): Frame | undefined {
  const [first] = frames
  return first?.slide.title === '' ? first : (frames.find(({ slide }) => slide.title === title) ?? first)
}
