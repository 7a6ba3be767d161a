import { contextOf, type RenderContext } from '../context.js'
import type { CoreState, MarkdownIt, Token } from '../engine/markdownIt.js'
import { locate } from '../places/locate.js'

/** Something that other Markdown tools understand and Marp shows as text. */
interface Kind {
  /** What they are called, many of them and one. */
  readonly names: readonly [one: string, many: string]
  readonly hint: string
  /** What is said of it, where it is no mark of another tool. */
  readonly says?: string
  /** Finds one in the text of a paragraph, item or cell, code left out; its match is shown. */
  readonly pattern: RegExp
}

type Said = Pick<Kind, 'names' | 'hint' | 'says'>

const kinds: readonly Kind[] = [
  {
    names: ['A container (`:::`)', 'containers (`:::`)'],
    hint: 'Write `<!-- column -->` for columns, `> [!NOTE]` for a box, or `<div class="…">` with empty lines around its content.',
    pattern: /^:{3,}[ \t]*[\w{.][^\n]*/m,
  },
  {
    names: ['A template value (`{{…}}`)', 'template values (`{{…}}`)'],
    hint: 'Fill them in before Lectern reads the file, or write them as `code`.',
    pattern: /\{\{\s*[$\w][\w.$ |-]*\}\}/,
  },
  {
    names: ['A citation (`[@…]`)', 'citations (`[@…]`)'],
    hint: 'Write out the source: bibliographies are not supported.',
    pattern: /\[(?:[\w.,]+ )?-?@[\w:.-]+(?:[,;] ?[^\][]+)?\]/,
  },
  {
    names: ['A footnote (`[^…]`)', 'footnotes (`[^…]`)'],
    hint: 'Write the note below the text, in `<small>`.',
    pattern: /^\[\^\w+\]:|(?<=[^\s([])\[\^\d{1,3}\](?!\w)/m,
  },
  {
    names: ['A table of contents (`[toc]`)', 'tables of contents (`[toc]`)'],
    hint: 'Write a list of links: `[Plans](#plans)`.',
    pattern: /^(?:\[toc\]|\[\[_?toc_?\]\]|\$\{toc\}|@\[toc\](?:\(.*\))?)$/im,
  },
  {
    names: ['A wiki link (`[[…]]`)', 'wiki links (`[[…]]`)'],
    hint: 'Write `[text](#heading)`, or `![](image.png)` for an image.',
    // `x[[1]]` takes an item out of a list.
    pattern: /(?<![\p{L}\d\])])!?\[\[(?!_?toc)[\p{L}\d][^\][\n]*\]\]/iu,
  },
  {
    names: ['A task (`[ ]`)', 'tasks (`[ ]`)'],
    hint: 'Use ☐ and ☑.',
    pattern: /^\[[ xX]\](?=[ \t]+\S)/,
  },
  {
    names: ['An icon (`:fa-…:`)', 'icons (`:fa-…:`)'],
    hint: 'Write an emoji, such as `:rocket:`, or use an image.',
    pattern: /:(?:fa[bsr]?|fontawesome|material|octicons|simple|mdi|bi)-[\w-]+:/,
  },
  {
    names: ['An import of code (`<<<`)', 'imports of code (`<<<`)'],
    hint: 'Copy the code into a fence, or include a Markdown file that contains it: `<!-- include: part.md -->`.',
    pattern: /^<<<(?:[ \t]+|\[|@)[^\n]*[./][^\n]*/m,
  },
  {
    names: ['A mark for notes (`Note:`)', 'marks for notes (`Note:`)'],
    hint: 'Write speaker notes as comments: `<!-- what I say -->`.',
    pattern: /^(?:Notes?:|\?\?\?)[ \t]*$/m,
  },
  {
    names: ['A highlight (`==…==`)', 'highlights (`==…==`)'],
    hint: 'Write `<mark>…</mark>`, or `**…**`.',
    pattern: /(?<![=\w])==(?=[^\s=])[^=\n]*[^\s=]==(?![=\w])/,
  },
  {
    names: ['Bold text (`**…**`)', 'bold texts (`**…**`)'],
    // CommonMark's rule of flanking: a mark with punctuation inside needs a blank or punctuation outside.
    says: 'is shown as text: `**` between punctuation and a letter does not count',
    hint: 'Move the punctuation outside (`**word**: …`), add a space, or write `<b>…</b>`.',
    pattern:
      /(?<!\*)\*\*(?![\s*])[^*\n]*(?!\p{Ps})[\p{P}\p{Sc}]\*\*(?=[\p{L}\p{N}])|(?<=[\p{L}\p{N}])\*\*["'¿¡\p{Ps}\p{Pi}\p{Sc}][^*\n]*[^\s*\p{Ps}]\*\*(?!\*)/u,
  },
  {
    names: ['A list of attributes (`{.class}`)', 'lists of attributes (`{.class}`)'],
    hint: 'Write `<!-- _class: … -->` for a slide, or HTML for a part of it.',
    pattern: /(?<=\S)[ \t]*\{:?[.#][A-Za-z][\w-]*(?:[ \t]+[^{}\n]*)?\}$/m,
  },
  {
    names: ['A pause (`. . .`)', 'pauses (`. . .`)'],
    hint: 'Write `<!-- step -->` there.',
    pattern: /^\. \. \.$/m,
  },
  {
    names: ['A definition list (`: …`)', 'definition lists (`: …`)'],
    hint: 'Write `**Term:** meaning`, or `<dl>` in HTML.',
    pattern: /(?<=\S)\n: +\S[^\n]*/,
  },
  {
    names: ['An admonition (`!!!`)', 'admonitions (`!!!`)'],
    hint: 'Write `> [!NOTE]`, with the text after `>` on the next lines.',
    pattern: /^(?:!{3}|\?{3}\+?)[ \t]+[a-z][^\n]*/m,
  },
  {
    names: ['A page break (`\\newpage`)', 'page breaks (`\\newpage`)'],
    hint: 'Write `---` on its own line, with empty lines around it.',
    pattern: /^\\(?:newpage|pagebreak|clearpage)(?:\{\})?$/m,
  },
  {
    names: ['A template tag (`{% … %}`)', 'template tags (`{% … %}`)'],
    hint: 'Fill them in before Lectern reads the file, or write them as `code`.',
    pattern: /\{%-?[ \t]*[a-z][^%\n]*%\}/i,
  },
  {
    names: ['A hidden comment (`%%…%%`)', 'hidden comments (`%%…%%`)'],
    hint: 'Write `<!-- … -->`, which is a speaker note.',
    pattern: /(?<!%)%%[^%\n]+%%(?!%)/,
  },
  {
    names: ['An insertion (`++…++`)', 'insertions (`++…++`)'],
    hint: 'Write `<u>…</u>`, or `**…**`.',
    // With blanks it may be code: “++i is faster than i++”.
    pattern: /(?<![+\w])\+\+[^\s+]+(?:\+[^\s+]+)*\+\+(?![+\w])/,
  },
  {
    names: ['A subscript (`~…~`)', 'subscripts (`~…~`)'],
    hint: 'Write `<sub>…</sub>`.',
    pattern: /(?<=[\p{L})\]])~[\p{L}\d+−-]{1,10}~(?!~)/u,
  },
  {
    names: ['A superscript (`^…^`)', 'superscripts (`^…^`)'],
    hint: 'Write `<sup>…</sup>`.',
    pattern: /(?<=[\p{L}\d)\]])\^[\p{L}\d+−-]{1,10}\^(?!\^)/u,
  },
]

/** What Marp or Lectern read behind the language of a fence; everything else there is of other tools. */
const fenceKind: Said = {
  names: ['An attribute of code', 'attributes of code'],
  hint: 'Highlight lines with `{1,3-5}`, or step by step with `{1|3|all}`; put a file name above the code.',
}

/** A quick look over a whole text: most decks have none of it. */
const anywhere =
  /:{3}|\{\{|\[[\w., -]*@|\[\^|\btoc\]|\[\[|\[[ xX]\]|:[a-z]+-[\w-]+:|^<<<|^Notes?:|^\?\?\?|^!!!|^\\(?:newpage|pagebreak|clearpage)|\{%|%%|\+\+\S|~[\p{L}\d+−-]{1,10}~|\^[\p{L}\d+−-]{1,10}\^|==|[\p{P}\p{Sc}]\*\*[\p{L}\p{N}]|[\p{L}\p{N}]\*\*[\p{P}\p{Sc}]|\{:?[.#]|^\. \. \.|^: +\S|^ {0,3}(?:`{3}|~{3})\S*[ \t]*\S/imu

/** Says of each kind of mark that belongs to another tool once that it is there: how often, and where first. */
export function otherMarks(md: MarkdownIt): void {
  md.core.ruler.push('lectern_other_marks', (state) => {
    if (state.inlineMode) return
    const context = contextOf(state.env)
    if (anywhere.test(context.source.text)) look(state, context)
  })
}

interface Found {
  count: number
  readonly line: number
  readonly end: number
  readonly what: string
}

function look({ tokens }: CoreState, context: RenderContext): void {
  const found = new Map<Said, Found>()
  const note = (kind: Said, token: Token, what: string): void => {
    const before = found.get(kind)
    if (before !== undefined) before.count++
    else found.set(kind, { count: 1, line: token.map?.[0] ?? 0, end: token.map?.[1] ?? context.lines.length, what })
  }
  for (const token of tokens) {
    if (token.type === 'inline') {
      const text = textOf(token)
      // What stands behind the colons of a container belongs to it.
      const inside = text.replace(/^:{3,}.*$/gm, '')
      for (const [index, kind] of kinds.entries()) {
        const what = kind.pattern.exec(index === 0 ? text : inside)?.[0]
        if (what !== undefined) note(kind, token, what.trim())
      }
    }
    const attribute = token.type === 'fence' ? foreignAttribute(token.info) : undefined
    if (attribute !== undefined) note(fenceKind, token, attribute)
  }
  for (const [{ names, hint, says: own }, { count, line, end, what }] of found) {
    const [one, many] = names
    context.problems.push({
      severity: own === undefined ? 'info' : 'warning',
      code: 'mark-unknown',
      message: `${count === 1 ? one : `${count} ${many}`}${own === undefined ? ' of another Markdown tool' : ''}: “${what.slice(0, 40)}” ${own ?? says(one)}.`,
      hint,
      place: locate(context, line, end, what.split('\n', 1)[0] ?? ''),
    })
  }
}

const says = (one: string): string => (one === fenceKind.names[0] ? 'has no effect here' : 'is shown as text')

/** The text of a block as it shows, without code, formulas and HTML, with its line breaks. */
function textOf({ children }: Token): string {
  const all = children ?? []
  return all
    .map(({ type, content }, index) => {
      if (type === 'softbreak' || type === 'hardbreak') return '\n'
      if (type === 'code_inline') return 'x'
      if (type !== 'text') return ''
      // `[^1]: there` with one word behind it is the address of a link to Markdown.
      return all[index - 1]?.type === 'link_open' && /^\^\w+$/.test(content) ? `[${content}]` : content
    })
    .join('')
}

/** The first of what stands behind the language and neither Marp nor Lectern reads. */
function foreignAttribute(info: string): string | undefined {
  const [, rest = ''] = /^\s*[^\s{]*\s*(.*)$/s.exec(info) ?? []
  const left = rest.replace(/\{\s*(?:[\d|,\s-]|all)*\}/g, '').trim()
  return left === '' ? undefined : /^(?:\{[^}]*\}|[^\s="]+(?:="[^"]*"|=\S+)?)/.exec(left)?.[0]
}
