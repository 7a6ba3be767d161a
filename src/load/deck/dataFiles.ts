// Files with figures that charts of a deck name: `data: figures.csv` in a fence. They are read with the deck, because compiling
// reads nothing; a file belongs to the deck as an include does, and has to lie in its root.

import { realpath } from 'node:fs/promises'
import { relative, resolve } from 'node:path'
import { partAt } from '../../model/origin.js'
import type { DataFile, Source } from '../../model/source.js'
import { kindOfBytes } from '../assets/kindOfBytes.js'
import { nearestIn } from '../assets/nearestIn.js'
import { resolveInside } from '../disk/containment.js'
import { fileName } from '../disk/fileName.js'
import { readReal } from '../disk/openInside.js'
import { decodeText } from './decodeText.js'

/** The largest data file that is read, in MB: half a million rows of a few columns. */
const limitMb = 20
/** Data files of one deck. */
const most = 200

/** Texts that hold figures; nothing else of a project is shown because somebody's deck asks for it. */
const figures = /\.(?:csv|tsv|tab|txt|json)$/i

/** The deck with the data files that its charts name. Throws the signal's reason once it is aborted. */
export async function withData(
  source: Source,
  { cwd, signal }: { cwd: string; signal?: AbortSignal | undefined },
): Promise<Source> {
  if (!/(?:`{3}|~{3})[ \t]*(?:chart|vega-lite)\b/.test(source.text)) return source
  const named = dataNamedIn(source)
  if (named.length === 0) return source
  const realRoot = await realpath(source.root).catch(() => source.root)
  const data: DataFile[] = []
  for (const { folder, address } of named.slice(0, most)) {
    signal?.throwIfAborted()
    if (data.some((one) => one.folder === folder && one.address === address)) continue
    data.push({ folder, address, ...(await read(source, { folder, address, realRoot, cwd })) })
  }
  return { ...source, data }
}

/** Addresses behind `data:` in fences of charts, and `"url": "…"` in those of Vega-Lite. */
function dataNamedIn(source: Source): { readonly folder: string; readonly address: string }[] {
  const named: { folder: string; address: string }[] = []
  let fence: { readonly marks: string; readonly isChart: boolean } | undefined
  for (const [index, line] of source.text.split('\n').entries()) {
    if (line.length > 10_000) continue
    const [, marks = '', info = ''] = /^ {0,3}(`{3,}|~{3,})(.*)$/.exec(line) ?? []
    if (fence === undefined) {
      if (marks !== '') fence = { marks, isChart: /^\s*(?:chart|vega-lite)(?:\s|$)/.test(info) }
      continue
    }
    if (marks.startsWith(fence.marks) && info.trim() === '') {
      fence = undefined
      continue
    }
    if (!fence.isChart) continue
    const address = /^\s*data\s*[:=]\s*(\S.*?)\s*$/.exec(line)?.[1] ?? /"url"\s*:\s*"([^"]+)"/.exec(line)?.[1]
    if (address === undefined) continue
    named.push({ folder: partAt(source, index + 1)?.folder ?? '', address: address.replace(/^(["'])(.*)\1$/, '$2') })
  }
  return named
}

interface Named {
  readonly folder: string
  readonly address: string
  readonly realRoot: string
  readonly cwd: string
}

async function read(
  source: Source,
  { folder, address, realRoot, cwd }: Named,
): Promise<Omit<DataFile, 'folder' | 'address'>> {
  const own = resolve(source.folder, folder)
  const shown = `“${address.slice(0, 80)}”`
  const nowhere = { file: address, path: resolve(own, address) }
  if (/^[a-z][a-z0-9+.-]+:/i.test(address))
    return {
      file: address,
      path: '',
      fault: { message: `${shown} is an address, and charts load nothing.`, hint: 'Save the data beside the deck.' },
    }
  const inOwn = await resolveInside({ root: source.root, folder: own }, address)
  const found = inOwn.ok || folder === '' ? inOwn : await resolveInside(source, address)
  const fail = (message: string, hint: string) => ({ ...nowhere, fault: { message, hint } })
  if (!found.ok && found.reason !== 'missing') {
    const outside = fail(`${shown} is outside the deck's project, or hidden.`, 'Move the file into the project.')
    // Nobody waits for a file that would not be read.
    return { ...outside, path: '' }
  }
  if (!figures.test(address)) return fail(`${shown} is not a CSV, TSV or JSON file.`, 'Save the data as CSV.')
  if (!found.ok) {
    const near = await nearestIn({ root: source.root, folder: own }, address)
    return fail(
      `The data file ${shown} does not exist.`,
      near === undefined
        ? 'Check the path, which is relative to the file with the chart.'
        : `Did you mean \`${near}\`?`,
    )
  }
  const path = resolve(source.root, relative(realRoot, found.path))
  const file = fileName(path, cwd)
  const content = await readReal(found.path, limitMb * 1024 * 1024)
  if (!content.ok) {
    const [message, hint] =
      content.reason === 'large'
        ? [`${shown} is larger than ${limitMb} MB.`, 'Keep the rows that the chart shows in a file of their own.']
        : [
            `${shown} cannot be read: ${content.reason === 'forbidden' ? 'permission denied' : 'not a regular file'}.`,
            'Check the file and its permissions.',
          ]
    return { file, path, fault: { message, hint } }
  }
  const decoded = decodeText(content.bytes)
  const kind = kindOfBytes(content.bytes)
  if (kind !== undefined)
    return { file, path, fault: { message: `${shown} is ${kind}, not a data file.`, hint: 'Save the data as CSV.' } }
  if (!decoded.ok)
    return {
      file,
      path,
      fault: { message: `${shown} is saved as UTF-16.`, hint: 'Save it as UTF-8 (in Excel: CSV UTF-8).' },
    }
  if (content.bytes.includes(0))
    return {
      file,
      path,
      fault: { message: `${shown} holds bytes that are no text.`, hint: 'Save the data as CSV in UTF-8.' },
    }
  if (decoded.invalid !== undefined)
    return { file, path, text: new TextDecoder('windows-1252').decode(content.bytes).replace(/\r\n?/g, '\n') }
  return { file, path, text: decoded.text }
}
