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

/**
 * Colours of the pen, and what they lie on, the outermost first. Wherever a line is drawn, one of its layers stands out from
 * what is below by 3 : 1 (WCAG 1.4.11), whatever colour that is, and the pen's colour from its own layer, too.
 */
export const pens: readonly [Pen, ...Pen[]] = [
  { name: 'Red', colour: '#e5252f', casings: ['#1d1d1f', '#ffffff'] },
  { name: 'Yellow', colour: '#ffd21f', casings: ['#1d1d1f'] },
  { name: 'Blue', colour: '#1f6feb', casings: ['#1d1d1f', '#ffffff'] },
  { name: 'Green', colour: '#3ddc68', casings: ['#10241a'] },
]

export interface Pen {
  readonly name: string
  readonly colour: string
  readonly casings: readonly string[]
}

/** The lines that make up a stroke, the lowest first; widths in CSS pixels of the slide. */
export function layersOf({ colour, width }: Stroke): { readonly colour: string; readonly width: number }[] {
  const pen = pens[colour % pens.length] ?? pens[0]
  const below = pen.casings.map((casing, index, { length }) => ({
    colour: casing,
    width: width + 3 * (length - index),
  }))
  return [...below, { colour: pen.colour, width }]
}

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
