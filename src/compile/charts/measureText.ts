/**
 * An estimate of a text's width in pixels, on the safe side: there is no canvas here, and a theme's typeface may be replaced.
 * Widths are shares of the size, rounded up from Inter, Figtree and Newsreader.
 */
export function textWidth(text: string, sizePx: number, mono = false): number {
  let width = 0
  for (const sign of text) width += mono ? monoWidth(sign) : signWidth(sign)
  return width * sizePx
}

const wide = /[\u1100-\u11ff\u2e80-\ud7af\uf900-\ufaff\uff00-\uff60]/

function monoWidth(sign: string): number {
  return wide.test(sign) ? 1.2 : 0.62
}

function signWidth(sign: string): number {
  if (wide.test(sign) || /\p{Extended_Pictographic}/u.test(sign)) return 1.05
  if (/[iljI|.,:;'’!()[\] \u00a0\u202ft]/.test(sign)) return 0.31
  if (/[fr/-]/.test(sign)) return 0.46
  if (/[mwMW@%—]/.test(sign)) return 0.92
  if (/\p{Lu}/u.test(sign)) return 0.7
  if (/\d/.test(sign)) return 0.65
  return 0.6
}

/** A text in lines that are no wider than `widthPx`, at most `most`; the last one is cut with an ellipsis when there is more. */
export function wrapText(
  text: string,
  widthPx: number,
  sizePx: number,
  { most, mono }: { most: number; mono: boolean },
) {
  const lines: string[] = []
  let isCut = false
  for (const [word, gap] of wordsOf(text)) {
    const longer = lines.length === 0 ? word : `${lines.at(-1)}${gap}${word}`
    if (lines.length > 0 && textWidth(longer, sizePx, mono) <= widthPx) lines[lines.length - 1] = longer
    else if (lines.length < most) lines.push(word)
    else {
      isCut = true
      lines[lines.length - 1] = `${lines.at(-1)}…`
      break
    }
  }
  const fitted = lines.map((line) => {
    if (textWidth(line, sizePx, mono) <= widthPx) return line
    isCut = true
    const signs = [...line.replace(/…$/, '')]
    while (signs.length > 1 && textWidth(`${signs.join('')}…`, sizePx, mono) > widthPx) signs.pop()
    return `${signs.join('')}…`
  })
  return { lines: fitted, isCut }
}

/** Words and what stands before each; ideographs may be parted anywhere, other words behind a hyphen or slash. */
function wordsOf(text: string): (readonly [word: string, gap: string])[] {
  return text
    .split(/(\s+|(?<=[\u2e80-\ud7af\uf900-\ufaff\uff00-\uff60])|(?<=[\p{L}\d][-/])(?=\p{L}))/u)
    .flatMap((part, at, parts) =>
      at % 2 === 1 || part === ''
        ? []
        : [[part, at === 0 ? '' : (parts[at - 1] ?? '').trim() === '' && parts[at - 1] !== '' ? ' ' : ''] as const],
    )
}
