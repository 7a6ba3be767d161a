import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Browser } from '../../src/export/browser/run/browser.js'
import type { View } from '../../src/export/browser/talk/openPage.js'
import { makeFolder, removeFolder, startBrowserIn } from './machine.js'

const size = { widthPx: 320, heightPx: 180 }
const view: View = { size, media: 'screen', waitForScript: false }
const picture = { format: 'png', clip: { xPx: 0, yPx: 0, ...size } } as const
const coloured = (colour: string): string => `<!doctype html><body style="margin:0;background:${colour}">a`

let folder: string
let drawsWhenAsked: Browser
let drawsBySelf: Browser
beforeAll(async () => {
  folder = await makeFolder()
  ;[drawsWhenAsked, drawsBySelf] = await Promise.all([startBrowserIn(folder, { stills: true }), startBrowserIn(folder)])
})
afterAll(async () => {
  await Promise.all([drawsWhenAsked.close(), drawsBySelf.close()])
  await removeFolder(folder)
})

/** Pictures of a document: as it came, once more, and after a change that shows. */
async function threeOf(browser: Browser, colour: string): Promise<Uint8Array[]> {
  const page = await browser.open(coloured(colour), view)
  const found = [await page.picture(picture), await page.picture(picture)]
  await page.evaluate(`document.body.style.background = 'rgb(1, 2, 3)'`)
  found.push(await page.picture(picture))
  page.close()
  return found
}

test('a picture shows what there is, also when nothing has changed since the last one', async () => {
  for (const colour of ['white', 'red', 'transparent'])
    expect(await threeOf(drawsWhenAsked, colour)).toEqual(await threeOf(drawsBySelf, colour))
})

test('pages that are used again, several at a time, always give a picture', async () => {
  const colours = Array.from({ length: 24 }, (_, index) => `rgb(${index * 10}, 0, 0)`)
  const lanes = [0, 1, 2].map((lane) => colours.filter((_, index) => index % 3 === lane))
  await Promise.all(
    lanes.map(async (own) => {
      for (const colour of own) {
        const [first, second, third] = await threeOf(drawsWhenAsked, colour)
        expect(first).toEqual(second)
        expect(third).not.toEqual(second)
      }
    }),
  )
})

test('pictures at another scale are the same each time, also where curves cross the borders of tiles', async () => {
  const big = { widthPx: 1280, heightPx: 720 }
  const circles = Array.from(
    { length: 40 },
    (_, at) => `<circle cx="640" cy="360" r="${9 * at + 4.3}" fill="none" stroke="#357" stroke-width="1.7"/>`,
  )
  const html = `<!doctype html><body style="margin:0"><svg width="1280" height="720">${circles.join('')}</svg>`
  const taken = new Set<string>()
  for (let round = 0; round < 12; round++) {
    const page = await drawsBySelf.open(html, { size: big, media: 'screen', scale: 0.5, waitForScript: false })
    const clip = { xPx: 0, yPx: 0, ...big }
    taken.add(Buffer.from(await page.picture({ format: 'png', clip })).toString('base64'))
    page.close()
  }
  expect(taken.size).toBe(1)
})
