// Decks that were written for other tools have notes that begin with “chart:”, and fences `chart` in another program's form.
// Both stay what they are in Marp: only what reads as ours is drawn.
import { chartOptions, dataOptions, flags, meantKind } from './chartKinds.js'

const startsWithChart = /^\s*chart\s*(?::|$)/

/**
 * What a comment is: `chart` when it names a kind (or nearly), has an option, or says nothing else; `unknown` when one word
 * stands where a kind would; `note` for prose.
 */
export function askedBy(comment: string): 'chart' | 'unknown' | 'note' {
  if (!startsWithChart.test(comment)) return 'note'
  const rest = comment.replace(/^\s*chart\s*:?/, '').trim()
  if (rest === '') return 'chart'
  const first = wordOf(comment)
  const hasOption = rest.split(/[,\n]/).some((part) => isOption(part, chartOptions) || flags.includes(part.trim()))
  if (meantKind(first) !== undefined || isOption(first, chartOptions)) return 'chart'
  if (/\s/.test(first) || first === '') return 'note'
  return hasOption ? 'chart' : 'unknown'
}

/** What stands where the kind would. */
export function wordOf(comment: string): string {
  return (comment.replace(/^\s*chart\s*:?/, '').split(/[,\n]/, 1)[0] ?? '').trim()
}

/** True for a fence `chart` that has a data file, rows below a line of dashes, or options alone. `kind` stands behind the word. */
export function isOurFence(kind: string, content: string): boolean {
  const lines = content.split('\n').filter((line) => line.trim() !== '' && !/^\s*#/.test(line))
  const dashes = lines.findIndex((line) => /^\s*-{3,}\s*$/.test(line))
  const head = dashes < 0 ? lines : lines.slice(0, dashes)
  if (!head.every((line) => /^[\w-]+\s*[:=]/.test(line) || flags.includes(line.trim()))) return false
  if (dashes >= 0 || head.some((line) => /^data\s*[:=]\s*[^\s[{]/.test(line))) return true
  const all = { ...chartOptions, ...dataOptions }
  return (head.length > 0 || kind !== '') && head.every((line) => isOption(line, all) || flags.includes(line.trim()))
}

function isOption(text: string, known: Readonly<Record<string, string>>): boolean {
  const [, key = ''] = /^\s*([A-Za-z][\w-]*)\s*[:=]/.exec(text) ?? []
  return Object.hasOwn(known, key)
}
