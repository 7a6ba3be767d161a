import { inflateSync } from 'node:zlib'
import { PDFDict, PDFDocument, PDFName, PDFNumber, PDFRawStream } from '@cantoo/pdf-lib'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Browser } from '../../src/export/browser/run/browser.js'
import { exportPdf } from '../../src/export/pdf/exportPdf.js'
import { readCalculator } from '../../src/export/pdf/gradients/calculator.js'
import { deckOf, noScript } from './decks.js'
import { makeFolder, removeFolder, startBrowserIn } from './machine.js'

let folder = ''
let browser: Browser
beforeAll(async () => {
  folder = await makeFolder()
  browser = await startBrowserIn(folder)
})
afterAll(async () => {
  await browser.close()
  await removeFolder(folder)
})

/** Kinds of shadings on a page with that background, and its programs for three colours. */
async function shadings(background: string): Promise<{ kinds: number[]; programs: number }> {
  const css = `div.marpit > svg > foreignObject > section { width: 100%; height: 100%; background: ${background} }`
  const { bytes } = await exportPdf(deckOf(['<h1>One</h1>'], { css }), {
    files: new Map(),
    browser: Promise.resolve(browser),
    relaunch: () => startBrowserIn(folder),
    script: noScript,
    modified: new Date(0),
  })
  const file = await PDFDocument.load(bytes, { updateMetadata: false })
  const kinds: number[] = []
  let programs = 0
  for (const [, object] of file.context.enumerateIndirectObjects()) {
    const shading = object instanceof PDFDict ? object.lookup(PDFName.of('Shading')) : undefined
    const about = shading instanceof PDFRawStream ? shading.dict : shading
    if (about instanceof PDFDict) kinds.push(about.lookup(PDFName.of('ShadingType'), PDFNumber).asNumber())
    if (object instanceof PDFRawStream && object.dict.get(PDFName.of('FunctionType')) === PDFNumber.of(4)) programs += 1
    if (object instanceof PDFRawStream && String(object.dict.get(PDFName.of('FunctionType'))) === '0')
      expect(inflateSync(object.contents)).toHaveLength(33 * 3)
  }
  return { kinds: kinds.sort(), programs }
}

describe('gradients with transparent colours', () => {
  test('along a line are strips, not a program for every pixel', async () => {
    expect((await shadings('linear-gradient(90deg, #ff00001a, #0000ffb3 40%, transparent)')).kinds).toEqual([2, 2])
  })

  test('in circles are rings, also several of them, one over the other', async () => {
    const one = (at: string): string => `radial-gradient(at ${at}, #ff008099, transparent 50%)`
    expect((await shadings(`${one('20% 20%')}, ${one('80% 20%')}`)).kinds).toEqual([3, 3, 3, 3])
  })

  test('that repeat are one line or ring of many repetitions', async () => {
    expect(await shadings('repeating-linear-gradient(45deg, red 0 20px, blue 20px 40px)')).toEqual({
      kinds: [2],
      programs: 0,
    })
    expect((await shadings('repeating-radial-gradient(circle, red 0 20px, blue 20px 40px)')).kinds).toEqual([3])
  })

  test('that turn around a point are fans of triangles', async () => {
    expect(await shadings('conic-gradient(red, lime, blue)')).toEqual({ kinds: [4], programs: 0 })
    expect((await shadings('conic-gradient(from 20deg at -10% 20%, #f008, #00f2 30%, transparent)')).kinds).toEqual([
      4, 4,
    ])
    expect((await shadings('repeating-conic-gradient(#000 0 20deg, #fff 20deg 50deg)')).kinds).toEqual([4])
  })
})

describe('a program of a gradient', () => {
  const skia =
    '{pop dup 0 le {pop 0 0 0 .102 0} if dup dup 0 gt exch 1 le and { 0 sub dup .7019608 mul exch 0 exch 0 exch .60000002 mul .102 add  0} if 0 gt {.702 0 0 .702} if dup abs 0.00001 lt{ pop pop pop pop 0 0 0 }{ dup 3 1 roll div 4 1 roll dup 3 1 roll div 4 1 roll div 3 1 roll} ifelse }'

  test('is run as viewers run it', () => {
    const run = readCalculator(skia)
    const rounded = (t: number): number[] | undefined => run?.([t, 9]).map((value) => Math.round(value * 1000) / 1000)
    expect(rounded(0.5)).toEqual([0.873, 0, 0])
    expect(rounded(-1)).toEqual([0, 0, 0])
    expect(rounded(2)).toEqual([1, 0, 0])
  })

  test('with something in it that is not known is left alone', () => {
    expect(readCalculator('{pop 1 2 copy}')).toBeUndefined()
    expect(readCalculator('pop')).toBeUndefined()
  })
})
