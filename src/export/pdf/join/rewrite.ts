import { dictionary, writeDictionary } from '../file/syntax.js'
import type { DocumentParts } from './documentParts.js'

/** What the texts of one part's objects need to be changed to. */
export interface RewriteJob {
  readonly widthPt: number
  readonly heightPt: number
  readonly part: DocumentParts
  /** Keys of the parent tree, old → new. */
  readonly keys: ReadonlyMap<string, string>
  /** Ids of elements, old → new. */
  readonly names: ReadonlyMap<string, string>
}

/** Number of the page's object on which a frame stands. */
type PageOf = (frame: number) => number | undefined

/** Scheme of links to a frame that is printed in another document: `lectern-slide:12`, counted from 0. */
export const slideScheme = 'lectern-slide:'

/**
 * Gives an object's text as it belongs into the joined document. Link actions are kept only when they lead to the web,
 * to mail or to a telephone, whatever the page's HTML was.
 */
export function rewriter(job: RewriteJob) {
  const pages = new Set(job.part.pages)
  return (old: number, text: string, move: (text: string) => string, pageOf: PageOf): string => {
    if (pages.has(old)) return move(rewritePage(text, job))
    if (text.includes('/Type /Annot')) return rewriteLink(text, job, move, pageOf)
    if (text.includes('/StructParent')) return move(rewriteKeys(dictionary(text), job))
    if (text.includes('/ID (') || text.includes('/Headers [')) return move(rewriteIds(text, job))
    return move(text)
  }
}

/** Chromium rounds sheets to whole points. */
function rewritePage(text: string, job: RewriteJob): string {
  const page = dictionary(text)
  page.set('MediaBox', `[0 0 ${points(job.widthPt)} ${points(job.heightPt)}]`)
  page.delete('AA')
  return rewriteKeys(page, job)
}

function rewriteLink(text: string, job: RewriteJob, move: (text: string) => string, pageOf: PageOf): string {
  const link = dictionary(text)
  const address = dictionary(link.get('A') ?? '').get('URI') ?? ''
  const slide = new RegExp(`^\\(${slideScheme}(\\d+)\\)$`).exec(address)?.[1]
  if (!/^\((https?:|mailto:|tel:)/i.test(address)) link.delete('A')
  link.delete('AA')
  // Destinations are written out, so that no name of an author's becomes a name in the file.
  const dest = job.part.dests.get(link.get('Dest') ?? '')
  link.delete('Dest')
  if (dest !== undefined) link.set('Dest', dest)
  const moved = move(rewriteKeys(link, job))
  const page = slide === undefined ? undefined : pageOf(Number(slide))
  return page === undefined ? moved : `${moved.slice(0, -2)}\n/Dest [${page} 0 R /Fit]>>`
}

function rewriteKeys(entries: Map<string, string>, { keys }: RewriteJob): string {
  for (const name of ['StructParents', 'StructParent']) {
    const key = entries.get(name)
    const renamed = key === undefined ? undefined : keys.get(key)
    entries.delete(name)
    if (renamed !== undefined) entries.set(name, renamed)
  }
  return writeDictionary(entries)
}

function rewriteIds(text: string, { names }: RewriteJob): string {
  const entries = dictionary(text)
  const id = names.get(entries.get('ID') ?? '')
  if (id !== undefined) entries.set('ID', id)
  const attributes = entries
    .get('A')
    ?.replace(/\/Headers \[[^\]]*\]/g, (headers) =>
      headers.replace(/\([^)]*\)/g, (header) => names.get(header) ?? header),
    )
  if (attributes !== undefined) entries.set('A', attributes)
  return writeDictionary(entries)
}

function points(value: number): string {
  return String(Math.round(value * 1000) / 1000)
}
