// A browser takes a document of a single byte per character in half the time of one that holds a dash or a Greek letter,
// because the latter has two bytes per character everywhere from the pipe to the parser.

/**
 * The same document with the characters beyond ASCII written as references, and as escapes in style sheets. Gives the document
 * as it is where that would not be sure to be the same: it is only slower then. Scripts are never touched, their hashes count.
 */
export function asciiHtml(html: string): string {
  if (!beyond.test(html) || unsure.test(html)) return html
  let isSure = true
  const parts = html.split(rawParts).map((part, index) => {
    if (index % 2 === 0) return part.replace(beyondAll, (character) => `&#${character.codePointAt(0)};`)
    if (!/^<style/i.test(part)) return part
    return part.replace(inCss, (_, backslashes: string, character: string) => {
      // The character itself may be escaped.
      if (backslashes.length % 2 === 1) isSure = false
      return `${backslashes}\\${character.codePointAt(0)?.toString(16)} `
    })
  })
  return isSure ? parts.join('') : html
}

const beyond = /[\u0080-\uffff]/

/**
 * Where it is not certain what a character is part of: elements and sections without references, attributes and comments that
 * speak of style sheets or scripts.
 */
const unsure =
  /<!--(?:(?!-->)[\s\S])*?<(?:style|script)\b|<!\[CDATA\[|<(?:xmp|iframe|noembed|noframes|noscript|plaintext|listing)\b|="[^"]*<(?:style|script)\b|='[^']*<(?:style|script)\b/i

/** Style sheets and scripts, which know no references. Both end at the first thing that looks like their end. */
const rawParts = /(<style\b[\s\S]*?<\/style\b|<script\b[\s\S]*?<\/script\b)/i

// References to the controls before U+00A0 mean other characters, and halves of pairs have none: they stay.
// Pairs are spelled out: with the flag for them, each of these takes four times as long.
const beyondAll = /[\u00a0-\ud7ff\ue000-\uffff]|[\ud800-\udbff][\udc00-\udfff]/g
const inCss = /(\\*)([\u00a0-\ud7ff\ue000-\uffff]|[\ud800-\udbff][\udc00-\udfff])/g
