import { PDFArray, PDFDict, PDFDocument, PDFHexString, PDFName, PDFNumber, PDFRef, PDFString } from '@cantoo/pdf-lib'
import { extractText, getDocumentProxy } from 'unpdf'

/** A PDF file, read back by two libraries that have nothing to do with how it was written. */
export interface PdfContent {
  /** Text per page. */
  readonly texts: readonly string[]
  /** Width and height per page, in points. */
  readonly sheets: readonly string[]
  readonly outline: readonly { readonly title: string; readonly page: number }[]
  readonly labels: readonly string[] | null
  readonly info: Readonly<Record<string, unknown>>
  readonly lang: string
  /** Links per page: an address, or `page n` (0-based). */
  readonly links: readonly (readonly string[])[]
  /** Types of structure elements from the root down, with children in brackets; `NonStruct` left out. */
  readonly tags: string
  /** What is wrong with the structure tree; empty when each marked thing is where the parent tree says. */
  readonly tagFaults: readonly string[]
  readonly fonts: readonly { readonly name: string; readonly embedded: boolean }[]
  readonly images: number
  /** Every name that is used as a key or a value anywhere. */
  readonly names: ReadonlySet<string>
}

/** Reads a PDF back. */
export async function readContent(bytes: Uint8Array): Promise<PdfContent> {
  const proxy = await getDocumentProxy(new Uint8Array(bytes))
  const file = await PDFDocument.load(bytes, { updateMetadata: false })
  const { text } = await extractText(proxy, { mergePages: false })
  const { info } = await proxy.getMetadata()
  const outline = (await proxy.getOutline()) ?? []
  const pageIndex = async (dest: unknown): Promise<number> =>
    Array.isArray(dest) ? proxy.getPageIndex(dest[0]) : Promise.resolve(-1)
  const links: string[][] = []
  for (let number = 1; number <= proxy.numPages; number += 1) {
    const annotations: { url?: string; dest?: unknown }[] = await (await proxy.getPage(number)).getAnnotations()
    links.push(await Promise.all(annotations.map(async ({ url, dest }) => url ?? `page ${await pageIndex(dest)}`)))
  }
  const names = new Set<string>()
  const dicts: PDFDict[] = []
  for (const [, object] of file.context.enumerateIndirectObjects()) collect(object, names, dicts)
  const fonts = dicts.filter((dict) => dict.get(PDFName.of('Type')) === PDFName.of('FontDescriptor'))
  return {
    texts: text.map((page) => page.trim()),
    sheets: file.getPages().map((page) => {
      const { x, y, width, height } = page.getMediaBox()
      return [x, y, width, height].join(' ')
    }),
    outline: await Promise.all(outline.map(async ({ title, dest }) => ({ title, page: await pageIndex(dest) }))),
    labels: await proxy.getPageLabels(),
    info: info as Record<string, unknown>,
    lang: textOf(file.catalog.get(PDFName.of('Lang'))),
    links,
    tags: describeTags(file, file.catalog.lookup(PDFName.of('StructTreeRoot'))),
    tagFaults: findTagFaults(file),
    fonts: fonts.map((font) => ({
      name: String(font.get(PDFName.of('FontName'))),
      embedded: font.has(PDFName.of('FontFile2')) || font.has(PDFName.of('FontFile3')),
    })),
    images: dicts.filter((dict) => dict.get(PDFName.of('Subtype')) === PDFName.of('Image')).length,
    names,
  }
}

function collect(object: unknown, names: Set<string>, dicts: PDFDict[]): void {
  if (object instanceof PDFName) names.add(object.decodeText())
  if (object instanceof PDFArray) for (const item of object.asArray()) collect(item, names, dicts)
  if (typeof object === 'object' && object !== null && 'dict' in object) collect(object.dict, names, dicts)
  if (!(object instanceof PDFDict)) return
  dicts.push(object)
  for (const [key, value] of object.entries()) {
    names.add(key.decodeText())
    collect(value, names, dicts)
  }
}

function textOf(value: unknown): string {
  return value instanceof PDFHexString || value instanceof PDFString ? value.decodeText() : String(value)
}

function kidsOf(file: PDFDocument, element: PDFDict): unknown[] {
  const kids = file.context.lookup(element.get(PDFName.of('K')))
  return kids instanceof PDFArray ? kids.asArray() : kids === undefined ? [] : [element.get(PDFName.of('K'))]
}

function describeTags(file: PDFDocument, element: unknown): string {
  if (!(element instanceof PDFDict)) return ''
  const type = element.lookup(PDFName.of('S'))
  const kids = kidsOf(file, element)
    .map((kid) => (kid instanceof PDFRef ? describeTags(file, file.context.lookup(kid)) : ''))
    .filter((kid) => kid !== '')
    .join(' ')
  if (type === undefined || type === PDFName.of('NonStruct')) return kids
  return `${String(type).slice(1)}${kids === '' ? '' : `(${kids})`}`
}

/** Walks down the tree and up the parent tree: both must tell the same. */
function findTagFaults(file: PDFDocument): string[] {
  const faults: string[] = []
  const root = file.catalog.lookup(PDFName.of('StructTreeRoot'), PDFDict)
  const nums = root.lookup(PDFName.of('ParentTree'), PDFDict).lookup(PDFName.of('Nums'), PDFArray).asArray()
  const parents = new Map<number, unknown>()
  for (let at = 0; at < nums.length; at += 2) {
    const key = (nums[at] as PDFNumber).asNumber()
    if (parents.has(key)) faults.push(`key ${key} twice`)
    if (key !== at / 2) faults.push(`key ${key} at ${at / 2}`)
    parents.set(key, nums[at + 1])
  }
  const walk = (ref: PDFRef, parent: PDFRef): void => {
    const element = file.context.lookup(ref)
    if (!(element instanceof PDFDict)) return void faults.push(`${ref} is no element`)
    if (element.get(PDFName.of('P')) !== parent) faults.push(`${ref} has another parent`)
    const page = element.get(PDFName.of('Pg'))
    for (const kid of kidsOf(file, element)) {
      if (kid instanceof PDFRef) walk(kid, ref)
      if (kid instanceof PDFNumber && page instanceof PDFRef) {
        const key = (file.context.lookup(page, PDFDict).get(PDFName.of('StructParents')) as PDFNumber).asNumber()
        const owners = file.context.lookup(parents.get(key) as PDFRef)
        if (!(owners instanceof PDFArray) || owners.get(kid.asNumber()) !== ref) faults.push(`${ref} content ${kid}`)
      }
      if (kid instanceof PDFDict && kid.get(PDFName.of('Type')) === PDFName.of('OBJR')) {
        const annotation = kid.lookup(PDFName.of('Obj'), PDFDict)
        const key = (annotation.get(PDFName.of('StructParent')) as PDFNumber).asNumber()
        if (parents.get(key) !== ref) faults.push(`${ref} object of key ${key}`)
      }
    }
  }
  const top = root.get(PDFName.of('K')) as PDFRef
  walk(top, file.catalog.get(PDFName.of('StructTreeRoot')) as PDFRef)
  return faults
}
