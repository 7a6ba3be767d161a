/** A line drawn on a slide. */
export interface Stroke {
  /** Unique among all windows. */
  readonly id: string
  /** 0-based slide. */
  readonly slide: number
  /** Index of the pen's colour. */
  readonly colour: number
  /** In CSS pixels of the slide. */
  readonly width: number
  /** x and y in turn, in CSS pixels of the slide. */
  readonly points: readonly number[]
}

/** One change of the drawings. Applying it twice, or to a window that has it already, changes nothing. */
export type InkChange =
  | { readonly kind: 'draw'; readonly stroke: Stroke; readonly from: number }
  | { readonly kind: 'erase'; readonly ids: readonly string[] }

/** Everything that was drawn. Erased strokes stay erased, in whatever order the windows hear of them. */
export interface Ink {
  readonly strokes: ReadonlyMap<string, Stroke>
  readonly erased: ReadonlySet<string>
}

export const noInk: Ink = { strokes: new Map(), erased: new Set() }

/** Limits that keep a window alive, whatever another one sends. */
export const limits = { strokes: 4_000, points: 4_000 } as const

/** The drawings after a change. `draw` brings the points from index `from` on. */
export function changeInk(ink: Ink, change: InkChange): Ink {
  if (change.kind === 'erase') {
    const strokes = new Map(ink.strokes)
    for (const id of change.ids) strokes.delete(id)
    return { strokes, erased: new Set([...ink.erased, ...change.ids]) }
  }
  const { stroke, from } = change
  if (ink.erased.has(stroke.id)) return ink
  const known = ink.strokes.get(stroke.id)
  const have = known?.points ?? []
  // Points that were missed come with the next full exchange; those that are here already add nothing.
  if (from > have.length || from + stroke.points.length <= have.length) return ink
  if (known === undefined && ink.strokes.size >= limits.strokes) return ink
  const points = [...have.slice(0, from), ...stroke.points].slice(0, limits.points)
  return { ...ink, strokes: new Map(ink.strokes).set(stroke.id, { ...stroke, points }) }
}

/** Changes that make of no drawings these. */
export function changesOf({ strokes, erased }: Ink): InkChange[] {
  const drawn = [...strokes.values()].map((stroke): InkChange => ({ kind: 'draw', stroke, from: 0 }))
  return erased.size === 0 ? drawn : [...drawn, { kind: 'erase', ids: [...erased] }]
}

/** Colours of the pen. Each is drawn on a casing of the opposite brightness, so that it reads on light and dark slides. */
export const pens = [
  { name: 'Red', colour: '#e5252f', casing: '#fff' },
  { name: 'Yellow', colour: '#ffd21f', casing: '#1d1d1f' },
  { name: 'Blue', colour: '#1f6feb', casing: '#fff' },
  { name: 'Green', colour: '#3ddc68', casing: '#10241a' },
] as const

/** SVG path data of a stroke, rounded at its corners. */
export function pathOf(points: readonly number[]): string {
  const at = (index: number): string => `${round(points[index] ?? 0)} ${round(points[index + 1] ?? 0)}`
  // A dot is a line of no length, which round caps make visible.
  if (points.length < 4) return `M${at(0)}h0`
  let path = `M${at(0)}`
  for (let index = 2; index + 3 < points.length; index += 2) {
    const middle = [0, 1].map((axis) => round(((points[index + axis] ?? 0) + (points[index + 2 + axis] ?? 0)) / 2))
    path += `Q${at(index)} ${middle.join(' ')}`
  }
  return `${path}L${at(points.length - 2)}`
}

function round(value: number): number {
  return Math.round(value * 10) / 10
}
