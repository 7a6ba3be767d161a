import { type FileRef, fileMark } from '../../model/deck.js'

// Slides have the engine's pictures of emoji. What Lectern writes around slides has none, and most machines that print have no font
// for them: they get the same pictures.

const tag = '<(?:"[^"]*"|\'[^\']*\'|[^\'">])*>'
/** A tag, which is left alone, or an emoji. Written as a text, because the `v` flag is younger than what is compiled for. */
const tagOrEmoji = new RegExp(`${tag}|\\p{RGI_Emoji}`, 'gv')

/** The pictures of all emoji in the text of HTML, each once. */
export function emojiFilesIn(html: readonly string[]): FileRef[] {
  const found = new Set(html.flatMap((one) => (one.match(tagOrEmoji) ?? []).filter(isEmoji)))
  return [...new Set([...found].map(pathOf))].map((path) => ({
    key: `emoji:${path}`,
    from: 'emoji',
    path,
    use: 'image',
    place: { file: '', line: 1, column: 1 },
  }))
}

/** HTML with pictures (file marks) in place of the emoji in its text that have one. `hasFile`: whether a key has a file. */
export function withEmojiPictures(html: string, hasFile: (key: string) => boolean): string {
  return html.replace(tagOrEmoji, (found) => {
    const key = `emoji:${pathOf(found)}`
    if (!isEmoji(found) || !hasFile(key)) return found
    return `<img class="emoji" alt="${found}" src="${fileMark.open}${key}${fileMark.close}">`
  })
}

function isEmoji(found: string): boolean {
  return !found.startsWith('<')
}

/** Its code points, as Twemoji names its pictures. */
function pathOf(emoji: string): string {
  return Array.from(emoji, (character) => character.codePointAt(0)?.toString(16) ?? '').join('-')
}
