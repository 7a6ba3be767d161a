import { plainText } from '../../model/words/plainText.js'

/** Text in columns, two spaces between them. Letters that take two columns of a terminal are counted so. */
export function table(head: readonly string[] | undefined, rows: readonly (readonly string[])[]): string {
  const all = (head === undefined ? rows : [head, ...rows]).map((row) => row.map(plainText))
  const columns = Math.max(0, ...all.map((row) => row.length))
  const widths = Array.from({ length: columns }, (_, index) => Math.max(...all.map((row) => widthOf(row[index] ?? ''))))
  return all
    .map((row) =>
      row
        .map((cell, index) => cell + ' '.repeat(Math.max(0, (widths[index] ?? 0) - widthOf(cell))))
        .join('  ')
        .trimEnd(),
    )
    .join('\n')
}

function widthOf(text: string): number {
  const wide = /\p{Script=Han}|\p{Script=Hiragana}|\p{Script=Katakana}|\p{Script=Hangul}|\p{Emoji_Presentation}/u
  return [...text].reduce((width, letter) => width + (/\p{Mn}/u.test(letter) ? 0 : wide.test(letter) ? 2 : 1), 0)
}
