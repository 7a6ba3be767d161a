import type { CoreState, Token } from '../engine/markdownIt.js'
import { askedBy, isOurFence } from './askedFor.js'
import type { Cell, Spot } from './chart.js'
import type { WrittenChart } from './writtenChart.js'

/** What looked like a chart and is none. */
export interface NoCharts {
  /** Comments that no table follows; they are gone. */
  readonly lost: Token[]
  /** Comments above a table with a word that is no kind; they are notes. */
  readonly unknown: Token[]
  /** Fences in the form of another program; they are code. */
  readonly foreign: Token[]
}

/** Puts a token `lectern_chart` in place of a comment with its table, and of a fence. */
export function findCharts(state: CoreState, lines: readonly string[]): NoCharts {
  const tokens: Token[] = []
  const none: NoCharts = { lost: [], unknown: [], foreign: [] }
  for (let index = 0; index < state.tokens.length; index++) {
    const token = state.tokens[index]
    if (token === undefined) continue
    const info = token.type === 'fence' ? token.info.trim() : ''
    const [fence, kind = ''] = /^chart(?:\s+(.*))?$/.exec(info) ?? []
    if (fence !== undefined && !isOurFence(kind, token.content)) none.foreign.push(token)
    else if (fence !== undefined) {
      tokens.push(chartOf(state, token.map ?? [0, 1], token.level, fenceOf(token, lines)))
      continue
    }
    if (/^vega-lite(?:\s|$)/.test(info)) {
      tokens.push(chartOf(state, token.map ?? [0, 1], token.level, { ...fenceOf(token, lines), kind: 'vega' }))
      continue
    }
    const asked = token.type === 'marpit_comment' ? askedBy(token.content) : 'note'
    if (asked === 'note') {
      tokens.push(token)
      continue
    }
    // Other comments, such as a step, may stand between.
    let open = index + 1
    while (state.tokens[open]?.type === 'marpit_comment') open += 1
    const table = state.tokens[open]
    const hasTable = table?.type === 'table_open' && table.level === token.level
    if (asked === 'unknown') {
      tokens.push(token)
      if (hasTable) none.unknown.push(token)
      continue
    }
    if (!hasTable) {
      none.lost.push(token)
      continue
    }
    const end = state.tokens.findIndex(
      (one, at) => at > open && one.type === 'table_close' && one.level === table.level,
    )
    tokens.push(...state.tokens.slice(index + 1, open))
    const map: [number, number] = [token.map?.[0] ?? 0, table.map?.[1] ?? 1]
    tokens.push(chartOf(state, map, token.level, tableOf(state.tokens.slice(open, end), lines, map[0], token)))
    index = end
  }
  state.tokens = tokens
  return none
}

/** A chart of the table of a slide whose layout says that it is one. */
export function layoutChart(state: CoreState, table: readonly Token[], lines: readonly string[]): Token {
  const map: [number, number] = table[0]?.map ?? [0, 1]
  return chartOf(state, map, table[0]?.level ?? 1, tableOf(table, lines, map[0], undefined))
}

function chartOf(state: CoreState, map: [number, number], level: number, chart: WrittenChart): Token {
  const token = new state.Token('lectern_chart', 'figure', 0)
  Object.assign(token, { block: true, map, level, content: '' })
  token.meta = { lecternChart: chart }
  return token
}

function fenceOf({ map, content, info, markup }: Token, lines: readonly string[]): WrittenChart {
  const text = info.trim().replace(/^chart\s*/, '')
  const column = (lines[map?.[0] ?? 0] ?? '').indexOf('chart', markup.length) + 1
  return {
    kind: 'fence',
    text,
    start: { line: 1, column: Math.max(1, column) },
    grid: [],
    lines: content.replace(/\n$/, '').split('\n'),
    firstLine: 2,
  }
}

function tableOf(
  table: readonly Token[],
  lines: readonly string[],
  from: number,
  comment: Token | undefined,
): WrittenChart {
  const grid: Cell[][] = []
  const first = table[0]?.map?.[0] ?? from
  let column = 0
  for (const [index, token] of table.entries()) {
    if (token.type === 'tr_open') {
      grid.push([])
      column = 0
    }
    if (!/^t[hd]_open$/.test(token.type)) continue
    const written = table[index + 1]?.content ?? ''
    // Below the head stands the line of dashes.
    const line = first + grid.length - 1 + (grid.length > 1 ? 1 : 0)
    const raw = lines[line] ?? ''
    const found = written === '' ? -1 : raw.indexOf(written, column)
    const at: Spot = {
      line: line - from + 1,
      column: (found < 0 ? raw.indexOf('|', column) + 1 : found) + 1,
      length: Math.max(1, written.length),
    }
    column = found < 0 ? raw.indexOf('|', column) + 1 : found + written.length
    grid.at(-1)?.push({ text: plain(written), strong: /\*\*|__/.test(written), at })
  }
  const raw = lines.slice(from, first).join('\n')
  const head = /chart\s*:?/.exec(raw)
  const text = comment === undefined ? '' : comment.content.replace(/^\s*chart\s*:?/, '')
  const before = raw.slice(0, (head?.index ?? 0) + (head?.[0].length ?? 0)).split('\n')
  return {
    kind: 'table',
    text,
    start: { line: before.length, column: (before.at(-1)?.length ?? 0) + 1 },
    grid,
    lines: [],
    firstLine: 1,
  }
}

/** Text of a cell without its marks. */
function plain(text: string): string {
  return text
    .replace(/!?\[([^\]]*)\]\([^)]*\)/g, '$1')
    .replace(/(\*\*|__)(.+?)\1/g, '$2')
    .replace(/(^|\s)([*_])(\S.*?)\2(?=\s|$)/g, '$1$3')
    .replace(/`([^`]*)`/g, '$1')
    .replace(/\\([\\`*_{}[\]()#+\-.!|~$%&<>])/g, '$1')
    .replace(/&nbsp;/g, '\u00a0')
    .replace(/<[^>]*>/g, '')
    .trim()
}
