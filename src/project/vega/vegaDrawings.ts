// Fences `vega-lite` are drawn before a deck is compiled, because that takes a process, and compiling takes nothing but values.
import { createHash } from 'node:crypto'
import { readDelimited } from '../../compile/charts/delimited.js'
import type { Memo } from '../../model/memo.js'
import { partAt } from '../../model/origin.js'
import type { DataFile, Source, VegaDrawing } from '../../model/source.js'
import { askVega } from './vegaProcess.js'

/** What drawing needs of the machine. */
interface Means {
  readonly packageRoot: string
  readonly memo: Memo
  readonly signal?: AbortSignal | undefined
}

/** Pixels of a slide below its heading. */
const room = { width: 1120, height: 430 } as const

/** Changes when the same specification is drawn otherwise. */
const version = 1

/** The deck with drawings of its `vega-lite` fences. Never throws for what a specification says. */
export async function withVega(source: Source, means: Means): Promise<Source> {
  const fences = fencesIn(source)
  if (fences.length === 0) return source
  const prepared = fences.map((fence) => ({ ...fence, ...specOf(fence, source.data ?? []) }))
  const drawings = new Map<string, VegaDrawing>()
  const left: { readonly key: string; readonly job: string }[] = []
  for (const { spec } of prepared) {
    if (spec === undefined) continue
    const job = JSON.stringify({ spec, ...room })
    const key = `vega:${createHash('sha256').update(`${version}\n${job}`).digest('base64url')}`
    const known = means.memo.get(key)
    // Our own writing, behind the memo's checksum.
    if (known !== undefined) drawings.set(job, JSON.parse(known) as VegaDrawing)
    else if (!left.some((one) => one.job === job)) left.push({ key, job })
  }
  while (left.length > 0) {
    const answers = await askVega(
      left.map(({ job }) => job),
      means,
    )
    // What has no answer is the one that ended the process; the others are asked again.
    const done = left.splice(0, Math.min(answers.length + 1, left.length))
    for (const [at, { key, job }] of done.entries()) {
      const answer = answers[at] ?? { fault: { message: 'it takes too much time or memory' } }
      drawings.set(job, answer)
      if (answer.svg !== undefined) means.memo.set(key, JSON.stringify(answer))
    }
  }
  const vega = prepared.map(({ text, folder, spec, fault, title }) => ({
    text,
    folder,
    ...(title === undefined ? {} : { title }),
    ...(fault === undefined ? (drawings.get(JSON.stringify({ spec, ...room })) ?? {}) : { fault }),
  }))
  return { ...source, vega }
}

interface Fence {
  readonly text: string
  readonly folder: string
}

function fencesIn(source: Source): Fence[] {
  if (!/(?:`{3}|~{3})[ \t]*vega-lite\b/.test(source.text)) return []
  const fences: Fence[] = []
  let open:
    | { readonly marks: string; readonly isVega: boolean; readonly line: number; readonly lines: string[] }
    | undefined
  for (const [index, line] of source.text.split('\n').entries()) {
    const [, marks = '', info = ''] = /^ {0,3}(`{3,}|~{3,})(.*)$/.exec(line) ?? []
    if (open === undefined) {
      if (marks !== '') open = { marks, isVega: /^\s*vega-lite(?:\s|$)/.test(info), line: index + 1, lines: [] }
    } else if (marks.startsWith(open.marks) && info.trim() === '') {
      if (open.isVega)
        fences.push({ text: open.lines.join('\n').trim(), folder: partAt(source, open.line)?.folder ?? '' })
      open = undefined
    } else open.lines.push(line)
  }
  return fences
}

type Fault = NonNullable<VegaDrawing['fault']>

/** The specification with its data inside. */
function specOf({ text, folder }: Fence, data: readonly DataFile[]): { spec?: unknown; title?: string; fault?: Fault } {
  let spec: unknown
  try {
    spec = JSON.parse(text)
  } catch (error) {
    const message = error instanceof Error ? error.message : ''
    const position = Number(/position (\d+)/.exec(message)?.[1] ?? 0)
    return { fault: { message: 'it is not valid JSON', line: text.slice(0, position).split('\n').length } }
  }
  if (typeof spec !== 'object' || spec === null || Array.isArray(spec)) return { fault: { message: 'it is no object' } }
  const faults: Fault[] = []
  const filled = fill(spec, (address) => {
    const file = data.find((one) => one.folder === folder && one.address === address)
    const line = text.slice(0, Math.max(text.indexOf(address), 0)).split('\n').length
    if (file?.text !== undefined) return file
    faults.push({ message: file?.fault?.message.replace(/\.$/, '') ?? `“${address.slice(0, 60)}” was not read`, line })
    return undefined
  })
  const { description, title } = spec as { description?: unknown; title?: unknown }
  const words = [description, title].find((one) => typeof one === 'string') as string | undefined
  return faults[0] === undefined
    ? { spec: filled, ...(words === undefined ? {} : { title: words }) }
    : { fault: faults[0] }
}

/** A copy in which `data: { url }` holds the text of the file. */
function fill(value: unknown, read: (address: string) => DataFile | undefined, key = '', depth = 0): unknown {
  if (typeof value !== 'object' || value === null || depth > 60) return value
  if (Array.isArray(value)) return value.map((one) => fill(one, read, '', depth + 1))
  const { url, format, ...others } = value as Readonly<Record<string, unknown>>
  if (key === 'data' && typeof url === 'string') {
    const file = read(url)
    return { ...others, ...(format === undefined ? {} : { format }), values: rowsOf(url, file?.text ?? '') }
  }
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, fill(one, read, name, depth + 1)]))
}

/** Rows of a data file. Vega's own reader of CSV compiles a function for them, which its process may not. */
function rowsOf(address: string, text: string): unknown {
  if (/\.json$/i.test(address)) {
    try {
      return JSON.parse(text)
    } catch {
      return []
    }
  }
  const [head = [], ...rows] = readDelimited(text, { line: 1 }).grid
  const names = head.map((cell) => cell.text)
  const typed = (cell: string): string | number => (cell !== '' && Number.isFinite(Number(cell)) ? Number(cell) : cell)
  return rows.map((row) => Object.fromEntries(names.map((name, at) => [name, typed(row[at]?.text ?? '')])))
}
