import { fixOf, nearest } from '../../model/nearest.js'
import { backgroundWords, imageKeys } from '../catalogue.js'
import { contextOf, type RenderContext } from '../context.js'
import { locate } from '../locate.js'
import type { MarkdownIt, Token } from '../markdownIt.js'

/** Says when a word in a picture's brackets is nearly one of Marp's: it would be a part of the description. */
export function imageWords(md: MarkdownIt): void {
  md.core.ruler.push('lectern_image_words', (state) => {
    if (state.inlineMode) return
    const context = contextOf(state.env)
    for (const token of state.tokens) {
      for (const image of (token.children ?? []).filter(({ type }) => type === 'image')) check(context, token, image)
    }
  })
}

function check(context: RenderContext, block: Token, image: Token): void {
  const options = image.meta?.marpitImage?.options ?? []
  const isBackground = options.some(({ content }) => content === 'bg')
  for (const { content, consumed } of options) {
    if (consumed) continue
    const key = /^([a-z][a-z-]*):\S/i.exec(content)?.[1]
    const meant =
      key === undefined ? (isBackground ? nearest(content, backgroundWords) : undefined) : nearest(key, imageKeys)
    const wrong = key !== undefined && imageKeys.some((known) => known === key)
    if (meant === undefined && !wrong) continue
    context.problems.push({
      severity: 'warning',
      code: 'image-keyword',
      message: wrong
        ? `A picture does not take “${content}”.`
        : `“${content}” is no keyword for pictures, so it is part of the description.`,
      hint: wrong ? `Write it like \`${key}:50%\` or \`${key}:200px\`.` : `Did you mean \`${meant}\`?`,
      place: locate(context, block.map?.[0] ?? 0, block.map?.[1] ?? context.lines.length, content),
      ...fixOf(key ?? content, wrong ? undefined : meant),
    })
  }
}
