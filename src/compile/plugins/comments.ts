import type { Place } from '../../model/problem.js'
import { fixOf, isAnotherWord, nearest } from '../../model/words/nearest.js'
import { contextOf, type RenderContext } from '../context.js'
import { commentPairs, commentWords, directiveOf, directives, silencer } from '../editing/catalogue.js'
import type { LecternComment, MarkdownIt, Token } from '../engine/markdownIt.js'
import { locate } from '../places/locate.js'
import { silenceOf } from '../places/silence.js'

/**
 * Reads every comment once: remembers directives with their place, takes Lectern's own words out of the notes, and says
 * when a comment is nearly a directive, which Marp would silently turn into a speaker note.
 */
export function comments(md: MarkdownIt): void {
  md.core.ruler.after('marpit_directives_parse', 'lectern_comments', (state) => {
    if (state.inlineMode) return
    const context = contextOf(state.env)
    for (const token of state.tokens) {
      const range: [number, number] = token.map ?? [0, context.lines.length]
      if (token.type === 'marpit_comment') {
        sayRest(context, token)
        readComment(context, token, range)
      }
      for (const child of token.children ?? []) {
        if (child.type !== 'marpit_comment') continue
        readComment(context, child, range)
        // A step or column inside a paragraph belongs to the block.
        if (child.meta?.lecternComment) token.meta = { ...token.meta, lecternComment: child.meta.lecternComment }
      }
    }
  })
}

/** Marpit passes over the rest of a line on which a comment ends, and whatever stands there is gone. */
function sayRest(context: RenderContext, { map }: Token): void {
  const last = (map?.[1] ?? 0) - 1
  const rest = /-->\s*(\S.*)$/.exec(context.lines[last] ?? '')?.[1]
  if (rest === undefined) return
  context.problems.push({
    severity: 'warning',
    code: 'comment-rest',
    message: 'The text after this comment on the same line is lost.',
    hint: 'Put it on its own line.',
    place: locate(context, last, last + 1, rest),
  })
}

function readComment(context: RenderContext, token: Token, [from, to]: [number, number]): void {
  const at = (needle: string): Place => locate(context, from, to, needle)
  const meta = token.meta ?? {}
  if (token.content.includes('<!--')) {
    sayOpen(context, token.content, at('<!--'))
    return
  }
  if (meta.marpitCommentParsed === 'directive') {
    for (const [key, value] of Object.entries(meta.marpitParsedDirectives ?? {})) {
      if (directiveOf(key)) context.directives.push({ key, value, place: at(key) })
      else sayNearDirective(context, key, at(key), true)
    }
    return
  }
  if (meta.marpitCommentParsed !== undefined) return
  const own = lecternComment(context, token.content, at)
  if (own) token.meta = { ...meta, marpitCommentParsed: 'lectern', lecternComment: own }
  else sayNearMiss(context, token.content, at)
}

/** A comment in which another one begins was meant to end before it. */
function sayOpen(context: RenderContext, content: string, place: Place): void {
  const slides = content.match(/^ {0,3}-{3,}[ \t]*$/gm)?.length ?? 0
  const lines = content.split('\n').length
  const [first = ''] = content.trim().split('\n')
  const lost = slides > 0 ? `${slides === 1 ? 'a slide' : `${slides} slides`}` : `${lines} lines`
  context.problems.push({
    severity: slides > 0 ? 'error' : 'warning',
    code: 'comment-unclosed',
    message: `This comment is not closed before the next one, so ${lost} after it ${slides === 1 ? 'is' : 'are'} lost.`,
    hint: `Add \`-->\` after “${first.slice(0, 40)}”.`,
    place,
  })
}

function lecternComment(
  context: RenderContext,
  content: string,
  at: (needle: string) => Place,
): LecternComment | undefined {
  const text = content.trim()
  if (text === 'step' || text === 'column' || text === 'hide') return { kind: text }
  if (text.startsWith(silencer)) return silenceOf(context, text, at)
  const valued = /^(step|column|hide)(?:\s*[:=]\s*|\s+)(\d+|true|false|yes|no|on|off)$/i.exec(text)
  if (valued !== null) sayNoValue(context, valued[1]?.toLowerCase() ?? '', at(text))
  const time = /^time:\s*(\S.*)$/.exec(text)?.[1]
  if (time === undefined) return undefined
  const seconds = secondsOf(time)
  if (seconds !== undefined) return { kind: 'time', seconds }
  context.problems.push({
    severity: 'warning',
    code: 'directive-value',
    message: `“${time}” is not a valid time.`,
    hint: 'Use 90s, 2m or 1m30s, for example.',
    place: at(time),
  })
  return undefined
}

/** `step: 3` is none of ours: a step has no number, it comes where it stands. */
function sayNoValue(context: RenderContext, word: string, place: Place): void {
  const where =
    word === 'step' ? ' before each part that appears later' : word === 'column' ? ' where the next column begins' : ''
  context.problems.push({
    severity: 'warning',
    code: 'directive-value',
    message: `\`${word}\` has no value, so this comment is treated as a speaker note.`,
    hint: `Write \`<!-- ${word} -->\`${where}.`,
    place,
  })
}

/** `90s`, `2m`, `1m30s`, `1h`; a bare number counts minutes. In seconds. */
function secondsOf(text: string): number | undefined {
  if (/^\d+(\.\d+)?$/.test(text)) return Number(text) * 60
  const parts = /^(?:(\d+(?:\.\d+)?)\s*h)?\s*(?:(\d+(?:\.\d+)?)\s*m(?:in)?)?\s*(?:(\d+(?:\.\d+)?)\s*s)?$/.exec(text)
  if (!parts || text === '') return undefined
  const [, hours = '0', minutes = '0', seconds = '0'] = parts
  return Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds)
}

function sayNearMiss(context: RenderContext, content: string, at: (needle: string) => Place): void {
  const text = content.trim()
  if (text === 'fit') {
    context.problems.push({
      severity: 'warning',
      code: 'directive-unknown',
      message: '“fit” is outside a heading and has no effect.',
      hint: 'Move it into the heading: `# <!-- fit --> Big words`.',
      place: at(text),
    })
    return
  }
  const include = /^include:\s*(\S.*)$/.exec(text)?.[1]
  if (include !== undefined) {
    context.problems.push({
      severity: 'warning',
      code: 'include-misplaced',
      message: 'The file is not included: an include must be on its own line, outside lists, quotes and code.',
      hint: 'Put it on its own line, with a blank line before and after.',
      place: at(text),
    })
    return
  }
  // A word of ours with a value that it does not take has been told already.
  if (/^time:/.test(text) || /^(?:step|column|hide)(?:\s*[:=]|\s+(?:\d+|true|false|yes|no|on|off)$)/i.test(text)) return
  if (/^\w+$/.test(text)) {
    const exact = [...commentWords, 'fit'].find((own) => own === text.toLowerCase())
    if (exact !== undefined) {
      sayNear(context, text, exact, at(text), '')
      return
    }
    const word = nearest(text.toLowerCase(), [...commentWords, 'fit'])
    if (word !== undefined && !isAnotherWord(text.toLowerCase(), word)) sayNear(context, text, word, at(text), '')
    return
  }
  const colonless = withoutColon.exec(text)?.[1]
  if (colonless !== undefined && directiveOf(colonless)) {
    context.problems.push({
      severity: 'warning',
      code: 'directive-unknown',
      message: `“${colonless}” has no colon, so this comment is treated as a speaker note.`,
      hint: `Did you mean \`<!-- ${colonless}: … -->\`?`,
      place: at(colonless),
      ...fixOf(colonless, `${colonless}:`),
    })
    return
  }
  // One `key: value` per line and nothing else: somebody meant a directive, unless the words are far from all of them.
  const lines = text.split('\n').map((line) => /^\s*(_?[A-Za-z][\w-]*)\s*:(?:\s+(.*)|$)/.exec(line))
  if (lines.some((line) => line === null)) return
  const pairs = (lines as RegExpExecArray[]).map(([, key = '', value = '']) => ({ key, value }))
  // Among lines of a note, one that could be a directive is a line of the note.
  if (pairs.some(({ key, value }) => isProse(key, value))) return
  for (const { key } of pairs) sayNearDirective(context, key, at(key), false)
}

/**
 * “Title: the story of how we met” is a note: directives begin with a small letter, and few take a sentence. With a large one,
 * what is only near to a directive is a word of the speaker's own language: “Autor”, “Titel”.
 */
function isProse(key: string, value: string): boolean {
  if (key.startsWith('_')) return false
  const known = directives.find(({ name }) => name.toLowerCase() === key.toLowerCase())
  if (/^[A-Z]/.test(key) && (known === undefined || known.kind === 'text')) return true
  const words = value.trim().split(/\s+/)
  const isSentence = words.length > 3 || /[.!?…]["”')]?$/.test(value.trim())
  return isSentence || (/^[A-Z]/.test(key) && words.length > 1)
}

/** A directive with a value and no colon. Words that may begin a sentence count only with what can be their value. */
const withoutColon =
  /^(_[A-Za-z]+|background[A-Z]\w+|class(?=\s+[\w-]+$)|paginate(?=\s+(?:true|false|hold|skip)$)|theme(?=\s+[\w-]+$)|size(?=\s+\d+:\d+$))\s+\S/

function sayNearDirective(context: RenderContext, key: string, place: Place, certain: boolean): void {
  const spot = key.startsWith('_') ? '_' : ''
  const bare = key.slice(spot.length)
  // A word of ours was judged where it is read, and left as a note.
  if (spot === '' && (commentPairs as readonly string[]).includes(bare)) return
  const known = [
    ...directives.filter((d) => spot === '' || d.scope === 'local').map((d) => d.name),
    ...(spot === '' ? [...commentPairs, silencer] : []),
  ]
  const word = nearest(bare, known) ?? known.find((name) => name.toLowerCase() === bare.toLowerCase())
  if (word !== undefined) sayNear(context, key, `${spot}${word}`, place, ': …')
  else if (certain || spot === '_') {
    context.problems.push({
      severity: 'warning',
      code: 'directive-unknown',
      message: `“${key}” is not a directive.`,
      hint: `Use ${known.join(', ')}.`,
      place,
    })
  }
}

function sayNear(context: RenderContext, wrote: string, meant: string, place: Place, tail: string): void {
  context.problems.push({
    severity: 'warning',
    code: 'directive-unknown',
    message: `“${wrote}” is not a directive, so this comment is treated as a speaker note.`,
    hint: `Did you mean \`<!-- ${meant}${tail} -->\`?`,
    place,
    ...fixOf(wrote, meant),
  })
}
