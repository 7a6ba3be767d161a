// Skia writes a gradient with transparent colours as a program that viewers run for every pixel: poppler took 1.7 s for a
// slide with three of them. The same gradient along a line or in circles is one of PDF's own kinds, which viewers draw in
// strips. A repeating one is a line or a ring of as many repetitions as the sheet has room for. One that turns around a point,
// which Skia always writes as a program, is a fan of triangles.
import { deflateSync, inflateSync } from 'node:zlib'
import type { PdfObject } from '../file/read.js'
import { arrayOf, dictionary, referenceOf, writeDictionary } from '../file/syntax.js'
import { readCalculator } from './calculator.js'
import { fanOf, readTurn, repeating } from './fan.js'

/** Rewrites such gradients in place. */
export function easeGradients(objects: PdfObject[]): void {
  objects.forEach(({ text, stream }, at) => {
    if (stream !== undefined || !text.includes('/ShadingType 1')) return
    const pattern = dictionary(text)
    const shading = dictionary(pattern.get('Shading') ?? '')
    const code = codeOf(objects[(referenceOf(shading.get('Function')) ?? 0) - 1])
    const eased = code === undefined ? undefined : (straight(code, shading, objects) ?? turning(code, shading, objects))
    if (eased === undefined) return
    pattern.set('Shading', eased)
    objects[at] = { text: writeDictionary(pattern) }
  })
}

/** A shading along a line or in circles, for the program of one. */
function straight(code: string, shading: ReadonlyMap<string, string>, objects: PdfObject[]): string | undefined {
  const kind = kinds.find(({ begins }) => code.startsWith(begins))
  if (kind === undefined) return undefined
  const all = code.slice(kind.begins.length)
  const rest = all.replace(repeating, '')
  const colour = colourOf(rest)
  const [from, to] = all === rest ? [0, 1] : kind.reach(arrayOf(shading.get('Domain') ?? '').map(Number))
  if (colour === undefined || !(to - from <= mostPeriods)) return undefined
  const period = stitched(piecesOf(rest), colour, objects)
  return writeDictionary([
    ['ShadingType', kind.type],
    ['ColorSpace', shading.get('ColorSpace') ?? '/DeviceRGB'],
    ['Coords', kind.coords(from, to)],
    ['Extend', '[true true]'],
    ['Function', all === rest ? period : repeated(period, to - from, objects)],
  ])
}

/** A reference to a fan of triangles, for the program of a gradient that turns around a point. */
function turning(code: string, shading: ReadonlyMap<string, string>, objects: PdfObject[]): string | undefined {
  const turn = readTurn(code)
  const colour = turn === undefined ? undefined : colourOf(turn.rest)
  const domain = arrayOf(shading.get('Domain') ?? '').map(Number)
  if (turn === undefined || colour === undefined || domain.length !== 4 || !domain.every(Number.isFinite))
    return undefined
  const places = piecesOf(turn.rest)
  const fan = fanOf(turn, places, domain)
  if (fan === undefined) return undefined
  const stream = deflateSync(fan.mesh)
  const { reach } = fan
  const about: [string, string][] = [
    ['ShadingType', '4'],
    ['ColorSpace', shading.get('ColorSpace') ?? '/DeviceRGB'],
    ['BitsPerCoordinate', '32'],
    ['BitsPerComponent', '16'],
    ['BitsPerFlag', '8'],
    ['Decode', `[${-reach} ${reach} ${-reach} ${reach} 0 1]`],
    ['Function', stitched(places, colour, objects)],
    ['Filter', '/FlateDecode'],
    ['Length', String(stream.length)],
  ]
  return `${objects.push({ text: writeDictionary(about), stream })} 0 R`
}

/** The part of a program that makes a colour of a number between 0 and 1. */
function colourOf(rest: string): ((t: number) => number[]) | undefined {
  const run = /truncate|atan/.test(rest) ? undefined : readCalculator(`{${rest}`)
  return run === undefined ? undefined : (t) => run([t])
}

/** How a program makes one number of a place, and the kind of shading that does the same. The pattern's matrix is as it was. */
const kinds = [
  {
    begins: '{pop ',
    type: '2',
    coords: (from: number, to: number) => `[${from} 0 ${to} 0]`,
    reach: ([left = Number.NaN, right = Number.NaN]: readonly number[]) =>
      [Math.floor(left), Math.ceil(right)] as const,
  },
  {
    begins: '{dup mul exch dup mul add sqrt ',
    type: '3',
    coords: (from: number, to: number) => `[0 0 ${from} 0 0 ${to}]`,
    reach: ([left = Number.NaN, right = Number.NaN, bottom = Number.NaN, top = Number.NaN]: readonly number[]) =>
      [0, Math.ceil(Math.hypot(Math.max(-left, right), Math.max(-bottom, top)))] as const,
  },
] as const

/** More repetitions than anybody can see on a sheet. */
const mostPeriods = 2000

function codeOf(object: PdfObject | undefined): string | undefined {
  if (object?.stream === undefined) return undefined
  const about = dictionary(object.text)
  if (about.get('FunctionType') !== '4' || arrayOf(about.get('Range') ?? '[]').length !== 6) return undefined
  try {
    const code = about.get('Filter') === undefined ? object.stream : inflateSync(object.stream)
    return Buffer.from(code).toString('latin1').replace(/\s+/g, ' ').trim()
  } catch {
    return undefined
  }
}

/** The places of the colour stops, from 0 to 1. */
function piecesOf(code: string): number[] {
  const stops = Array.from(code.matchAll(/dup (\d*\.?\d+) le/g), ([, stop]) => Number(stop))
  return [0, ...[...new Set(stops)].filter((stop) => stop > 0 && stop < 1).sort((a, b) => a - b), 1]
}

function stitched(places: readonly number[], colour: (t: number) => number[], objects: PdfObject[]): string {
  const functions = places.slice(1).map((to, at) => piece(places[at] ?? 0, to, colour, objects))
  const encode = functions.map(() => '0 1').join(' ')
  return `<</FunctionType 3 /Domain [0 1] /Bounds [${places.slice(1, -1).join(' ')}] /Encode [${encode}] /Functions [${functions.join(' ')}]>>`
}

/** One function again and again. */
function repeated(period: string, times: number, objects: PdfObject[]): string {
  const number = objects.push({ text: period })
  const bounds = Array.from({ length: times - 1 }, (_, at) => Math.round(((at + 1) / times) * 1e7) / 1e7)
  const of = (text: string): string => Array.from({ length: times }, () => text).join(' ')
  return `<</FunctionType 3 /Domain [0 1] /Bounds [${bounds.join(' ')}] /Encode [${of('0 1')}] /Functions [${of(`${number} 0 R`)}]>>`
}

/** Steps within one piece. Between two stops colours go on a line, or on a curve where they get more transparent. */
const steps = 32

function piece(from: number, to: number, colour: (t: number) => number[], objects: PdfObject[]): string {
  // Just inside: at a stop itself, another piece begins.
  const at = (share: number): number[] => colour(from + (to - from) * (0.0005 + share * 0.999)).map(clamp)
  const samples = Array.from({ length: steps + 1 }, (_, step) => at(step / steps))
  const [first = [0, 0, 0], last = [0, 0, 0]] = [samples[0], samples.at(-1)]
  const isStraight = samples.every((sample, step) =>
    sample.every((value, part) => Math.abs(value - mix(first[part] ?? 0, last[part] ?? 0, step / steps)) < 0.003),
  )
  if (isStraight) return `<</FunctionType 2 /Domain [0 1] /N 1 /C0 [${numbers(first)}] /C1 [${numbers(last)}]>>`
  const stream = deflateSync(
    Uint8Array.from(samples.flatMap((sample) => sample.map((value) => Math.round(value * 255)))),
  )
  const about = `/FunctionType 0 /Domain [0 1] /Range [0 1 0 1 0 1] /Size [${steps + 1}] /BitsPerSample 8`
  const number = objects.push({ text: `<<${about} /Filter /FlateDecode /Length ${stream.length}>>`, stream })
  return `${number} 0 R`
}

function clamp(value: number): number {
  return Math.min(1, Math.max(0, value))
}

function mix(from: number, to: number, share: number): number {
  return from + (to - from) * share
}

function numbers(values: readonly number[]): string {
  return values.map((value) => Math.round(value * 10_000) / 10_000).join(' ')
}
