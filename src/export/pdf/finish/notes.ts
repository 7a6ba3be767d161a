import type { FinishJob, PageFacts } from '../facts.js'
import type { PdfObject } from '../file/read.js'
import { arrayOf, dictionary, linesString, referenceOf, textString, writeDictionary } from '../file/syntax.js'
import { numbered } from '../join/join.js'

/**
 * Lays each page's notes over it as an annotation that viewers show as a small sheet in the upper left corner and do not
 * print. Each is in the tree of tags, so that screen readers come by (ISO 32000-1, 12.5.6.4 and 14.7.4.3).
 */
export function addNotes(
  objects: PdfObject[],
  pages: readonly number[],
  facts: readonly PageFacts[],
  sheet: FinishJob['sheet'],
): void {
  const elements: string[] = []
  const owners: string[] = []
  const tags = dictionary(objects[numbered.tags - 1]?.text ?? '')
  let key = Number(tags.get('ParentTreeNextKey') ?? 0)
  pages.forEach((page, at) => {
    const notes = facts[at]?.notes.map((note) => note.trim()).filter(Boolean) ?? []
    if (notes.length === 0) return
    const annotation = objects.length + 1
    const element = annotation + 1
    objects.push({
      text: writeDictionary([
        ['Type', '/Annot'],
        ['Subtype', '/Text'],
        ['Rect', `[8 ${sheet.heightPt - 28} 28 ${sheet.heightPt - 8}]`],
        ['Contents', linesString(notes.join('\n\n'))],
        ['T', textString('Notes')],
        ['Name', '/Note'],
        ['C', '[1 0.86 0.4]'],
        // Keeps its size and direction; not printed.
        ['F', '24'],
        ['P', `${page} 0 R`],
        ['StructParent', String(key)],
      ]),
    })
    objects.push({
      text: `<</Type /StructElem /S /Annot /P ${numbered.topTag} 0 R /Pg ${page} 0 R /K <</Type /OBJR /Obj ${annotation} 0 R /Pg ${page} 0 R>>>>`,
    })
    elements.push(`${element} 0 R`)
    owners.push(`${key} ${element} 0 R`)
    key += 1
    annotate(objects, page, annotation)
  })
  if (elements.length === 0) return
  tags.set('ParentTreeNextKey', String(key))
  objects[numbered.tags - 1] = { text: writeDictionary(tags) }
  extend(objects, numbered.topTag, 'K', elements)
  extend(objects, numbered.parentTree, 'Nums', owners)
}

function annotate(objects: PdfObject[], page: number, annotation: number): void {
  const entries = dictionary(objects[page - 1]?.text ?? '')
  const named = entries.get('Annots') ?? '[]'
  const elsewhere = referenceOf(named)
  const list = arrayOf(elsewhere === undefined ? named : (objects[elsewhere - 1]?.text ?? '[]'))
  entries.set('Annots', `[${[...list, `${annotation} 0 R`].join(' ')}]`)
  objects[page - 1] = { text: writeDictionary(entries) }
}

/** Appends to an array of a dictionary. */
function extend(objects: PdfObject[], number: number, key: string, more: readonly string[]): void {
  const entries = dictionary(objects[number - 1]?.text ?? '')
  const inside = (entries.get(key) ?? '[]').trim().replace(/^\[|\]$/g, '')
  entries.set(key, `[${[inside, ...more].join(' ')}]`)
  objects[number - 1] = { text: writeDictionary(entries) }
}
