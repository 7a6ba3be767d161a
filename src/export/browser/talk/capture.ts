import type { Size } from '../../../model/deck.js'
import type { Clip, Picture, PictureJob } from './openPage.js'
import type { Pipe } from './pipe.js'

/** Takes a picture of a part of what a page shows in a window of that size. */
export async function takePicture(pipe: Pipe, sessionId: string, job: PictureJob, window?: Size): Promise<Picture> {
  const { format, quality, clip, transparent = false, fast = false } = job
  if (transparent) {
    const color = { r: 0, g: 0, b: 0, a: 0 }
    await pipe.send('Emulation.setDefaultBackgroundColorOverride', { color }, sessionId)
  }
  const { data } = await pipe.send(
    'Page.captureScreenshot',
    {
      format,
      ...(quality === undefined || format === 'png' ? {} : { quality }),
      // With a clip, the browser changes the window for the picture and back: half of the page's work.
      ...(isAll(clip, window)
        ? {}
        : { clip: { x: clip.xPx, y: clip.yPx, width: clip.widthPx, height: clip.heightPx, scale: 1 } }),
      // Beyond the window, the browser lays out and draws the page anew for each picture: 80 ms instead of 60.
      captureBeyondViewport: !isInside(clip, window),
      optimizeForSpeed: fast,
    },
    sessionId,
  )
  if (transparent) await pipe.send('Emulation.setDefaultBackgroundColorOverride', {}, sessionId)
  if (data === '') throw new Error('The browser returned no image.')
  return Buffer.from(data, 'base64')
}

function isAll({ xPx, yPx, widthPx, heightPx }: Clip, window: Size | undefined): boolean {
  return xPx === 0 && yPx === 0 && widthPx === window?.widthPx && heightPx === window.heightPx
}

function isInside({ xPx, yPx, widthPx, heightPx }: Clip, window: Size | undefined): boolean {
  if (window === undefined || xPx < 0 || yPx < 0) return false
  return xPx + widthPx <= window.widthPx && yPx + heightPx <= window.heightPx
}
