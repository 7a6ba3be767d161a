// Edits of a text at a place that is named by what stands there. A place that is gone throws, and the test of the recipes says so.

/** Puts a line in front of the first line that begins with `closing` after `start`. */
export function intoList(text, start, closing, line) {
  const from = text.indexOf(start)
  const to = from < 0 ? -1 : text.indexOf(`\n${closing}`, from + start.length)
  if (to < 0) throw new Error(`There is no list after “${start}”.`)
  return `${text.slice(0, to)}\n${line}${text.slice(to)}`
}

/** Puts a line in front of the line that has these words. */
export function before(text, words, line) {
  const at = text.indexOf(words)
  if (at < 0) throw new Error(`There is no “${words}”.`)
  const start = text.lastIndexOf('\n', at) + 1
  return `${text.slice(0, start)}${line}\n${text.slice(start)}`
}

/** Imports are put in order by the formatter. */
export function withImport(text, line) {
  return before(text, 'import ', line)
}

/** Puts an entry into a list of a JSON file, in front of the first one that `isNext` is true of, else at its end. */
export function intoJson(text, list, entry, isNext = () => false) {
  const value = JSON.parse(text)
  const at = value[list].findIndex(isNext)
  value[list].splice(at < 0 ? value[list].length : at, 0, entry)
  return `${JSON.stringify(value, null, 2)}\n`
}

/** `too-many-words` → `tooManyWords`. */
export function camel(name) {
  return name.replace(/-(\w)/g, (_, letter) => letter.toUpperCase())
}
