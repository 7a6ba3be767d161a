import { tmpdir } from 'node:os'
import { measureSlides } from '../../src/check/measure/measure.js'
import { embeddedPack } from '../../src/export/browser/find/chromium.js'
import { findBrowser } from '../../src/export/browser/find/findBrowser.js'
import { type Browser, launchBrowser } from '../../src/export/browser/run/browser.js'
import { withUsedFonts } from '../../src/export/fonts/fonts.js'
import { dataUris } from '../../src/export/html/dataUri.js'
import { sourceOf } from '../../src/export/html/html.js'
import type { SlideMeasurement } from '../../src/model/measurement.js'
import { renderPrint } from '../../src/render/paper/print.js'
import type { Compiled } from '../browser/exported.js'

/** Starts the browser that exports and checks use, as they do. The caller closes it. */
export async function launchOurs(): Promise<Browser> {
  const isRoot = process.getuid?.() === 0
  const { env, platform, arch } = process
  const tempFolder = tmpdir()
  const pack = embeddedPack()
  const executable = await findBrowser({
    cwd: process.cwd(),
    env,
    platform,
    arch,
    tempFolder,
    pack,
    isRoot,
    say: () => {},
  })
  return launchBrowser({ executable, env, tempFolder, isRoot })
}

/** Lays the whole deck out as checks do, sheet under sheet, and measures it once per scheme, with or without colours. */
export async function measureDeck(
  browser: Browser,
  { deck, files, client }: Compiled,
  schemes: readonly ('light' | 'dark')[],
  colours = true,
): Promise<SlideMeasurement[][]> {
  const { html } = renderPrint(withUsedFonts(deck), {
    urlOf: dataUris(files),
    ...client.print,
    scriptSource: sourceOf(client.print.script),
  })
  const page = await browser.open(html, { size: deck.size, media: 'screen', waitForScript: true })
  const measurements: SlideMeasurement[][] = []
  for (const scheme of schemes) {
    await page.emulate({ size: deck.size, media: 'screen', scheme, waitForScript: true })
    measurements.push(await measureSlides(page, { ruler: client.ruler, slides: deck.slides.length, scheme, colours }))
  }
  page.close()
  return measurements
}
