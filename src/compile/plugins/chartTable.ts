import { contextOf } from '../context.js'
import type { MarkdownIt, MarpitState, Token } from '../engine/markdownIt.js'
import { locate } from '../places/locate.js'
import { addStyle, classesOf, textOf } from './slideWords.js'

/**
 * The columns of a `chart` are as high as the figures in its table say: each cell gets its own figure (`--value`) and the table a round one
 * above the largest (`--lectern-max`), whatever a style of the slide says. What columns from zero cannot show is an error.
 */
export function chartTable(md: MarkdownIt, marpit: MarpitState): void {
  md.core.ruler.push('lectern_chart_table', (state) => {
    const context = contextOf(state.env)
    if (state.inlineMode || !context.hasLayouts(String(marpit.globals.theme ?? 'default'))) return
    let isChart = false
    for (const [index, token] of state.tokens.entries()) {
      if (token.type === 'marpit_slide_open') isChart = classesOf(token).includes('chart')
      if (!isChart || token.type !== 'table_open') continue
      const length = state.tokens.slice(index).findIndex(({ type }) => type === 'table_close')
      const wrong = draw(state.tokens.slice(index, index + length))
      if (wrong === undefined) continue
      const [from, to] = token.map ?? [0, 1]
      const place = locate(context, from, to, wrong.words)
      context.problems.push({
        severity: 'error',
        code: 'chart-unreadable',
        message: wrong.message,
        hint: wrong.hint,
        place,
      })
    }
  })
}

interface Wrong {
  readonly message: string
  readonly hint: string
  /** Where it stands, for the place. */
  readonly words: string
}

/** Writes the figures on the cells; gives back why they cannot be drawn. */
function draw(table: readonly Token[]): Wrong | undefined {
  const body = table.findIndex(({ type }) => type === 'tbody_open')
  const cells = table.flatMap((token, index) =>
    index > body && token.type === 'td_open' ? [{ token, text: textOf(table[index + 1]?.children ?? []) }] : [],
  )
  const rows = table.filter(({ type }, index) => index > body && type === 'tr_open').length
  if (rows !== 1) {
    const hint = 'Use `_class: table`, or one chart for each row.'
    return { message: `A column chart needs one row of figures, but this table has ${rows}.`, hint, words: '' }
  }
  const values = cells.map(({ text }) => figureOf(text))
  const odd = cells.find((_, at) => values[at] === undefined)
  if (odd !== undefined) {
    const hint = 'Put a number of zero or more in each cell, or use `_class: table`.'
    return { message: `“${odd.text.slice(0, 40)}” cannot be drawn as a column.`, hint, words: odd.text }
  }
  for (const [at, { token }] of cells.entries())
    addStyle(token, `${token.attrGet('style') ? ';' : ''}--value:${values[at]};`)
  addStyle(table[0], `--lectern-max:${above(Math.max(0, ...values.map(Number)))};`)
  return undefined
}

/** The figure of a cell: with a currency or a unit, with spaces or signs between thousands. Below zero: none. */
export function figureOf(text: string): number | undefined {
  const [, digits] =
    /^[~≈<>+]?\s?[€$£¥]?\s?(\p{Nd}[\p{Nd}.,’'\s]*?)\s?(?:[%‰€$£¥]|\p{L}{0,4})$/u.exec(text.trim()) ?? []
  if (digits === undefined) return undefined
  const bare = digits.replace(/[\s’']/g, '')
  const isThousands = /^\d{1,3}([.,]\d{3})+$/.test(bare) && !/^0/.test(bare)
  const last = Math.max(bare.lastIndexOf('.'), bare.lastIndexOf(','))
  const plain =
    isThousands || last < 0
      ? bare.replace(/[.,]/g, '')
      : `${bare.slice(0, last).replace(/[.,]/g, '')}.${bare.slice(last + 1)}`
  const value = Number(plain)
  return Number.isFinite(value) ? value : undefined
}

/** The next round figure above. */
function above(value: number): number {
  if (value <= 0) return 1
  const unit = 10 ** Math.floor(Math.log10(value))
  const step = [1.2, 1.5, 2, 2.5, 3, 4, 5, 6, 8, 10].find((one) => one * unit > value) ?? 12
  return Number((step * unit).toPrecision(6))
}
