/** How a conic gradient makes a number of an angle (in turns, against the clock): `(angle + bias) × scale`. */
export interface Turn {
  readonly bias: number
  readonly scale: number
  /** True when the number begins anew after each 1. */
  readonly repeats: boolean
  /** What the program does with the number. */
  readonly rest: string
}

/** What makes a number one between 0 and 1 again and again, in Skia's programs. */
export const repeating = 'dup truncate sub dup 0 le {1 add} if '

/** Reads the beginning of a program that turns around the origin; absent: it does not. */
export function readTurn(code: string): Turn | undefined {
  const [begins, bias = '0', scale = '1'] =
    /^\{exch atan 360 div (?:([-+.\de]+) add )?(?:([-+.\de]+) mul )?/.exec(code) ?? []
  if (begins === undefined) return undefined
  const all = code.slice(begins.length)
  const repeats = all.startsWith(repeating)
  return { bias: Number(bias), scale: Number(scale), repeats, rest: repeats ? all.slice(repeating.length) : all }
}

/**
 * Triangles around the origin, as the stream of a shading of type 4 (ISO 32000-1, 8.7.4.5.5): for each corner a flag, two coordinates of
 * four bytes (with two, mupdf leaves single pixels between triangles out) and a number of two.
 */
export interface Fan {
  readonly mesh: Uint8Array
  /** How far coordinates go, in each direction. */
  readonly reach: number
}

/** Part of a turn in which the number grows evenly. */
interface Wedge {
  readonly fromTurns: number
  readonly toTurns: number
  readonly fromNumber: number
  readonly toNumber: number
}

/** A corner of a triangle, and its number. */
type Vertex = readonly [x: number, y: number, number: number]

/**
 * A fan over a domain (`[left right bottom top]`), cut off at its edges: poppler leaves rows out where a triangle begins left of
 * the page. `places`: of the colour stops, from 0 to 1; a triangle ends at each of them. Absent: it would have too many.
 */
export function fanOf(turn: Turn, places: readonly number[], domain: readonly number[]): Fan | undefined {
  const wedges = wedgesOf(turn, places)
  if (wedges === undefined) return undefined
  const [left = 0, right = 0, bottom = 0, top = 0] = domain
  const reach = Math.ceil(Math.max(-left, right, -bottom, top))
  const radius = Math.hypot(reach, reach) / Math.cos(Math.PI * widestTurns) + 1
  const rim = (turns: number, number: number): Vertex => {
    const angle = turns * 2 * Math.PI
    return [radius * Math.cos(angle), radius * Math.sin(angle), number]
  }
  const triangles = wedges.flatMap(({ fromTurns, toTurns, fromNumber, toNumber }) => {
    const wedge = [[0, 0, (fromNumber + toNumber) / 2], rim(fromTurns, fromNumber), rim(toTurns, toNumber)] as const
    const [first, ...others] = cut(cut(wedge, 0, left, right), 1, bottom, top)
    if (first === undefined) return []
    return others.slice(1).map((last, at) => [first, others[at] ?? last, last])
  })
  const mesh = Buffer.alloc(triangles.length * 3 * vertexBytes)
  for (const [at, [x, y, number]] of triangles.flat().entries()) {
    mesh.writeUInt32BE(whole((x / reach + 1) / 2, 32), at * vertexBytes + 1)
    mesh.writeUInt32BE(whole((y / reach + 1) / 2, 32), at * vertexBytes + 5)
    mesh.writeUInt16BE(whole(number, 16), at * vertexBytes + 9)
  }
  return { mesh, reach }
}

/** What of a polygon lies between two lines across the axis 0 (x) or 1 (y). */
function cut(polygon: readonly Vertex[], axis: 0 | 1, low: number, high: number): Vertex[] {
  return cutAbove(cutAbove(polygon, axis, low, 1), axis, high, -1)
}

function cutAbove(polygon: readonly Vertex[], axis: 0 | 1, limit: number, sign: 1 | -1): Vertex[] {
  return polygon.flatMap((vertex, at) => {
    const before = polygon.at(at - 1) ?? vertex
    const [was, is] = [sign * (before[axis] - limit), sign * (vertex[axis] - limit)]
    const share = was / (was - is)
    const [x, y, number] = before
    const between: Vertex = [
      x + (vertex[0] - x) * share,
      y + (vertex[1] - y) * share,
      number + (vertex[2] - number) * share,
    ]
    return [...(was < 0 !== is < 0 ? [between] : []), ...(is < 0 ? [] : [vertex])]
  })
}

/** A flag, two coordinates, a number. */
const vertexBytes = 11

/** Two degrees. */
const widestTurns = 1 / 180

/** More than anybody can see. */
const mostWedges = 20_000

function wedgesOf({ bias, scale, repeats }: Turn, places: readonly number[]): Wedge[] | undefined {
  if (!(scale > 0) || scale * places.length > mostWedges) return undefined
  const first = repeats ? Math.floor(bias * scale) : 0
  const last = repeats ? Math.ceil((1 + bias) * scale) : 1
  const stops = Array.from({ length: last - first }, (_, at) => places.map((place) => first + at + place)).flat()
  const turns = [0, ...stops.map((stop) => stop / scale - bias).filter((stop) => stop > 0 && stop < 1), 1]
  return turns.slice(1).flatMap((to, at) => {
    const from = turns[at] ?? 0
    if (to - from < 1e-6) return []
    const count = Math.ceil((to - from) / widestTurns)
    const middle = ((from + to) / 2 + bias) * scale
    const base = repeats ? Math.floor(middle) : 0
    // Just inside: at a stop itself, another colour begins.
    const inside = (share: number): number => from + (to - from) * (0.001 + share * 0.998)
    const numberAt = (share: number): number => Math.min(1, Math.max(0, (inside(share) + bias) * scale - base))
    const turnsAt = (share: number): number => from + (to - from) * share
    return Array.from({ length: count }, (_, step) => ({
      fromTurns: turnsAt(step / count),
      toTurns: turnsAt((step + 1) / count),
      fromNumber: numberAt(step / count),
      toNumber: numberAt((step + 1) / count),
    }))
  })
}

/** A share of all that so many bits can say. */
function whole(share: number, bits: number): number {
  return Math.round(Math.min(1, Math.max(0, share)) * (2 ** bits - 1))
}
