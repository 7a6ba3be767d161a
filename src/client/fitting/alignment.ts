/** Where fitted text stands in what is left of its line, as Marp reads it: what the theme says, else where lines begin. */
export function alignmentOf(style: CSSStyleDeclaration): string {
  const said = style.getPropertyValue('--preserve-aspect-ratio').trim()
  if (said !== '') return said
  const { textAlign, direction } = style
  const [left, right] = direction === 'rtl' ? ['end', 'start'] : ['start', 'end']
  const side = textAlign.endsWith('left') || textAlign === left ? 'Min' : ''
  return `x${side || (textAlign.endsWith('right') || textAlign === right ? 'Max' : 'Mid')}YMid meet`
}
