import type { Browser } from '../../export/browser/run/browser.js'
import { dataUris } from '../../export/html/dataUri.js'
import { sourceOf } from '../../export/html/html.js'
import type { Deck } from '../../model/deck.js'
import { renderPrint } from '../../render/paper/print.js'
import type { MeasureDeckJob } from '../measure/measurements.js'
import { viewsOf } from '../measure/views.js'
import type { SlidePictures } from './page.js'

/** Takes a picture of each of these slides (1-based), as they show first on a screen, as addresses for a page. */
export async function pictureSlides(
  deck: Deck,
  numbers: readonly number[],
  { files, client, signal }: MeasureDeckJob,
  browser: Browser,
): Promise<SlidePictures> {
  const slides = deck.slides.filter(({ index }) => numbers.includes(index + 1))
  const pictures = new Map<number, string>()
  if (slides.length === 0) return pictures
  const urlOf = dataUris(files)
  const { html } = renderPrint(
    { ...deck, slides },
    { urlOf, ...client.print, scriptSource: sourceOf(client.print.script) },
  )
  const [view] = viewsOf(deck)
  const { size } = deck
  const page = await browser.open(html, { size, media: 'screen', waitForScript: true, signal, scale: 0.75, ...view })
  try {
    if (view !== undefined) await page.evaluate(`document.documentElement.style.colorScheme = '${view.scheme}'`)
    for (const [at, { index }] of slides.entries()) {
      const clip = { xPx: 0, yPx: at * size.heightPx, ...size }
      const bytes = await page.picture({ format: 'webp', quality: 80, clip })
      pictures.set(index + 1, `data:image/webp;base64,${Buffer.from(bytes).toString('base64')}`)
    }
  } finally {
    page.close()
  }
  return pictures
}
