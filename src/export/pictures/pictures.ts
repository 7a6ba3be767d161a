import { createHash } from 'node:crypto'
import type { LoadedFile } from '../../model/artefact.js'
import type { Deck } from '../../model/deck.js'
import type { PageParts } from '../../model/page.js'
import { placeFilesInHtml } from '../../render/page/files.js'
import { type Frame, framesOf } from '../../render/paper/frames.js'
import { type PrintOptions, renderPrint } from '../../render/paper/print.js'
import type { Browser } from '../browser/run/browser.js'
import type { PictureJob } from '../browser/talk/openPage.js'
import { chunksOf } from '../chunks.js'
import type { ExportJob } from '../exporter.js'
import { dataUris } from '../html/dataUri.js'
import { emptyDeck } from '../pdf/exportPdf.js'
import { inParallel, withBrowser } from '../printing.js'
import { pictureNames } from './pictureNames.js'
import { checkPictureSize } from './pictureSize.js'

/** A frame that is still to be pictured. */
interface Shot {
  readonly frame: Frame
  readonly name: string
  /** Of everything that shows. */
  readonly key: string
}

/**
 * Takes a picture of every slide (or step) and hands each over when it is there. Pictures that are as they would be are
 * left alone. Several tabs work at a time, each with its share of the slides.
 */
export async function exportPictures(deck: Deck, job: ExportJob, format: PictureJob['format']): Promise<void> {
  const { options } = job
  const frames = framesOf(deck, options)
  if (frames.length === 0) throw emptyDeck(deck)
  checkPictureSize(deck.size, options.scale, deck.file)
  const names = pictureNames(deck, frames, format)
  const keyOf = frameKeys(deck, job, format)
  const shots = frames.map((frame, at): Shot => ({ frame, name: names[at] ?? '', key: keyOf(frame) }))
  const waiting = new Set<Shot>()
  for (const shot of shots) if (!(await job.isKept(shot.name, shot.key))) waiting.add(shot)
  if (waiting.size === 0) return
  const work = { ...job, file: deck.file, count: waiting.size, browser: job.browser() }
  await withBrowser(work, async (browser, signal) => {
    const left = [...waiting]
    const tabs = browser.quickTabs && browser.waitsForFrames ? job.tabs : Math.ceil(job.tabs / 2)
    const most = Math.min(40, Math.ceil(left.length / tabs))
    const chunks = chunksOf(
      left.map(({ frame }) => frame),
      job.files.files,
      most,
    )
    await inParallel(chunks, tabs, ({ from, to }) =>
      takeAll(deck, left.slice(from, to), { job, format, browser, signal, done: (shot) => waiting.delete(shot) }),
    )
  })
}

interface Session {
  readonly job: ExportJob
  readonly format: PictureJob['format']
  readonly browser: Browser
  readonly signal: AbortSignal
  readonly done: (shot: Shot) => void
}

/** Shows some frames in one document, one after the other in its window, and takes their pictures. */
async function takeAll(deck: Deck, shots: readonly Shot[], session: Session): Promise<void> {
  const { job, format, browser, signal, done } = session
  const { options, files, print } = job
  const frames = shots.map(({ frame }) => frame)
  const { html } = renderPrint(deck, { ...print, urlOf: dataUris(files.files) }, { ...printOptions(job), frames })
  const page = await browser.open(html, {
    size: deck.size,
    media: 'screen',
    scheme: options.scheme ?? (deck.meta.colorScheme === 'dark' ? 'dark' : 'light'),
    scale: options.scale,
    waitForScript: true,
    signal,
  })
  try {
    for (const [at, shot] of shots.entries()) {
      await page.evaluate(`(${showFrame})(${at})`)
      const bytes = await page.picture({
        format,
        clip: { xPx: 0, yPx: 0, ...deck.size },
        transparent: options.transparent,
        ...(options.quality === undefined ? {} : { quality: options.quality }),
      })
      await job.deliver({ kind: 'picture', name: shot.name, bytes, key: shot.key })
      done(shot)
    }
  } finally {
    page.close()
  }
}

/** All slides are laid out, so that fonts and fitted text are ready, but only one is where the window looks. */
const window = `html,body{overflow:hidden!important;background:none!important}
.lectern-slide{position:absolute!important;left:-99999px!important;top:0!important}
.lectern-slide[data-lectern-shown]{left:0!important}`

/** The background that a theme or a directive gives; pictures in the background stay. */
const noBackground = 'div.marpit>svg>foreignObject>section{background:none!important}'

/** Runs in the page. Taken from the prototype because \`<img name="querySelectorAll">\` hides the document's own. */
const showFrame = `(at) => Document.prototype.querySelectorAll.call(document, 'main>.lectern-slide')
  .forEach((slide, index) => slide.toggleAttribute('data-lectern-shown', index === at))`

function printOptions({ options: { scheme, transparent } }: ExportJob): PrintOptions {
  return { ...(scheme === undefined ? {} : { scheme }), css: transparent ? window + noBackground : window }
}

/** Hashes of what frames show, their files' content included. */
function frameKeys(deck: Deck, job: ExportJob, format: string): (frame: Frame) => string {
  const { scale, quality, transparent } = job.options
  const parts: PageParts = { ...job.print, urlOf: hashesOf(job.files.files) }
  const common = renderPrint(deck, parts, { ...printOptions(job), frames: [] }).html
  const base = sha256(JSON.stringify([format, scale, quality, transparent, deck.size, common]))
  // Only what shows: how many slides there are besides is in the section's label.
  return (frame) => sha256(`${base} ${frame.step} ${placeFilesInHtml(frame.slide.html, parts.urlOf)}`)
}

function hashesOf(files: ReadonlyMap<string, LoadedFile>): (key: string) => string {
  const known = new Map<string, string>()
  return (key) => {
    const hash = known.get(key) ?? sha256(files.get(key)?.bytes ?? '')
    known.set(key, hash)
    return hash
  }
}

function sha256(content: string | Uint8Array): string {
  return createHash('sha256').update(content).digest('base64url')
}
