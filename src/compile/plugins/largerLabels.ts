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
  const [, width = 1, height = 1] = (/viewBox="0 0 ([\d.]+) ([\d.]+)"/.exec(svg) ?? []).map(Number)
  const stretch = Math.min(Math.max(shape / (width / height), 1), inRows)
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
