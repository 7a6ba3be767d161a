import { describe, expect, test } from 'vitest'
import { fanOf, readTurn, repeating, type Turn } from '../../src/export/pdf/gradients/fan.js'

type Vertex = readonly [x: number, y: number, number: number]

function trianglesOf(turn: Turn, places: readonly number[], domain: readonly number[]): Vertex[][] {
  const { mesh, reach } = fanOf(turn, places, domain) ?? { mesh: Buffer.alloc(0), reach: 0 }
  const bytes = Buffer.from(mesh)
  const vertices = Array.from({ length: bytes.length / 11 }, (_, at): Vertex => {
    const part = (offset: number): number => bytes.readUInt32BE(at * 11 + offset) / (2 ** 32 - 1)
    expect(bytes[at * 11]).toBe(0)
    return [(part(1) * 2 - 1) * reach, (part(5) * 2 - 1) * reach, bytes.readUInt16BE(at * 11 + 9) / 65_535]
  })
  return vertices.flatMap((_, at) => (at % 3 === 0 ? [vertices.slice(at, at + 3)] : []))
}

function area([a, b, c]: readonly Vertex[]): number {
  if (a === undefined || b === undefined || c === undefined) return Number.NaN
  return Math.abs((b[0] - a[0]) * (c[1] - a[1]) - (c[0] - a[0]) * (b[1] - a[1])) / 2
}

/** The numbers of all triangles that a place lies in, well inside. */
function numbersAt(x: number, y: number, triangles: readonly (readonly Vertex[])[]): number[] {
  return triangles.flatMap(([a, b, c]) => {
    if (a === undefined || b === undefined || c === undefined) return []
    const whole = (b[1] - c[1]) * (a[0] - c[0]) + (c[0] - b[0]) * (a[1] - c[1])
    const first = ((b[1] - c[1]) * (x - c[0]) + (c[0] - b[0]) * (y - c[1])) / whole
    const second = ((c[1] - a[1]) * (x - c[0]) + (a[0] - c[0]) * (y - c[1])) / whole
    const shares = [first, second, 1 - first - second]
    return shares.every((share) => share > 0.02) ? [first * a[2] + second * b[2] + (1 - first - second) * c[2]] : []
  })
}

const plain: Turn = { bias: 0, scale: 1, repeats: false, rest: '' }

describe.each([
  ['a plain one', plain, [0, 0.25, 0.6, 1], [-640, 640, -360, 360]],
  ['one of a part of the turn', { ...plain, bias: -0.25, scale: 2 }, [0, 1], [-640, 640, -360, 360]],
  [
    'one that repeats, and not a whole number of times',
    { ...plain, scale: 7.2, repeats: true },
    [0, 0.4, 1],
    [-100, 1180, -90, 630],
  ],
  [
    'one that repeats and begins elsewhere',
    { ...plain, bias: 0.1, scale: 3, repeats: true },
    [0, 0.5, 1],
    [-100, 1180, -90, 630],
  ],
  ['one around a point outside', plain, [0, 0.5, 1], [128, 1408, -300, 420]],
  ['one around a corner', plain, [0, 0.1, 1], [0, 800, 0, 600]],
] as const)('a fan for %s', (_, turn, places, domain) => {
  const triangles = trianglesOf(turn, places, domain)
  const [left, right, bottom, top] = domain

  test('covers the domain once', () => {
    const sum = triangles.reduce((total, triangle) => total + area(triangle), 0)
    expect(sum / ((right - left) * (top - bottom))).toBeCloseTo(1, 3)
    for (const [x, y] of triangles.flat()) {
      expect(x).toBeGreaterThan(left - 0.1)
      expect(x).toBeLessThan(right + 0.1)
      expect(y).toBeGreaterThan(bottom - 0.1)
      expect(y).toBeLessThan(top + 0.1)
    }
  })

  test('gives every place the number of its angle', () => {
    let seen = 0
    for (let step = 0; step < 400; step++) {
      const x = left + ((step * 0.618_034) % 1) * (right - left)
      const y = bottom + ((step * 0.414_214) % 1) * (top - bottom)
      const turns = ((Math.atan2(y, x) / (2 * Math.PI)) % 1) + (y < 0 ? 1 : 0)
      const number = (turns + turn.bias) * turn.scale
      const meant = turn.repeats ? number - Math.floor(number) : Math.min(1, Math.max(0, number))
      const found = numbersAt(x, y, triangles)
      expect(found.length).toBeLessThanOrEqual(1)
      // Half a triangle's width: in its point, a triangle has one number.
      for (const one of found) expect(Math.abs(one - meant)).toBeLessThan((turn.scale * 1.05) / 360)
      seen += found.length
    }
    expect(seen).toBeGreaterThan(250)
  })

  test('lets no triangle reach over a stop', () => {
    for (const triangle of triangles) {
      const numbers = triangle.map(([, , number]) => number)
      const piece = places.findLastIndex((place) => place < Math.min(...numbers) || place === 0)
      expect(Math.max(...numbers)).toBeLessThanOrEqual(places[piece + 1] ?? 1)
    }
  })
})

test('a fan of more triangles than anybody can see is not made', () => {
  expect(fanOf({ ...plain, scale: 30_000, repeats: true }, [0, 1], [-1, 1, -1, 1])).toBeUndefined()
  expect(fanOf({ ...plain, scale: 0 }, [0, 1], [-1, 1, -1, 1])).toBeUndefined()
  expect(fanOf({ ...plain, scale: Number.NaN }, [0, 1], [-1, 1, -1, 1])).toBeUndefined()
})

test('the beginning of a program is read', () => {
  expect(readTurn('{pop dup')).toBeUndefined()
  expect(readTurn('{exch atan 360 div dup 0 le')).toEqual({ ...plain, rest: 'dup 0 le' })
  expect(readTurn(`{exch atan 360 div -.25 add 12 mul ${repeating}dup 0 le`)).toEqual({
    bias: -0.25,
    scale: 12,
    repeats: true,
    rest: 'dup 0 le',
  })
})
