// What MathJax reads and KaTeX does not, and a macro cannot say: environments under other names, definitions that hold through
// the deck, proof trees.

/** What the formulas of a deck have defined so far. */
export interface TexDefinitions {
  readonly environments: Map<string, Environment>
  /** Name of a colour → how CSS writes it. */
  readonly colours: Map<string, string>
}

/** Longest that the deck's own environments may make a formula, in UTF-16 units. */
const longest = 20_000

interface Environment {
  readonly count: number
  readonly preset: string | undefined
  readonly begin: string
  readonly end: string
}

/** A group in braces with groups in it, three deep, without its braces; `\{` and `\}` are signs. */
const plainTex = '\\\\[\\s\\S]|[^{}\\\\]'
const inner = `(?:${plainTex}|\\{(?:${plainTex}|\\{(?:${plainTex}|\\{[^{}]*\\})*\\})*\\})*`
const group = `\\s*\\{(${inner})\\}`
const option = '(?:\\s*\\[([^\\]]*)\\])?'

/** Whether a formula has anything for `reform`, besides environments that the deck defines. */
export const forms =
  /\\(?:(?:re)?newenvironment|DeclarePairedDelimiter|definecolor|href|Aboxed|shortvdotswithin|move(?:left|right)|AXC|AxiomC)(?![a-z])|\\(?:text)?color\s*\[|\\begin\{(?:[pbBvV]?smallmatrix\*?|multlined|[lr]gathered|[dr]{0,2}cases\*|(?:sub)?numcases|empheq|xx?alignat\*?|spreadlines|crampedsubarray|prooftree)\}/

/** The formula in words of KaTeX; definitions are taken out and kept. */
export function reform(tex: string, definitions: TexDefinitions): string {
  const plain = forms.test(tex) ? proofs(colours(delimiters(environments(tex, definitions)), definitions)) : tex
  return useColours(useEnvironments(plain, definitions), definitions)
}

const fences: Readonly<Record<string, readonly [string, string]>> = {
  p: ['(', ')'],
  b: ['[', ']'],
  B: ['\\{', '\\}'],
  v: ['|', '|'],
  V: ['\\|', '\\|'],
}

function environments(tex: string, { environments: known }: TexDefinitions): string {
  return tex
    .replace(
      new RegExp(`\\\\(?:re)?newenvironment\\*?${group}(?:\\s*\\[(\\d)\\])?${option}${group}${group}`, 'g'),
      (_, name: string, count = '0', preset: string | undefined, begin: string, end: string) => {
        known.set(name.trim(), { count: Number(count), preset, begin, end })
        return ''
      },
    )
    .replace(
      /\\begin\{([pbBvV])smallmatrix\*?\}(?:\s*\[[lcr]\])?/g,
      (_, kind: string) => `\\left${fences[kind]?.[0]}\\begin{smallmatrix}`,
    )
    .replace(/\\end\{([pbBvV])smallmatrix\*?\}/g, (_, kind: string) => `\\end{smallmatrix}\\right${fences[kind]?.[1]}`)
    .replace(/\\begin\{smallmatrix\*\}(?:\s*\[[lcr]\])?/g, '\\begin{smallmatrix}')
    .replace(/\\end\{smallmatrix\*\}/g, '\\end{smallmatrix}')
    .replace(/\\(begin|end)\{(?:multlined|[lr]gathered)\}(?:\s*\[[^\]]*\]){0,2}/g, '\\$1{gathered}')
    .replace(/\\(begin|end)\{spreadlines\}(?:\s*\{[^{}]*\})?/g, '')
    .replace(/\\(begin|end)\{crampedsubarray\}/g, '\\$1{subarray}')
    .replace(/\\(begin|end)\{xx?alignat(\*?)\}/g, '\\$1{alignat$2}')
    .replace(/\\begin\{(d?r?cases)\*\}([\s\S]*?)\\end\{\1\*\}/g, (_, name: string, rows: string) => {
      const worded = rows.replace(/&((?:(?!\\\\)[\s\S])*)/g, (_cell, words: string) => `& \\text{${words.trim()}}`)
      return `\\begin{${name}}${worded}\\end{${name}}`
    })
    .replace(new RegExp(`\\\\begin\\{(?:sub)?numcases\\}${group}`, 'g'), '\\begin{equation}$1\\begin{cases}')
    .replace(/\\end\{(?:sub)?numcases\}/g, '\\end{cases}\\end{equation}')
    .replace(
      new RegExp(`\\\\begin\\{empheq\\}(?:\\s*\\[([^\\]]*)\\])?${group}([\\s\\S]*?)\\\\end\\{empheq\\}`, 'g'),
      (_, options = '', name: string, rows: string) => around(options, name.trim(), rows),
    )
    .replace(new RegExp(`\\\\Aboxed${group}`, 'g'), (_, inside: string) => `&\\boxed{${inside.replace('&', '')}}`)
    .replace(new RegExp(`\\\\shortvdotswithin${group}`, 'g'), '&\\vdots\\\\')
    .replace(/\\move(?:left|right)\s*-?\d*\.?\d+\s*(?:pt|em|ex|mu|mm|cm|in|pc)/g, '')
    .replace(new RegExp(`\\\\href${group}`, 'g'), '')
}

/** `empheq`: a brace at a side or a box around equations. */
function around(options: string, name: string, rows: string): string {
  const inside = `\\begin{${/^gather/.test(name) ? 'gathered' : 'aligned'}}${rows}\\end{${/^gather/.test(name) ? 'gathered' : 'aligned'}}`
  const sides = ['left', 'right'].map((side) => new RegExp(`${side}\\s*=\\s*([^,]*)`).exec(options)?.[1] ?? '')
  const fence = (text: string): string =>
    ['lbrace', 'rbrace'].find((word) => text.includes(word)) ??
    (/[lr]brack/.test(text) ? (text.includes('lbrack') ? '[' : ']') : '.')
  const [left = '', right = ''] = sides
  const words = left.replace(/\\empheq\w*/g, '')
  const sign = (text: string): string => (/brace$/.test(fence(text)) ? `\\${fence(text)}` : fence(text))
  const fenced = left === '' && right === '' ? inside : `${words}\\left${sign(left)}${inside}\\right${sign(right)}`
  const boxed = /box/.test(options) ? `\\boxed{${fenced}}` : fenced
  return /\*$/.test(name) ? boxed : `\\begin{equation}${boxed}\\end{equation}`
}

/** `\begin{name}{argument}` of the deck's own, written out; one in another, too. */
function useEnvironments(tex: string, { environments: known }: TexDefinitions): string {
  let plain = tex
  for (const [name, { count, preset, begin, end }] of known) {
    const escaped = name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
    if (!plain.includes(`{${name}}`)) continue
    const uses = plain.split(`{${name}}`).length - 1
    // Environments in environments could grow without end.
    if (uses * (begin.length + end.length) > longest) continue
    const given = preset === undefined ? '' : option
    const groups = Array.from({ length: preset === undefined ? count : Math.max(0, count - 1) }, () => group).join('')
    plain = plain
      .replace(new RegExp(`\\\\begin\\{${escaped}\\}${given}${groups}`, 'g'), (_, ...found: (string | undefined)[]) => {
        return begin.replace(
          /#([1-9])/g,
          (_sign, at: string) => found[Number(at) - 1] ?? (at === '1' ? (preset ?? '') : ''),
        )
      })
      .replace(new RegExp(`\\\\end\\{${escaped}\\}`, 'g'), () => end)
  }
  return plain
}

/** `\DeclarePairedDelimiter{\abs}{\lvert}{\rvert}`: `\abs{x}`, `\abs*{x}` that grows, `\abs[\big]{x}`. */
function delimiters(tex: string): string {
  const name = '\\s*\\{?\\s*(\\\\[a-zA-Z]+)\\s*\\}?'
  const declare = (command: string, count: number, left: string, right: string, body: string): string => {
    const own = command.slice(1)
    const args = Array.from({ length: count }, (_, index) => `#${index + 1}`)
    const moved = body.replace(/#([1-8])/g, (_, at: string) => `#${Number(at) + 1}`)
    const shifted = args.map((_, index) => `#${index + 2}`).join('')
    const inside = (text: string, size: string): string => text.replace(/\\delimsize(?![a-zA-Z])/g, () => size)
    return [
      `\\gdef${command}{\\@ifnextchar*{\\lecterngrown${own}}{\\@ifnextchar[{\\lecternsized${own}}{\\lecternplain${own}}}}`,
      `\\gdef\\lecterngrown${own}*${args.join('')}{\\left${left}${inside(body, '\\middle')}\\right${right}}`,
      `\\gdef\\lecternsized${own}[#1]${shifted}{\\mathopen{#1${left}}${inside(moved, '#1')}\\mathclose{#1${right}}}`,
      `\\gdef\\lecternplain${own}${args.join('')}{\\mathopen{${left}}${inside(body, '')}\\mathclose{${right}}}`,
    ].join('')
  }
  return tex
    .replace(
      new RegExp(`\\\\DeclarePairedDelimiter${name}${group}${group}`, 'g'),
      (_, command: string, left: string, right: string) => declare(command, 1, left, right, '#1'),
    )
    .replace(
      new RegExp(`\\\\DeclarePairedDelimiterX${name}\\s*\\[(\\d)\\]${group}${group}${group}`, 'g'),
      (_, command: string, count: string, left: string, right: string, body: string) =>
        declare(command, Number(count), left, right, body),
    )
}

function colours(tex: string, { colours: known }: TexDefinitions): string {
  return tex
    .replace(
      new RegExp(`\\\\definecolor${group}${group}${group}`, 'g'),
      (_, name: string, model: string, value: string) => {
        known.set(name.trim(), cssColour(model, value))
        return ''
      },
    )
    .replace(
      new RegExp(`\\\\(color|textcolor)\\s*\\[(\\w+)\\]${group}`, 'g'),
      (_, command: string, model: string, value: string) => `\\${command}{${cssColour(model, value)}}`,
    )
}

/** A colour of a model of LaTeX, as CSS writes it in hexadecimal. */
function cssColour(model: string, value: string): string {
  if (model === 'HTML') return `#${value.trim()}`
  if (model === 'named') return value.trim()
  const numbers = value.split(',').map((part) => Number(part) * (model === 'RGB' ? 1 : 255))
  const parts = model === 'gray' ? [numbers[0], numbers[0], numbers[0]] : numbers
  return `#${parts
    .slice(0, 3)
    .map((part) =>
      Math.min(255, Math.max(0, Math.round(part || 0)))
        .toString(16)
        .padStart(2, '0'),
    )
    .join('')}`
}

function useColours(tex: string, { colours: known }: TexDefinitions): string {
  if (known.size === 0 || !/\\(?:f?color|textcolor)/.test(tex)) return tex
  return tex.replace(
    /\\(color|textcolor|colorbox|fcolorbox)(\s*\{)([^{}]*)\}/g,
    (whole, command: string, open: string, name: string) => {
      const colour = known.get(name.trim())
      return colour === undefined ? whole : `\\${command}${open}${colour}}`
    },
  )
}

const inferences: Readonly<Record<string, number>> = {
  ...{ UnaryInfC: 1, UIC: 1, BinaryInfC: 2, BIC: 2, TrinaryInfC: 3, TIC: 3, QuaternaryInfC: 4, QuinaryInfC: 5 },
}

/** Proof trees of bussproofs: what is inferred stands below a bar. */
function proofs(tex: string): string {
  return tex.replace(/\\begin\{prooftree\}([\s\S]*?)\\end\{prooftree\}/g, (whole, steps: string) => {
    const trees: string[] = []
    let labels = { left: '', right: '' }
    for (const [, command = '', said = ''] of steps.matchAll(new RegExp(`\\\\([A-Za-z]+)${group}`, 'g'))) {
      const words = `\\text{${said}}`
      const count = inferences[command]
      if (/^(?:AxiomC|AXC)$/.test(command)) trees.push(words)
      else if (/^(?:LeftLabel|LL)$/.test(command)) labels = { ...labels, left: `{\\scriptstyle ${words}}\\;` }
      else if (/^(?:RightLabel|RL)$/.test(command)) labels = { ...labels, right: `\\;{\\scriptstyle ${words}}` }
      else if (count !== undefined) {
        const above = trees.splice(-count).join(' \\qquad ')
        trees.push(`${labels.left}\\dfrac{${above}}{${words}}${labels.right}`)
        labels = { left: '', right: '' }
      }
    }
    return trees.length === 1 ? (trees[0] ?? whole) : whole
  })
}
