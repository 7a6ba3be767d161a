// Diagrams are drawn for a page of text, with labels of 11 to 13 units in a good deal of air. A slide is wide and read from afar:
// labels take the air, and a sequence, which is tall, is drawn out to the sides. Shapes and their order stay.

/** A slide's room for a drawing, as width to height. */
const shape = 2.5

/** Labels in boxes grow by this much: their padding takes it. */
const inBoxes = 1.25

/** Messages of a sequence have a row to themselves. */
const inRows = 1.75

/** The drawing of a diagram with larger labels; the SVG is what the drawing library writes. */
export function withLargerLabels(svg: string): string {
  if (!svg.includes('class="lifeline"')) return svg.replace(fontSizes, (_, size: string) => grown(size, inBoxes))
  const stretch = Math.min(Math.max(shape / ratioOf(svg), 1), inRows)
  return svg
    .replace(/viewBox="0 0 ([\d.]+) /, (_, x: string) => `viewBox="0 0 ${scaled(x, stretch)} `)
    .replace(
      /(?<=\s)(x|x1|x2|cx|width)="([\d.-]+)"/g,
      (_, name: string, x: string) => `${name}="${scaled(x, stretch)}"`,
    )
    .replace(/<polyline points="([^"]*,[^"]*)" fill="none" stroke="var\(--_line\)"/g, (all, points: string) =>
      all.replace(
        points,
        points.replace(/([\d.-]+),/g, (_, x: string) => `${scaled(x, stretch)},`),
      ),
    )
    .replace(/<g class="actor"[\s\S]*?<\/g>/g, (actor) =>
      actor.replace(fontSizes, (_, size: string) => grown(size, Math.min(inRows, stretch * 1.15))),
    )
    .replace(/<g class="message"[\s\S]*?<\/g>/g, (message) =>
      message.replace(fontSizes, (_, size: string) => `${grown(size, inRows)} transform="translate(0 -2)"`),
    )
}

const fontSizes = /font-size="([\d.]+)"/g

const scaled = (text: string, factor: number): string => String(Math.round(Number(text) * factor * 100) / 100)
const grown = (size: string, factor: number): string => `font-size="${scaled(size, factor)}"`

/** A chart so much wider than it is high, and so wide, that its labels would be too small to be read. */
const tooFlat = { ratio: 3, width: 900 } as const

/** Draws a flowchart; one that is too wide for a slide again, with the labels of its boxes in two lines, when that makes it narrower. */
export function drawnFlat(source: string, draw: (source: string) => string): string {
  const drawn = draw(source)
  if (!/^\s*(?:flowchart|graph)\b/m.test(source) || !isTooFlat(drawn)) return drawn
  const folded = source.replace(
    labels,
    (_, open: string, label: string, close: string) => open + inTwoLines(label) + close,
  )
  if (folded === source) return drawn
  const again = draw(folded)
  return ratioOf(again) < ratioOf(drawn) ? again : drawn
}

/** Words in a box: `A[Merge queue]`, `B("x y")`, `C{{x y}}`. */
const labels = /([[({]["\s]*)([^[\](){}"|<>\n]+ [^[\](){}"|<>\n]+)(["\s]*[\])}])/g

/** Broken at the space next to the middle. */
function inTwoLines(label: string): string {
  const spaces = [...label.trim()].flatMap((sign, at) => (sign === ' ' ? [at] : []))
  const middle = label.trim().length / 2
  const at = spaces.sort((one, other) => Math.abs(one - middle) - Math.abs(other - middle))[0]
  return at === undefined ? label : `${label.trim().slice(0, at)}<br/>${label.trim().slice(at + 1)}`
}

function isTooFlat(svg: string): boolean {
  return ratioOf(svg) > tooFlat.ratio && sizeOf(svg)[0] > tooFlat.width
}

function ratioOf(svg: string): number {
  const [width, height] = sizeOf(svg)
  return width / height
}

function sizeOf(svg: string): [width: number, height: number] {
  const [, width = 1, height = 1] = (/viewBox="0 0 ([\d.]+) ([\d.]+)"/.exec(svg) ?? []).map(Number)
  return [width, height]
}
