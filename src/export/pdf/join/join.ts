// A deck of many slides is printed in several documents, because Chromium's time for one grows with the square of its
// pages. They are joined here into one: pages in one list, tags under one document, ids and parent keys counted afresh.
import { type PdfFile, type PdfObject, UnreadablePdf } from '../file/read.js'
import { arrayOf, mapReferences, referenceOf, writeDictionary } from '../file/syntax.js'
import { type DocumentParts, documentParts } from './documentParts.js'
import { rewriter } from './rewrite.js'

/** What all pages share. */
export interface JoinJob {
  /** The sheet, in points. */
  readonly widthPt: number
  readonly heightPt: number
  /** Language of the document, as a PDF string. */
  readonly lang: string
  /** 0-based page on which a frame stands (0-based, in the order of the talk). Absent: each has a page of its own. */
  readonly pageOf?: ((frame: number, places: ReadonlyMap<string, number>) => number | undefined) | undefined
}

/** The objects of one document, numbered from 1 in the order of the list. */
export interface Joined {
  readonly objects: PdfObject[]
  /** Numbers of the pages' objects, in order. */
  readonly pages: readonly number[]
  /** Named place, without its slash → 0-based page. */
  readonly places: ReadonlyMap<string, number>
}

/** Numbers that the joined document's trees have. `nothing` stands in for what a file points at and does not have. */
export const numbered = { pageTree: 1, tags: 2, topTag: 3, parentTree: 4, idTree: 5, nothing: 6 } as const

/** Joins documents. @throws Error when one of them is not built as Chromium builds them. */
export function joinPdfs(files: readonly PdfFile[], job: JoinJob): Joined {
  const objects: PdfObject[] = Object.values(numbered).map(() => ({ text: 'null' }))
  const trees: Trees = { pages: [], kids: [], parents: [], ids: [] }
  const places = new Map<string, number>()
  const moves = files.map((file) => {
    const part = documentParts(file)
    if (part.pages.length === 0) throw new UnreadablePdf('the PDF has no pages that can be found')
    const numbers = place(file, part, objects.length + 1)
    const move = (text: string): string => mapReferences(text, (old) => numbers.get(old) ?? numbered.nothing)
    for (const [name, dest] of part.dests) {
      const page = part.pages.indexOf(referenceOf(arrayOf(dest)[0]) ?? -1)
      if (page >= 0) places.set(name.slice(1), trees.pages.length + page)
    }
    trees.pages.push(...part.pages.map((page) => numbers.get(page) ?? numbered.nothing))
    trees.kids.push(...part.kids.map(move))
    const keys = append(trees.parents, part.parents, (index) => String(index), move)
    const names = append(trees.ids, part.ids, (index) => `(${String(index).padStart(6, '0')})`, move)
    for (const [old, number] of numbers)
      if (number > numbered.nothing) objects[number - 1] = file.objects.get(old) ?? { text: 'null' }
    return { numbers, move, rewrite: rewriter({ ...job, part, keys, names }) }
  })
  // Links may lead to pages of documents that come later, so texts change only once all pages have their numbers.
  const pageOf = (frame: number): number | undefined =>
    trees.pages[(job.pageOf === undefined ? frame : job.pageOf(frame, places)) ?? -1]
  for (const { numbers, move, rewrite } of moves) {
    for (const [old, number] of numbers) {
      const object = objects[number - 1]
      if (number > numbered.nothing && object !== undefined) {
        objects[number - 1] = { ...object, text: rewrite(old, object.text, move, pageOf) }
      }
    }
  }
  for (const [number, text] of writeTrees(trees, job.lang)) objects[number - 1] = { text }
  return { objects, pages: trees.pages, places }
}

interface Trees {
  readonly pages: number[]
  readonly kids: string[]
  readonly parents: string[]
  readonly ids: string[]
}

/** Gives new numbers, from `first` on, to everything that pages and tags lead to; the trees' own nodes become the joined ones. */
function place(file: PdfFile, part: DocumentParts, first: number): Map<number, number> {
  const numbers = new Map<number, number>(part.pageNodes.map((node) => [node, numbered.pageTree]))
  for (const node of part.tagNodes) numbers.set(node, numbered.topTag)
  const reached = new Set<number>()
  const open = [...part.pages]
  const reach = (text: string): void => {
    mapReferences(text, (number) => {
      if (!numbers.has(number) && !reached.has(number)) open.push(number)
      return number
    })
  }
  for (const text of [...part.kids, ...part.parents.values()]) reach(text)
  for (let number = open.pop(); number !== undefined; number = open.pop()) {
    const object = file.objects.get(number)
    if (reached.has(number) || object === undefined) continue
    reached.add(number)
    reach(object.text)
  }
  const ordered = [...reached].sort((a, b) => a - b)
  ordered.forEach((number, index) => {
    numbers.set(number, first + index)
  })
  return numbers
}

/** Appends a part's entries to a tree under new keys. Gives old key → new key. */
function append(
  tree: string[],
  entries: ReadonlyMap<string, string>,
  keyAt: (index: number) => string,
  move: (text: string) => string,
): Map<string, string> {
  const keys = new Map<string, string>()
  for (const [old, value] of entries) {
    const key = keyAt(tree.length)
    keys.set(old, key)
    tree.push(`${key} ${move(value)}`)
  }
  return keys
}

function writeTrees({ pages, kids, parents, ids }: Trees, lang: string): [number, string][] {
  const to = (number: number): string => `${number} 0 R`
  const { pageTree, tags, topTag, parentTree, idTree } = numbered
  const trees: [number, [string, string][]][] = [
    [
      pageTree,
      [
        ['Type', '/Pages'],
        ['Count', String(pages.length)],
        ['Kids', `[${pages.map(to).join(' ')}]`],
      ],
    ],
    [
      tags,
      [
        ['Type', '/StructTreeRoot'],
        ['K', to(topTag)],
        ['ParentTree', to(parentTree)],
        ['ParentTreeNextKey', String(parents.length)],
        ...(ids.length === 0 ? [] : [['IDTree', to(idTree)] as [string, string]]),
        // Types of PDF 2.0 that Chromium uses in a file of an earlier version.
        ['RoleMap', '<</Strong /Span /Em /Span /Title /P>>'],
      ],
    ],
    [
      topTag,
      [
        ['Type', '/StructElem'],
        ['S', '/Document'],
        ['Lang', lang],
        ['P', to(tags)],
        ['K', `[${kids.join(' ')}]`],
      ],
    ],
    [parentTree, [['Nums', `[${parents.join(' ')}]`]]],
    [idTree, [['Names', `[${ids.join(' ')}]`]]],
  ]
  return trees.map(([number, entries]) => [number, writeDictionary(entries)])
}
