// Strict YAML → plain values, within limits that hold before anything grows: depth is counted while the tokens come
// (the parser keeps its own stack, the composer recurses), aliases share what they repeat and are counted at their full
// size. Every scalar stays the text that the author wrote: no numbers, dates, booleans; nothing at all is `null`.
import { type Document, isAlias, isMap, isNode, isScalar, isSeq, type Node } from 'yaml'
import type { RawValue } from '../../model/source.js'
import { composeWithinDepth, faultOf, refuse, type YamlFault } from './yamlDocuments.js'
import { explainYamlError } from './yamlErrors.js'

/** One key of the outermost mapping. Offsets are 0-based in the text that was parsed. */
interface YamlEntry {
  readonly key: string
  readonly value: RawValue
  readonly keyOffset: number
  readonly valueOffset: number
}

/** The parsed text: a mapping, something else (a list, bare text), or nothing but space and comments. */
export interface YamlValues {
  readonly shape: 'mapping' | 'other' | 'nothing'
  readonly entries: readonly YamlEntry[]
  /** The first thing wrong; there are no entries then. */
  readonly fault?: YamlFault
}

const nodeLimit = 10_000

/** Parses one YAML document. Never throws for what the text holds: the first fault comes back. */
export function parseYaml(text: string): YamlValues {
  try {
    const [document, second] = composeWithinDepth(text)
    if (document?.contents === null || document === undefined) return { shape: 'nothing', entries: [] }
    const shape = isMap(document.contents) ? 'mapping' : 'other'
    const error = document.errors[0] ?? document.warnings[0]
    if (error !== undefined) return { shape, entries: [], fault: explainYamlError(error, document, text) }
    if (second !== undefined) refuse('invalid', 'a second YAML document begins inside it', second.range[0])
    return { shape, entries: entriesOf(document) }
  } catch (error) {
    return { shape: 'mapping', entries: [], fault: faultOf(error) }
  }
}

function entriesOf(document: Document.Parsed): YamlEntry[] {
  if (!isMap(document.contents)) return []
  const budget: Budget = { used: 0, anchors: new Map() }
  return keysOnce(document.contents.items).map(({ key, keyOffset, value }) => ({
    key,
    keyOffset,
    value: rawValue(value, budget),
    valueOffset: value?.range?.[0] ?? keyOffset,
  }))
}

/** How many nodes there are so far, and what each anchor named together with its full size. */
interface Budget {
  used: number
  readonly anchors: Map<string, { readonly value: RawValue; readonly size: number } | 'open'>
}

function take(budget: Budget, count: number, node: Node | null): void {
  budget.used += count
  if (budget.used <= nodeLimit) return
  const message = `it expands to more than ${nodeLimit.toLocaleString('en')} values, by alias expansion or by its length`
  refuse('limit', message, node?.range?.[0] ?? 0)
}

function rawValue(node: Node | null, budget: Budget): RawValue {
  const before = budget.used
  take(budget, 1, node)
  if (node === null) return null
  if (isAlias(node)) return aliasOf(node.source, node, budget)
  const anchor = isScalar(node) || isSeq(node) || isMap(node) ? node.anchor : undefined
  if (anchor !== undefined) budget.anchors.set(anchor, 'open')
  const value = contentOf(node, budget)
  if (anchor !== undefined) budget.anchors.set(anchor, { value, size: budget.used - before })
  return value
}

function contentOf(node: Node, budget: Budget): RawValue {
  if (isSeq<Node>(node)) return node.items.map((item) => rawValue(item, budget))
  if (isMap<Node, Node | null>(node)) {
    const values: Record<string, RawValue> = Object.create(null)
    for (const { key, value } of keysOnce(node.items)) values[key] = rawValue(value, budget)
    return values
  }
  if (!isScalar(node)) return null
  return node.source === '' && node.type === 'PLAIN' ? null : String(node.value ?? '')
}

function aliasOf(name: string, node: Node, budget: Budget): RawValue {
  const target = budget.anchors.get(name)
  const offset = node.range?.[0] ?? 0
  if (target === undefined) refuse('invalid', `the alias \`*${name}\` has no anchor \`&${name}\``, offset)
  if (target === 'open') refuse('limit', `the alias \`*${name}\` is inside its own anchor`, offset)
  take(budget, target.size - 1, node)
  return target.value
}

interface Item {
  readonly key: string
  readonly keyOffset: number
  readonly value: Node | null
}

/** The items of a mapping, when every key is a text that stands there once and is not a merge. */
function keysOnce(pairs: readonly { key: unknown; value: unknown }[]): Item[] {
  const seen = new Set<string>()
  return pairs.map((pair) => {
    const keyOffset = (isScalar(pair.key) ? pair.key.range?.[0] : undefined) ?? 0
    if (!isScalar(pair.key)) refuse('invalid', 'a key is not plain text', nodeOffset(pair.key))
    const key = String(pair.key.value ?? '')
    if (key === '<<') refuse('limit', 'merge keys (`<<`) are not supported', keyOffset, 'Write out the keys.')
    if (seen.has(key)) refuse('invalid', `\`${key}\` is set twice`, keyOffset, 'Keep one of the two.')
    seen.add(key)
    return { key, keyOffset, value: isNode(pair.value) ? pair.value : null }
  })
}

function nodeOffset(node: unknown): number {
  return isMap(node) || isSeq(node) || isAlias(node) ? (node.range?.[0] ?? 0) : 0
}
