import { fixOf, isAnotherWord, nearest } from '../../model/words/nearest.js'
import { contextOf, type RenderContext } from '../context.js'
import { backgroundWords, imageKeys } from '../editing/catalogue.js'
import type { MarkdownIt, Token } from '../engine/markdownIt.js'
import { locate } from '../places/locate.js'

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
  const rest = options.filter(({ consumed }) => !consumed)
  const together = loose(
    rest.map(({ content }) => content),
    isBackground,
  )
  if (together !== undefined) {
    say(context, block, rest[0]?.content ?? '', together, together.meant[0])
    return
  }
  for (const { content, consumed } of options) {
    if (consumed && !isBackground && share.test(content)) sayShare(context, block, content)
  }
  for (const { content } of rest) {
    const slip =
      (rest.every((one) => equalled.test(one.content)) ? withEqualsSign(content) : undefined) ??
      wordsTogether(content, isBackground) ??
      pair(content, isBackground) ??
      lone(content, isBackground, rest.length)
    if (slip !== undefined) say(context, block, content, slip)
  }
}

function say(context: RenderContext, block: Token, content: string, slip: Slip, whole = content): void {
  const { message = `“${whole}” is not an image keyword, so it is part of the description.`, hint, meant } = slip
  context.problems.push({
    severity: 'warning',
    code: 'image-keyword',
    message,
    hint,
    place: locate(context, block.map?.[0] ?? 0, block.map?.[1] ?? context.lines.length, content),
    ...(meant === undefined ? {} : fixOf(meant[0], meant[1])),
  })
}

/** A slip with its fix. */
type Loose = Slip & { readonly meant: readonly [wrote: string, meant: string] }

/** A length as CSS writes it. */
const number = String.raw`\d+(?:\.\d+)?`
const unit = '(?:px|r?em|cm|mm|in|pt)'
const length = number + unit

/**
 * Words that are keywords only for whoever wrote them: a size without its key, blanks behind a colon, commas between words, capitals.
 * All that no keyword took has to look so, or it is a description: “slider with width: 300px”.
 */
function loose(rest: readonly string[], isBackground: boolean): Loose | undefined {
  const text = rest.join(' ')
  const meantAs = (meant: string, hint = `Write \`${meant}\`.`): Loose => ({ hint, meant: [text, meant] })
  if (new RegExp(`^${length}$`, 'i').test(text)) {
    const small = text.toLowerCase()
    return meantAs(`w:${small}`, `Write \`w:${small}\`, or \`h:${small}\` for the height.`)
  }
  // Without a unit, only a colon or an equals sign makes a size of it: “w 300” may be anything.
  const size = `(?:w|width|h|height)(?: ?[:=] ?${number}${unit}?| ?${length})`
  if (/[: ,;=]/.test(text) && new RegExp(`^${size}(?:[,;]? ?${size})*[,;]?$`, 'i').test(text))
    return meantAs(
      text
        .toLowerCase()
        .replace(/[,;]/g, ' ')
        .replace(/([a-z]) ?[:=]? ?(?=\d)/g, '$1:')
        .replace(/ +/g, ' ')
        .trim(),
    )
  const words = text
    .replace(/[,;]/g, ' ')
    .split(' ')
    .filter((word) => word !== '')
  const known = words.map((word) => word.toLowerCase())
  const isBackgrounds = known.every((word) => word === 'bg' || backgroundWords.some((one) => one === word))
  if (isBackgrounds && known.length > 0 && (isBackground || known[0] === 'bg') && known.join(' ') !== text)
    return meantAs(known.join(' '))
  return undefined
}

/** A size in percent. */
const share = /^(?:(?:w|width|h|height):)?\d*\.?\d+%$/

/** Marp takes it, and does nothing with it. */
function sayShare(context: RenderContext, block: Token, content: string): void {
  context.problems.push({
    severity: 'warning',
    code: 'image-keyword',
    message: `\`${content}\` has no effect: only backgrounds can be sized in percent.`,
    hint: 'Use a length, such as `w:400px` or `h:10em`.',
    place: locate(context, block.map?.[0] ?? 0, block.map?.[1] ?? context.lines.length, content),
  })
}

interface Slip {
  /** Absent: that the word is part of the description. */
  readonly message?: string
  readonly hint: string
  readonly meant?: readonly [wrote: string, meant: string]
}

/** A size as HTML and other tools write it. Beside other words it is a part of the description: “error for h=10”. */
const equalled = /^(w|width|h|height)=["']?(\d+(?:\.\d+)?)(px|r?em|cm|mm|in|pt)?["']?$/

function withEqualsSign(content: string): Slip | undefined {
  const [, key = '', number = '', unit = 'px'] = equalled.exec(content) ?? []
  const meant = `${key}:${number}${unit}`
  return { hint: `Write \`${meant}\`.`, meant: [content, meant] }
}

/** `bg-right`, `bgcover`: two words in one. */
function wordsTogether(content: string, isBackground: boolean): Slip | undefined {
  const word = /^bg[-_=:.]?([a-z]+)(?=$|:)/.exec(content)?.[1]
  if (isBackground || word === undefined || !backgroundWords.some((known) => known === word)) return undefined
  const meant = content.replace(/^bg[-_=:.]?/, 'bg ')
  return { hint: `Write \`${meant}\`, with a space between the words.`, meant: [content, meant] }
}

/** `key:value`, where the key is one or nearly one. */
function pair(content: string, isBackground: boolean): Slip | undefined {
  const key = /^([a-z][a-z-]*):\S/i.exec(content)?.[1]
  if (key === undefined) return undefined
  if (!imageKeys.some((known) => known === key)) {
    const meant = nearest(key, imageKeys)
    return meant === undefined ? undefined : { hint: `Did you mean \`${meant}\`?`, meant: [key, meant] }
  }
  if ((key === 'left' || key === 'right') && !isBackground && /:\d+(?:\.\d+)?%$/.test(content)) {
    return {
      message: `\`${content}\` splits the slide for a background, but this is not a background image.`,
      hint: `Write \`bg ${content}\`, or move an image within the text with CSS.`,
      meant: [content, `bg ${content}`],
    }
  }
  return { message: `“${content}” is not valid for an image.`, hint: `Write it like ${exampleOf(key, isBackground)}.` }
}

/** What a keyword takes, by an example. Percentages are for backgrounds. */
function exampleOf(key: string, isBackground: boolean): string {
  if (/^(?:w|width|h|height)$/.test(key))
    return isBackground ? `\`${key}:50%\` or \`${key}:200px\`` : `\`${key}:200px\``
  const values: Readonly<Record<string, string>> = { left: '40%', right: '40%', blur: '10px', 'hue-rotate': '180deg' }
  return `\`${key}:${values[key] ?? (key === 'drop-shadow' ? '0,5px,10px,rgba(0,0,0,.4)' : '0.5')}\``
}

/** One word that no keyword is left of; several are a description, in which any word may be near one. */
function lone(content: string, isBackground: boolean, words: number): Slip | undefined {
  if (!isBackground || words > 1) return undefined
  const meant = nearest(content, backgroundWords)
  // A slip of the pen hardly changes the first letter, and never more than two others.
  if (meant === undefined || content[0]?.toLowerCase() !== meant[0]) return undefined
  if (Math.abs(content.length - meant.length) > 1 || isAnotherWord(content.toLowerCase(), meant)) return undefined
  return { hint: `Did you mean \`${meant}\`?`, meant: [content, meant] }
}
