import type { PdfFile } from '../file/read.js'
import { arrayOf, dictionary, referenceOf } from '../file/syntax.js'

/** The parts of a document that joining has to know by name. Values are PDF text as it stands in the file. */
export interface DocumentParts {
  /** Numbers of the pages' objects, in order. */
  readonly pages: readonly number[]
  /** Numbers of the page tree's inner nodes. */
  readonly pageNodes: readonly number[]
  /** Numbers of the structure tree's root and of the `Document` under it; empty when there is nothing to tag. */
  readonly tagNodes: readonly number[]
  /** The elements under `Document`. */
  readonly kids: readonly string[]
  /** Parent tree: key → value, in the order of the keys. */
  readonly parents: ReadonlyMap<string, string>
  /** Ids of elements: id → element, in the order of the ids. */
  readonly ids: ReadonlyMap<string, string>
  /** Named destinations: name with its slash → destination. */
  readonly dests: ReadonlyMap<string, string>
}

/** Finds one's way in a document that Chromium wrote. It has no tags when nothing on its pages has a meaning: pictures without words. */
export function documentParts(file: PdfFile): DocumentParts {
  const at = (text: string | undefined): Map<string, string> => {
    const number = referenceOf(text)
    return dictionary((number === undefined ? text : file.objects.get(number)?.text) ?? '')
  }
  const catalog = at(`${file.root} 0 R`)
  const root = catalog.get('StructTreeRoot')
  const top = at(root).get('K')
  const hasDocument = at(top).get('S') === '/Document'
  const tagNodes = [root, hasDocument ? top : undefined].map(referenceOf).filter((number) => number !== undefined)

  const pages: number[] = []
  const pageNodes: number[] = []
  const walk = (text: string | undefined): void => {
    const number = referenceOf(text)
    if (number === undefined || pageNodes.includes(number)) return
    const node = at(text)
    if (node.get('Type') === '/Page') {
      pages.push(number)
      return
    }
    pageNodes.push(number)
    for (const kid of arrayOf(node.get('Kids') ?? '[]')) walk(kid)
  }
  walk(catalog.get('Pages'))

  const ids = new Map<string, string>()
  const collect = (node: Map<string, string>): void => {
    for (const [id, element] of pairs(node.get('Names'))) ids.set(id, element)
    for (const kid of arrayOf(node.get('Kids') ?? '[]')) collect(at(kid))
  }
  collect(at(at(root).get('IDTree')))

  return {
    pages,
    pageNodes,
    tagNodes,
    kids: listOf(hasDocument ? at(top).get('K') : top),
    parents: pairs(at(at(root).get('ParentTree')).get('Nums')),
    ids,
    dests: new Map([...at(catalog.get('Dests'))].map(([name, value]) => [`/${name}`, value])),
  }
}

function pairs(text = '[]'): Map<string, string> {
  const values = arrayOf(text)
  const found = new Map<string, string>()
  for (let at = 0; at + 1 < values.length; at += 2) found.set(values[at] ?? '', values[at + 1] ?? '')
  return found
}

/** A value that may stand alone or in an array. */
function listOf(text: string | undefined): string[] {
  if (text === undefined) return []
  return text.startsWith('[') ? arrayOf(text) : [text]
}
