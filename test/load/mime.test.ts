import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { describe, expect, it } from 'vitest'
import { pixelCount } from '../../src/load/assets/imageSize.js'
import { mediaTypeOf } from '../../src/load/assets/mime.js'
import { isoOf, onePixel, pngOf, smallSvg } from './pictures.js'

const font = (name: string) =>
  readFileSync(createRequire(import.meta.url).resolve(`katex/dist/fonts/KaTeX_Main-Regular.${name}`))
const hex = (text: string) => Buffer.from(text.replaceAll(' ', ''), 'hex')

describe('a file is what its first bytes say', () => {
  it.each<[string, Uint8Array, string | undefined]>([
    ['PNG', onePixel, 'image/png'],
    ['JPEG', hex('ff d8 ff e0 00 10'), 'image/jpeg'],
    ['GIF', Buffer.from('GIF89a\x01\0\x01\0'), 'image/gif'],
    ['WebP', Buffer.from('RIFF\x10\0\0\0WEBPVP8 '), 'image/webp'],
    ['AVIF', isoOf('avif'), 'image/avif'],
    ['AVIF as a compatible brand', isoOf('mif1', 'avif'), 'image/avif'],
    ['HEIC, which browsers do not show', isoOf('heic'), undefined],
    ['BMP', Buffer.from('BM\x36\0\0\0'), 'image/bmp'],
    ['ICO', hex('00 00 01 00 01 00'), 'image/x-icon'],
    ['SVG', Buffer.from(smallSvg), 'image/svg+xml'],
    [
      'SVG behind declaration, comments and document type',
      Buffer.from(
        `\uFEFF<?xml version="1.0"?>\n<!-- a > b -->\n<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "x" [<!ENTITY a "<b>">]>\n<svg/>`,
      ),
      'image/svg+xml',
    ],
    ['WOFF2', font('woff2'), 'font/woff2'],
    ['WOFF', font('woff'), 'font/woff'],
    ['TTF', font('ttf'), 'font/ttf'],
    ['OTF', Buffer.from('OTTO\0\x0b'), 'font/otf'],
    ['MP4', isoOf('isom'), 'video/mp4'],
    ['M4A', isoOf('M4A '), 'audio/mp4'],
    ['WebM', hex('1a 45 df a3 9f'), 'video/webm'],
    ['Ogg', Buffer.from('OggS\0\x02'), 'audio/ogg'],
    ['MP3 with tags', Buffer.from('ID3\x03\0'), 'audio/mpeg'],
    ['MP3 without', hex('ff fb 90 64'), 'audio/mpeg'],
    ['WAV', Buffer.from('RIFF\x10\0\0\0WAVEfmt '), 'audio/wav'],
    ['a text', Buffer.from('root:x:0:0:root:/root:/bin/bash\n'), undefined],
    ['Markdown with an SVG in it', Buffer.from(`# A\n\n${smallSvg}`), undefined],
    ['HTML with an SVG in it', Buffer.from(`<!doctype html><html>${smallSvg}`), undefined],
    ['an element called svgx', Buffer.from('<svgx/>'), undefined],
    ['a comment without end', Buffer.from('<!-- <svg>'), undefined],
    ['UTF-16 text', Buffer.from('\uFEFFhello', 'utf16le'), undefined],
    ['nothing', new Uint8Array(), undefined],
    ['one byte', hex('ff'), undefined],
  ])('%s', (_, bytes, mime) => {
    expect(mediaTypeOf(bytes)).toBe(mime)
  })
})

describe('a picture says how many pixels it has', () => {
  it.each<[string, Uint8Array, string, number | undefined]>([
    ['PNG', pngOf(60_000, 60_000), 'image/png', 3.6e9],
    ['GIF', Buffer.from('GIF89a\x02\x01\x03\0'), 'image/gif', 0x102 * 3],
    ['BMP', Buffer.concat([Buffer.alloc(18), hex('0a000000 ecffffff')]), 'image/bmp', 200],
    ['JPEG', hex('ffd8 ffe0 0004 0000 ffc2 0011 08 0010 0020 03 000000'), 'image/jpeg', 512],
    ['JPEG that ends early', hex('ffd8 ffe0 0004'), 'image/jpeg', undefined],
    [
      'WebP, extended',
      Buffer.concat([Buffer.from('RIFF\0\0\0\0WEBPVP8X'), hex('0a000000 00000000 0f0000 1f0000')]),
      'image/webp',
      512,
    ],
    [
      'WebP, lossy',
      Buffer.concat([Buffer.from('RIFF\0\0\0\0WEBPVP8 '), hex('00000000 000000 9d012a 1000 2000')]),
      'image/webp',
      512,
    ],
    [
      'WebP, lossless',
      Buffer.concat([Buffer.from('RIFF\0\0\0\0WEBPVP8L'), hex('00000000 2f 0fc00700')]),
      'image/webp',
      16 * 32,
    ],
    ['AVIF', Buffer.concat([isoOf('avif'), Buffer.from('ispe'), hex('00000000 00000010 00000020')]), 'image/avif', 512],
    ['a cut PNG', onePixel.subarray(0, 18), 'image/png', undefined],
    ['SVG', Buffer.from(smallSvg), 'image/svg+xml', undefined],
  ])('%s', (_, bytes, mime, pixels) => {
    expect(pixelCount(bytes, mime)).toBe(pixels)
  })
})
