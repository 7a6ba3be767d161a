// Pages that draw when they are told to, in the headless shell alone. The others draw sixty times a second at best, and a
// picture waits for the next two frames: 60 ms, where drawing and encoding take 20.
import { setTimeout as pause } from 'node:timers/promises'
import type { Picture, PictureJob } from './openPage.js'
import type { Pipe } from './pipe.js'

/**
 * Lets a page have its frames, undrawn, until what it works at is done: fitted text waits for some. The first comes when it is
 * not done by then.
 */
export async function whileDrawing<Result>(
  { pipe, sessionId, firstMs }: { readonly pipe: Pipe; readonly sessionId: string; readonly firstMs: number },
  work: Promise<Result>,
): Promise<Result> {
  let isDone = false
  const done = () => {
    isDone = true
  }
  work.then(done, done)
  if (firstMs > 0) await Promise.race([work, pause(firstMs)])
  while (!isDone) {
    await pipe.send('HeadlessExperimental.beginFrame', { noDisplayUpdates: true }, sessionId)
    await Promise.race([work, pause(frameMs)])
  }
  return work
}

const frameMs = 8
/** A second, at least. */
const tries = 125

/** Draws what is there now and takes a picture of all of it. */
export async function takeStill(pipe: Pipe, sessionId: string, job: PictureJob): Promise<Picture> {
  const { format, quality, transparent = false, fast = false } = job
  const color = { r: 0, g: 0, b: 0, a: 0 }
  if (transparent) await pipe.send('Emulation.setDefaultBackgroundColorOverride', { color }, sessionId)
  const screenshot = {
    format,
    optimizeForSpeed: fast,
    ...(quality === undefined || format === 'png' ? {} : { quality }),
  }
  const draw = async (): Promise<string> => {
    const drawn = await pipe.send('HeadlessExperimental.beginFrame', { screenshot }, sessionId)
    return drawn.screenshotData ?? ''
  }
  let screenshotData = await draw()
  // On a busy machine, a frame can be over before there is anything to copy: the next one has it.
  for (let left = tries; screenshotData === '' && left > 0; left -= 1) {
    await pause(frameMs)
    screenshotData = await draw()
  }
  if (transparent) await pipe.send('Emulation.setDefaultBackgroundColorOverride', {}, sessionId)
  if (screenshotData === '') throw new Error('The browser returned no image.')
  return Buffer.from(screenshotData, 'base64')
}
