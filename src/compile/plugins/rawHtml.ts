// Raw HTML in a deck that nobody trusts. Marp lets the same elements through, without `style`, `id`, `data-*` and what
// HTML 3 had for looks; here they stay, because the sanitizer looks at every slide afterwards. What goes is told once.
import { contextOf, type RenderContext } from '../context.js'
import type { MarkdownIt, Token } from '../engine/markdownIt.js'
import { locate } from '../places/locate.js'
import { htmlElements, rawAttributes, unseenAttributes } from '../sanitize/policy.js'

/** Elements and their attributes as Marp's `html` option takes them. A function makes an address safe. */
export type Allowlist = Readonly<Record<string, Readonly<Record<string, boolean | ((value: string) => string)>>>>

/** What Marp lets through, and all that is harmless besides. */
export function widened(allowed: Allowlist): Allowlist {
  const tags = [...Object.keys(allowed), 'font'].filter((tag) => htmlElements.has(tag))
  return Object.fromEntries(
    tags.map((tag) => {
      const more = Object.fromEntries(rawAttributes(tag).map((name) => [name, true]))
      return [tag, { ...more, ...allowed[tag] }]
    }),
  )
}

/** Lets harmless attributes through, and says which elements are shown as text and which attributes go. */
export function rawHtml(md: MarkdownIt, allowed: Allowlist): void {
  for (const name of ['html_block', 'html_inline']) {
    const rule = md.renderer.rules[name]
    if (rule === undefined) continue
    md.renderer.rules[name] = (tokens, index, options, env, self) => {
      const shared = md.options as { html: unknown }
      const { html } = shared
      // Marp copies its list for each piece of HTML: it gets no more of it than the piece has.
      shared.html = partFor(tokens[index]?.content ?? '', allowed)
      try {
        return rule(tokens, index, options, env, self)
      } finally {
        shared.html = html
      }
    }
  }
  md.core.ruler.push('lectern_raw_html', (state) => {
    if (!state.inlineMode) tell(state.tokens, contextOf(state.env), allowed)
  })
}

function partFor(html: string, allowed: Allowlist): Allowlist {
  const data = Array.from(html.matchAll(/\b(?:data|aria)-[\w.:-]+/gi), ([name]) => name.toLowerCase()).filter(isFree)
  const more = Object.fromEntries(data.map((name) => [name, true]))
  const part: Record<string, Allowlist[string]> = {}
  for (const [, tag = ''] of html.matchAll(/<\/?([a-z][a-z0-9-]*)/gi)) {
    const known = allowed[tag.toLowerCase()]
    if (known !== undefined) part[tag.toLowerCase()] = data.length === 0 ? known : { ...known, ...more }
  }
  return part
}

/** Names that the engine, the player and the checks do not read themselves; a step may be made by hand. */
function isFree(name: string): boolean {
  return /^aria-/.test(name) || /^data-(?!lectern|l$|marp(?!it-fragment$)|auto-scaling|transition)/.test(name)
}

/** Something that a deck may not have, where it stands first, and how often. */
interface Refused {
  readonly message: string
  readonly hint: string
  readonly token: Token
  readonly written: string
  count: number
}

function tell(tokens: readonly Token[], context: RenderContext, allowed: Allowlist): void {
  const refused = new Map<string, Refused>()
  let ends: ReadonlySet<string> | undefined
  const ended = (): ReadonlySet<string> => {
    ends ??= new Set(Array.from(context.source.text.matchAll(/<\/([a-z][\w-]*)>/gi), ([, tag = '']) => tag))
    return ends
  }
  for (const token of tokens) {
    const pieces = token.type === 'html_block' ? [token] : (token.children ?? [])
    for (const { type, content } of pieces) {
      if (!type.startsWith('html_')) continue
      for (const found of refusedIn(content, allowed, ended)) {
        const known = refused.get(found.message)
        if (known === undefined) refused.set(found.message, { ...found, token, count: 1 })
        else known.count += 1
      }
    }
  }
  for (const { message, hint, token, written, count } of refused.values()) {
    const [from, to] = token.map ?? [0, context.lines.length]
    const more = count === 1 ? '' : ` (${count} times in this deck)`
    const place = locate(context, from, to, written)
    context.problems.push({ severity: 'warning', code: 'html-removed', message: `${message}${more}.`, hint, place })
  }
}

type Found = Pick<Refused, 'message' | 'hint' | 'written'>

function refusedIn(html: string, allowed: Allowlist, ended: () => ReadonlySet<string>): Found[] {
  const found: Found[] = []
  for (const [whole, tag, attributes = ''] of html.matchAll(openTags)) {
    if (tag === undefined) continue
    const known = allowed[tag.toLowerCase()]
    if (known === undefined) {
      if (isMeant(whole, tag, attributes, ended)) {
        if (drawn.has(tag.toLowerCase()) && ended().has('svg')) continue
        const message = `<${tag}> is not allowed in a deck and is shown as text`
        found.push({ message, hint: tag === 'svg' ? saveDrawing : trust, written: `<${tag}` })
      }
      continue
    }
    for (const [, written = ''] of attributes.matchAll(attributeNames)) {
      const name = written.toLowerCase()
      if (Object.hasOwn(known, name) || unseenAttributes.has(name)) continue
      if (/^(?:data|aria)-/.test(name) && isFree(name)) continue
      found.push({ message: `\`${name}\` of <${tag.toLowerCase()}> was removed`, hint: hintFor(name), written })
    }
  }
  return found
}

/** Opening tags; comments, without a group, are passed over. */
const openTags = /<!--[\s\S]*?(?:-->|$)|<([a-z][a-z0-9-]*)((?:[^"'>]|"[^"]*"|'[^']*')*)>?/gi
const attributeNames = /([^\s"'<>/=]+)(?:\s*=\s*(?:"[^"]*"|'[^']*'|[^\s"'>]+))?/g

/** `Box<T>` and `<name>` are text, and as text they are shown; what has attributes, an end or a meaning is meant as an element. */
function isMeant(whole: string, tag: string, attributes: string, ended: () => ReadonlySet<string>): boolean {
  if (/\/>$/.test(whole) || attributes.trim() !== '' || htmlNames.has(tag.toLowerCase())) return true
  return ended().has(tag)
}

/** Elements of HTML that a deck may not have. */
const htmlNames: ReadonlySet<string> = new Set(
  `applet area base basefont body button canvas data datalist dialog embed fieldset form frame frameset head html iframe
  input label legend link main map marquee math menu meta meter noscript object optgroup option output param progress
  script select style svg template textarea title track`.split(/\s+/),
)

/** Parts of a drawing, which is told as one. */
const drawn: ReadonlySet<string> = new Set(
  `g defs path rect circle ellipse line polyline polygon text tspan use symbol stop clippath mask pattern marker
  lineargradient radialgradient filter foreignobject animate`.split(/\s+/),
)

const saveDrawing = 'Save the drawing next to the deck and write `![](drawing.svg)`.'

const trust = 'Use Markdown, or build with --unsafe-html if you trust this deck like a program.'

function hintFor(name: string): string {
  if (name.startsWith('on')) return 'Build with --unsafe-html if the deck should run scripts.'
  if (name === 'background') return 'Write `style="background-image: url(…)"`.'
  return `Use a class or \`style="…"\`, or build with --unsafe-html if you trust this deck like a program.`
}
