import { nearest } from '../../model/words/nearest.js'
import type { ChartSpec, Remark, Spot } from './chart.js'
import { type ChartKind, chartKinds, chartOptions, dataOptions, flags, meantKind, optionValues } from './chartKinds.js'

interface Pair {
  readonly key: string
  readonly value: string
  readonly keyAt: Spot
  readonly valueAt: Spot
}

/** Where the text of options begins: 1-based line and column. */
interface Start {
  readonly line: number
  readonly column: number
}

const names = { comment: Object.keys(chartOptions), fence: [...Object.keys(chartOptions), ...Object.keys(dataOptions)] }

/** Reads what stands behind `chart:` in a comment: a kind, and options separated by commas or lines. */
export function readComment(text: string, start: Start): { readonly spec: ChartSpec; readonly remarks: Remark[] } {
  const known = names.comment
  const parts = splitOptions(text, known)
  const [first, ...rest] = parts
  const pairs = rest.map((part) => pairOf(part, text, start))
  const kindText = first?.text.trim() ?? ''
  return specOf(kindText, spotIn(text, first?.offset ?? 0, kindText, start), pairs, known)
}

/** Reads the lines of a fence above `---`: one option each. `kind` is what stands behind the word `chart`. */
export function readFence(
  lines: readonly string[],
  kind: { readonly text: string; readonly at: Spot },
  firstLine: number,
): { readonly spec: ChartSpec; readonly remarks: Remark[] } {
  const pairs = lines.flatMap((line, index) => {
    if (line.trim() === '' || /^\s*#/.test(line)) return []
    const text = line.replace(/\s+$/, '')
    return [pairOf({ text, offset: 0 }, text, { line: firstLine + index, column: 1 })]
  })
  const typed = pairs.find(({ key }) => key === 'type' || key === 'kind' || key === 'chart')
  const others = pairs.filter((pair) => pair !== typed)
  return specOf(typed?.value ?? kind.text, typed?.valueAt ?? kind.at, others, names.fence)
}

interface Part {
  readonly text: string
  readonly offset: number
}

/** At commas and line ends behind which an option begins; a comma in a title is one of the title, and none in quotes counts. */
function splitOptions(text: string, known: readonly string[]): Part[] {
  const parts: Part[] = []
  let from = 0
  let quote = ''
  const close = (to: number): void => {
    const raw = text.slice(from, to)
    const lead = raw.search(/\S/)
    if (lead >= 0 || parts.length === 0) parts.push({ text: raw.trim(), offset: from + Math.max(lead, 0) })
    from = to + 1
  }
  for (let index = 0; index < text.length; index++) {
    const sign = text[index] ?? ''
    if (quote !== '') quote = sign === quote ? '' : quote
    else if (sign === '"' || sign === '“') quote = sign === '"' ? '"' : '”'
    else if ((sign === ',' || sign === '\n') && begins(text.slice(index + 1), known, parts.length === 0)) close(index)
  }
  close(text.length)
  return parts
}

/** True when an option begins here, or what is nearly one. What follows the kind is an option in any case. */
function begins(rest: string, known: readonly string[], isFirst: boolean): boolean {
  const word = /^\s*([A-Za-z][\w-]*)\s*(:|,|$|\n)/.exec(rest)
  if (word === null) return isFirst
  const [, name = '', end = ''] = word
  const isNear = known.includes(name) || nearest(name, known) !== undefined
  return end === ':' ? isNear || isFirst : flags.includes(name) || isFirst
}

function pairOf({ text, offset }: Part, whole: string, start: Start): Pair {
  const colon = text.search(/[:=]/)
  const key = (colon < 0 ? text : text.slice(0, colon)).trim()
  const raw = colon < 0 ? '' : text.slice(colon + 1)
  const value = unquoted(raw.trim())
  const keyOffset = offset + text.length - text.trimStart().length
  const valueOffset = colon < 0 ? keyOffset : offset + colon + 1 + raw.length - raw.trimStart().length
  return {
    key,
    value,
    keyAt: spotIn(whole, keyOffset, key, start),
    valueAt: spotIn(whole, valueOffset, raw.trim() || key, start),
  }
}

function unquoted(text: string): string {
  return /^"([^"]*)"$|^“([^”]*)”$|^'([^']*)'$/.test(text) ? text.slice(1, -1) : text
}

function spotIn(whole: string, offset: number, word: string, { line, column }: Start): Spot {
  const before = whole.slice(0, offset).split('\n')
  const last = before.at(-1)?.length ?? 0
  return {
    line: line + before.length - 1,
    column: before.length === 1 ? column + last : last + 1,
    length: Math.max(1, word.split('\n', 1)[0]?.length ?? 1),
  }
}

function specOf(
  kindText: string,
  kindAt: Spot,
  pairs: readonly Pair[],
  known: readonly string[],
): { readonly spec: ChartSpec; readonly remarks: Remark[] } {
  const remarks: Remark[] = []
  const options: Record<string, string> = {}
  const places: Record<string, Spot> = {}
  const kind = kindOf(kindText, kindAt, remarks)
  for (const { key, value, keyAt, valueAt } of pairs) {
    if (!known.includes(key)) remarks.push(unknownOption(key, keyAt, known))
    else if (value === '' && !flags.includes(key)) {
      remarks.push(option(`The option \`${key}\` has no value.`, `Write one behind the colon, or remove it.`, keyAt))
    } else {
      const allowed = optionValues[key]
      if (allowed !== undefined && !allowed.includes(value)) remarks.push(unknownValue(key, value, valueAt, allowed))
      else if ((key === 'min' || key === 'max') && !/^[-−]?[\d.,]+$/.test(value))
        remarks.push(
          option(`“${value.slice(0, 40)}” is no number for \`${key}\`.`, 'Write a number, such as `min: 20`.', valueAt),
        )
      else {
        options[key] = options[key] !== undefined && key === 'note' ? `${options[key]}\n${value}` : value
        places[key] = valueAt
      }
    }
  }
  return { spec: { kind, options, places, at: kindAt }, remarks }
}

function kindOf(text: string, at: Spot, remarks: Remark[]): ChartKind {
  const wanted = text.toLowerCase()
  if (Object.hasOwn(chartKinds, wanted)) return wanted as ChartKind
  if (wanted === '') return 'column'
  const meant = meantKind(text)
  remarks.push({
    ...option(
      `“${text.slice(0, 40)}” is not a kind of chart, so it is drawn as \`${meant ?? 'column'}\`.`,
      meant === undefined ? `Use ${Object.keys(chartKinds).join(', ')}.` : `Did you mean \`${meant}\`?`,
      at,
    ),
    ...(meant === undefined ? {} : { fix: { wrote: text, meant } }),
  })
  return meant ?? 'column'
}

function unknownOption(key: string, at: Spot, known: readonly string[]): Remark {
  const meant = nearest(key, known)
  return {
    ...option(
      `A chart has no option “${key.slice(0, 40)}”.`,
      meant === undefined ? `Use ${known.join(', ')}.` : `Did you mean \`${meant}\`?`,
      at,
    ),
    ...(meant === undefined ? {} : { fix: { wrote: key, meant } }),
  }
}

function unknownValue(key: string, value: string, at: Spot, allowed: readonly string[]): Remark {
  const meant = nearest(value, allowed)
  return {
    ...option(
      `“${value.slice(0, 40)}” is not a value of \`${key}\`.`,
      meant === undefined ? `Use ${allowed.join(', ')}.` : `Did you mean \`${meant}\`?`,
      at,
    ),
    ...(meant === undefined ? {} : { fix: { wrote: value, meant } }),
  }
}

function option(message: string, hint: string, at: Spot): Remark {
  return { severity: 'warning', code: 'chart-option', message, hint, at }
}
