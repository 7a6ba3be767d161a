// What is wrong with a block of front matter: first what can be seen without parsing it, then what the parser found.
import type { ProblemCode } from '../../model/codes.js'
import type { FrontMatterBlock } from './frontMatterBlock.js'
import type { YamlValues } from './yamlValues.js'

/** A fault with its place in the file, 1-based. */
export interface Fault {
  readonly code: ProblemCode
  readonly message: string
  readonly hint: string
  readonly line: number
  readonly column: number
}

const sizeLimitKiB = 64
/** gray-matter's test for an empty block takes quadratic time over runs of empty lines. */
const emptyLinesLimit = 1_000

/** Why the block must not be parsed at all; `undefined` when it may. */
export function faultOfBlock(block: FrontMatterBlock): Fault | undefined {
  const { language, body, closed } = block
  if (language !== '' && !/^ya?ml$/i.test(language)) {
    const message = `Front matter must be YAML; \`${shorten(language)}\` after the opening \`---\` is not supported, and nothing was run.`
    return { code: 'front-matter-language', message, hint: 'Write `---` alone on the first line.', line: 1, column: 4 }
  }
  if (!closed && body.trim() !== '') {
    const message =
      'The `---` on the first line opens front matter that is never closed, so it swallows the whole deck.'
    const hint = 'Add a line `---` after the last `key: value`, or delete the first line if there is no front matter.'
    return { code: 'front-matter-unclosed', message, hint, line: 1, column: 1 }
  }
  if (Buffer.byteLength(body) > sizeLimitKiB * 1024) {
    const message = `The front matter is larger than ${sizeLimitKiB} KiB.`
    return {
      code: 'front-matter-limit',
      message,
      hint: 'Move long texts into the deck or a theme.',
      line: 1,
      column: 1,
    }
  }
  return faultOfLines(body)
}

function faultOfLines(body: string): Fault | undefined {
  let empty = 0
  for (const [index, line] of body.split('\n').entries()) {
    const place = { line: index + 2, column: 1 }
    empty = line.trim() === '' ? empty + 1 : 0
    if (empty > emptyLinesLimit) {
      const message = `The front matter has more than ${emptyLinesLimit.toLocaleString('en')} empty lines in a row.`
      return { code: 'front-matter-limit', message, hint: 'Delete them.', ...place }
    }
    // The set that YAML calls non-printable. Marp's parser gives up on it, and Marp then ignores the whole block.
    // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what it looks for
    const column = line.search(/[\u0000-\u0008\u000b-\u001f\u007f-\u0084\u0086-\u009f\ufffe\uffff]/) + 1
    if (column > 0) {
      const message = 'The front matter has an invisible control character.'
      return {
        code: 'front-matter-invalid',
        message,
        hint: 'Delete it and retype the text around it.',
        ...place,
        column,
      }
    }
  }
  return undefined
}

/** What parsing found. `placeOf` gives the place in the file of an offset into the parsed text. */
export function faultOfYaml(
  block: FrontMatterBlock,
  yaml: YamlValues,
  placeOf: (offset: number) => { readonly line: number; readonly column: number },
): Fault | undefined {
  const fault = yaml.fault
  if (fault?.kind === 'limit') {
    const message = `The front matter is rejected: ${fault.message}.`
    return { code: 'front-matter-limit', message, hint: fault.hint, ...placeOf(fault.offset) }
  }
  const noColon = keyWithoutColon(block.body, yaml)
  if (noColon !== undefined) return noColon
  if (fault !== undefined && startsSlides(block.body)) {
    const message = 'The front matter is not closed before the first slide.'
    return {
      code: 'front-matter-unclosed',
      message,
      hint: 'Add `---` on its own line after the last key.',
      line: 1,
      column: 1,
    }
  }
  if (swallowsSlide(block.body, yaml)) {
    const message = 'The first slide would be lost, because text between the first two `---` is read as front matter.'
    const hint =
      'Delete the `---` on line 1, which the first slide does not need, and keep an empty line before the next `---`.'
    return { code: 'front-matter-swallows-slide', message, hint, line: 1, column: 1 }
  }
  if (fault === undefined) return undefined
  const message = `The front matter is invalid: ${fault.message}.`
  return { code: 'front-matter-invalid', message, hint: fault.hint, ...placeOf(fault.offset) }
}

/** `theme:gaia` and `theme gaia` are words to YAML; for somebody who knows the keys they are slips. */
function keyWithoutColon(body: string, yaml: YamlValues): Fault | undefined {
  if (yaml.fault === undefined && yaml.shape === 'mapping') return undefined
  for (const [index, line] of body.split('\n').entries()) {
    const [, key, value] =
      /^(theme|size|paginate|class|title|author|lang|header|footer|marp|math)(?::(?=[^\s:])|[ \t]+(?=[^\s:]))(.+)$/.exec(
        line,
      ) ?? []
    if (key === undefined || value === undefined) continue
    const message = `“${key}” is not followed by a colon and a space, so this line sets nothing.`
    return {
      code: 'front-matter-invalid',
      message,
      hint: `Write \`${key}: ${shorten(value.trim())}\`.`,
      line: index + 2,
      column: 1,
    }
  }
  return undefined
}

/** True when keys are followed by an empty line and a heading: the closing `---` was forgotten, and a later one closes. */
function startsSlides(body: string): boolean {
  return /^[\w-]+:.*\n(?:.*\n)*?[ \t]*\n#{1,6} \S/.test(body)
}

/** True when the block is text that no one meant as `key: value`: a list, a paragraph, a heading (to YAML, a comment). */
function swallowsSlide(body: string, yaml: YamlValues): boolean {
  const lines = body.split('\n').filter((line) => line.trim() !== '')
  if (lines.length === 0) return false
  if (yaml.shape === 'nothing') return lines.some((line) => !/^\s*#+\s*["']?[\w$-]+["']?\s*:/.test(line))
  // A sentence with a colon in it is a mapping to YAML; a key of Marp or Lectern is one word.
  if (yaml.fault === undefined) return yaml.entries.every(({ key }) => /\s/.test(key))
  const first = lines.find((line) => !/^\s*#(?!#)/.test(line)) ?? ''
  return !/^\s*(["']?[^\s"':]+["']?\s*:|[?{%&]|!(?!\[))/.test(first)
}

function shorten(text: string): string {
  return text.length > 40 ? `${text.slice(0, 40)}…` : text
}
