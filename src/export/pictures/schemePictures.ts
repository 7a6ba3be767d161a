import type { LoadedFile } from '../../model/artefact.js'
import type { Deck } from '../../model/deck.js'
import type { PageParts } from '../../model/page.js'
import { framesOf } from '../../render/paper/frames.js'
import { renderPrint } from '../../render/paper/print.js'
import type { Browser } from '../browser/run/browser.js'
import type { Picture } from '../browser/talk/openPage.js'
import { chunksOf } from '../chunks.js'
import { dataUris } from '../html/dataUri.js'

export interface SchemePicturesJob {
  readonly files: ReadonlyMap<string, LoadedFile>
  readonly print: Omit<PageParts, 'urlOf'>
  readonly browser: Browser
  readonly schemes: readonly ('light' | 'dark')[]
  /** Pixels of a picture per CSS pixel. */
  readonly scale: number
  /** Of WebP, 1 to 100. */
  readonly quality: number
  readonly signal: AbortSignal
}

/** Pictures (WebP) of every slide, for each scheme in the order of `schemes`; each document is laid out once. */
export async function pictureSchemes(deck: Deck, job: SchemePicturesJob): Promise<Picture[][]> {
  const { files, print, browser, schemes, scale, quality, signal } = job
  const { size } = deck
  const taken: Picture[][] = schemes.map(() => [])
  for (const { from, to } of chunksOf(framesOf(deck), files, most)) {
    const slides = deck.slides.slice(from, to)
    const { html } = renderPrint({ ...deck, slides }, { ...print, urlOf: dataUris(files) })
    const view = { size, media: 'screen', waitForScript: true, signal, scale } as const
    const page = await browser.open(html, view)
    try {
      for (const [index, scheme] of schemes.entries()) {
        await page.emulate({ ...view, scheme })
        await page.evaluate(`document.documentElement.style.colorScheme = '${scheme}'`)
        for (let at = 0; at < slides.length; at++) {
          const clip = { xPx: 0, yPx: at * size.heightPx, ...size }
          taken[index]?.push(await page.picture({ format: 'webp', quality, clip }))
        }
      }
    } finally {
      page.close()
    }
  }
  return taken
}

/** Slides in one document: a page that is laid out once, and not too high to be pictured. */
const most = 40
