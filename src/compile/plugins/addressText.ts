// `![](my picture.png)` is no picture to Markdown: a blank ends an address. It stands on the slide as text then, and nobody says so.
import { contextOf, type RenderContext } from '../context.js'
import type { MarkdownIt, Token } from '../engine/markdownIt.js'

const written = /(!?)\[[^\][\n]{0,300}\]\(([^()<>\n]{1,500})\)/g
/** `[ref]: a b.png`: a definition with a blank in its address is a paragraph. Footnotes are not meant. */
const definition = /^\[(?!\^)[^\][\n]{1,300}\]:[ \t]+([^<>\n"']{1,500}\.[a-z0-9]{1,5})[ \t]*$/gim
const title = /^(.*?)(\s+(?:"[^"]*"|'[^']*'))$/

/** Says where a picture or a link is left as text because of the way its address is written, and how it is written well. */
export function addressText(md: MarkdownIt): void {
  md.core.ruler.push('lectern_address_text', (state) => {
    if (state.inlineMode) return
    const context = contextOf(state.env)
    for (const token of state.tokens) {
      if (token.type !== 'inline') continue
      if (token.content.includes(']:')) checkDefinitions(context, token)
      if (!token.content.includes('](')) continue
      for (const child of token.children ?? []) {
        if (child.type === 'text' && child.content.includes('](')) check(context, token, child.content)
      }
    }
  })
}

function check(context: RenderContext, block: Token, text: string): void {
  for (const [whole, mark, inside = ''] of text.matchAll(written)) {
    const [, address = inside] = title.exec(inside) ?? []
    const at = placeOf(context, block, whole, whole.indexOf(`](${address}`) + 2)
    if (at === undefined) continue
    const what = mark === '!' ? 'image' : 'link'
    const place = { file: context.source.file, ...at, length: address.length }
    if (/^file:/i.test(address)) {
      context.problems.push({
        severity: 'warning',
        code: 'link-removed',
        message: `“${address}” is a path on one machine, so the ${what} is shown as text.`,
        hint: 'Save the file next to the deck and use its name.',
        place,
      })
      continue
    }
    // Prose may stand in parentheses behind brackets; a file's name does so by mistake.
    if (!/\s/.test(address.trim()) || (what === 'link' && !/\.[a-z0-9]{1,5}(?:[?#]\S*)?$/i.test(address))) continue
    const meant = wellWritten(address.trim())
    context.problems.push({
      severity: 'warning',
      code: 'address-spelling',
      message: `This ${what} is shown as text, because its address contains a space.`,
      hint: `Write \`${meant}\`.`,
      place,
      fix: { wrote: address.trim(), meant },
    })
  }
}

function checkDefinitions(context: RenderContext, block: Token): void {
  for (const [whole, address = ''] of block.content.matchAll(definition)) {
    if (!/[ \t]/.test(address)) continue
    const at = placeOf(context, block, whole.trimEnd(), whole.lastIndexOf(address))
    if (at === undefined) continue
    const meant = wellWritten(address)
    context.problems.push({
      severity: 'warning',
      code: 'address-spelling',
      message: 'This definition of a link or image is shown as text, because its address contains a space.',
      hint: `Write \`${meant}\`.`,
      place: { file: context.source.file, ...at, length: address.length },
      fix: { wrote: address, meant },
    })
  }
}

/** An address with what Markdown does not take in one written in percent. */
function wellWritten(address: string): string {
  return address.replace(/%(?![0-9a-f]{2})/gi, '%25').replace(/\s/g, '%20')
}

/** Where the address stands, which begins at `offset` of `whole`; `undefined` when the brackets were escaped, and so are meant to be text. */
function placeOf(
  { lines }: RenderContext,
  { map }: Token,
  whole: string,
  offset: number,
): { line: number; column: number } | undefined {
  for (let index = map?.[0] ?? 0; index < (map?.[1] ?? 0); index++) {
    const line = lines[index] ?? ''
    const start = line.indexOf(whole)
    if (start < 0) continue
    if (/[\\`]/.test(line.charAt(start - 1))) return undefined
    return { line: index + 1, column: start + offset + 1 }
  }
  return undefined
}
