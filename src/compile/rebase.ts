// A slide of an included file names its pictures from the folder of that file. Pages and loading know one folder, the deck's.
import { fileMark } from '../model/deck.js'
import type { FoundFile } from './sanitize/findings.js'

/** The same file, named from the deck's folder. `folder`: the folder of the slide's file inside the deck's; empty: the same. */
export function rebaseFile(file: FoundFile, folder: string): FoundFile {
  if (folder === '' || file.from !== 'deck') return file
  const address = file.key.slice('deck:'.length)
  return { ...file, key: `deck:${joined(folder, address)}`, path: joined(folder, file.path) }
}

/** The slide's HTML with the marks of its files renamed alike. */
export function rebaseHtml(html: string, folder: string): string {
  if (folder === '') return html
  const escaped = folder
    .replaceAll('&', '&amp;')
    .replaceAll('"', '&quot;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
  const marks = new RegExp(`${fileMark.open}deck:([^${fileMark.close}]*)${fileMark.close}`, 'g')
  return html.replace(
    marks,
    (_, address: string) => `${fileMark.open}deck:${joined(escaped, address)}${fileMark.close}`,
  )
}

/** Takes `.` and `..` out of a path as far as it stays inside; what leads out keeps its `..` and is refused when it is read. */
function joined(folder: string, path: string): string {
  if (path.startsWith('/')) return path
  const parts: string[] = []
  for (const part of `${folder}/${path}`.split('/')) {
    if (part === '.') continue
    if (part === '..' && parts.length > 0 && parts.at(-1) !== '..') parts.pop()
    else parts.push(part)
  }
  return parts.join('/')
}
