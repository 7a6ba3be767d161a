// Writing SVG. Numbers have one decimal: a slide has 1280 pixels, and a drawing should be small.

export type Attributes = Readonly<Record<string, string | number | undefined>>

export function escapeText(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')
}

export function round(value: number): number {
  return Math.round(value * 10) / 10
}

/** An element; `inner` is markup. */
export function element(name: string, attributes: Attributes, inner = ''): string {
  const written = Object.entries(attributes)
    .filter(([, value]) => value !== undefined && value !== '')
    .map(([key, value]) => ` ${key}="${typeof value === 'number' ? round(value) : escapeText(value ?? '')}"`)
    .join('')
  return inner === '' ? `<${name}${written}/>` : `<${name}${written}>${inner}</${name}>`
}

/** A text, or one in several lines, of which the first is at `y`. */
export function textAt(
  x: number,
  y: number,
  text: string | readonly string[],
  attributes: Attributes & { readonly class: string },
  lineHeight = 28,
): string {
  const lines = typeof text === 'string' ? [text] : text
  if (lines.length === 1) return element('text', { x, y, ...attributes }, escapeText(lines[0] ?? ''))
  const spans = lines.map((line, at) => element('tspan', { x, y: y + at * lineHeight }, escapeText(line)))
  return element('text', attributes, spans.join(''))
}

/** Parts that appear together, at a step when steps are asked for. `step` counts from 1; absent: with the slide. */
export function group(parts: readonly string[], step?: number, attributes: Attributes = {}): string {
  const inner = parts.join('')
  return inner === '' ? '' : element('g', { ...attributes, 'data-chart-step': step }, inner)
}
