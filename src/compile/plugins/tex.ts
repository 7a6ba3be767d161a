// What MathJax, Marp's usual typesetter of formulas, reads and KaTeX does not: translated before KaTeX sees it. Numbers of
// equations and labels hold through the deck, so they are written by us: a style sheet counts only what is on the page.

import type { Place, Problem } from '../../model/problem.js'
import { forms, reform, type TexDefinitions } from './texForms.js'

/** Numbers and labels of a deck's equations, collected while it is rendered. */
export interface Equations extends TexDefinitions {
  /** Numbers given so far. */
  count: number
  /** What a reference to a label shows. */
  readonly labels: Map<string, string>
  /** Labels that are referred to; their place in this list is the number in the mark that stands for them. */
  readonly references: { readonly name: string; readonly place: Place }[]
}

export function noEquations(): Equations {
  return { count: 0, labels: new Map(), references: [], environments: new Map(), colours: new Map() }
}

/** TeX as KaTeX reads it. */
export interface Translated {
  readonly tex: string
  /** Labels of the formula, each with the index of its numbered row (from 0) or the tag of its row. */
  readonly labels: readonly (readonly [name: string, row: number | string])[]
}

const special =
  /\\(?:label|ref|eqref|require|DeclareMathOperator|(?:re)?newcommand|root|buildrel|bbox|enclose|unicode|toggle|hfill?|raise|lower)(?![a-zA-Z])|\\(?:begin|end)\{(?:eqnarray|multline|flalign|subequations|math|displaymath)\*?\}/

/** Translates a formula, and notes what it refers to. */
export function translate(tex: string, equations: Equations, at: (needle: string) => Place): Translated {
  const reformed = isReformed(tex, equations) ? reform(tex, equations) : tex
  if (!special.test(reformed)) return { tex: reformed, labels: [] }
  const translated = drawn(reformed)
    .replace(/\\require\s*\{[^{}]*\}/g, '')
    .replace(
      /\\DeclareMathOperator\s*(\*?)\s*\{?\s*(\\[a-zA-Z]+)\s*\}?\s*\{((?:[^{}]|\{[^{}]*\})*)\}/g,
      '\\gdef$2{\\operatorname$1{$3}}',
    )
    .replace(newCommand, defined)
    .replace(/\\begin\{eqnarray(\*?)\}([\s\S]*?)\\end\{eqnarray\1\}/g, (_, star: string, rows: string) => {
      const aligned = rows.replace(/&([^&\\]*)&/g, '&$1')
      return `\\begin{align${star}}${aligned}\\end{align${star}}`
    })
    .replace(/\\(begin|end)\{flalign(\*?)\}/g, '\\$1{align$2}')
    .replace(/\\begin\{multline(\*?)\}([\s\S]*?)\\end\{multline\1\}/g, (_, star: string, rows: string) => {
      return `\\begin{equation${star}}\\begin{gathered}${rows}\\end{gathered}\\end{equation${star}}`
    })
    .replace(/\\(?:begin|end)\{(?:subequations|math|displaymath)\}/g, '')
  const labels = labelsIn(translated)
  return {
    tex: translated
      .replace(/\\label\s*\{[^{}]*\}/g, '')
      .replace(/\\(eq)?ref\s*\{([^{}]*)\}/g, (whole, brackets: string | undefined, name: string) => {
        const mark = markOf(equations.references.push({ name: name.trim(), place: at(whole) }) - 1)
        return brackets === undefined ? `\\text{${mark}}` : `\\text{(${mark})}`
      }),
    labels,
  }
}

function isReformed(tex: string, { environments, colours }: Equations): boolean {
  return environments.size > 0 || colours.size > 0 || forms.test(tex)
}

/** What a notation of `\enclose` is in KaTeX; what is not named here is a box. */
const enclosures: readonly (readonly [notation: RegExp, command: string])[] = [
  [/updiagonalstrike.*downdiagonalstrike|downdiagonalstrike.*updiagonalstrike/, '\\xcancel'],
  [/updiagonal/, '\\cancel'],
  [/downdiagonal/, '\\bcancel'],
  [/horizontalstrike/, '\\sout'],
  [/radical/, '\\sqrt'],
  [/actuarial/, '\\angl'],
  [/^\s*top\s*$/, '\\overline'],
  [/^\s*bottom\s*$/, '\\underline'],
]

/** Commands of plain TeX and of MathJax's own that draw something; the group behind each stays where it is. */
function drawn(tex: string): string {
  return tex
    .replace(/\\root(?![a-zA-Z])\s*((?:[^\\]|\\(?!of(?![a-zA-Z]))){0,400}?)\\of(?![a-zA-Z])\s*/g, '\\sqrt[{$1}]')
    .replace(
      /\\buildrel(?![a-zA-Z])\s*((?:[^\\]|\\(?!over(?![a-zA-Z]))){0,400}?)\\over(?![a-zA-Z])\s*/g,
      '\\overset{$1}',
    )
    .replace(/\\bbox\s*(?:\[([^[\]{}]*)\])?/g, (_, options = '') => groundOf(options))
    .replace(/\\enclose\s*\{([^{}]*)\}\s*(?:\[[^[\]]*\])?/g, (_, notation: string) => {
      return `${enclosures.find(([known]) => known.test(notation))?.[1] ?? '\\boxed'} `
    })
    .replace(/\\unicode\s*(?:\[[^[\]]*\])*\s*\{\s*(x?)([\da-f]{1,6})\s*\}/gi, (whole, hex: string, digits: string) => {
      const point = Number.parseInt(digits, hex === '' ? 10 : 16)
      return point >= 0x20 && point <= 0x10ffff && !isMark(point) ? `\\text{\\char${point}}` : whole
    })
    .replace(/\\toggle\s*(\{(?:[^{}]|\{[^{}]*\})*\})(?:\s*\{(?:[^{}]|\{[^{}]*\})*\})*\s*\\endtoggle(?![a-zA-Z])/g, '$1')
    .replace(/\\hfill?(?![a-zA-Z])\s*/g, '')
    .replace(
      /\\(raise|lower)\s*(-?)\s*(\d*\.?\d+\s*(?:pt|em|ex|mu|mm|cm|in|pc))\s*/g,
      (_, way: string, sign: string, by: string) => {
        return `\\lecternraise{${(way === 'lower') === (sign === '-') ? '' : '-'}${by}}`
      },
    )
}

/** A colour behind a formula or a border around it; the space that `\bbox` also gives is KaTeX's own. */
function groundOf(options: string): string {
  if (/border/.test(options)) return '\\boxed '
  const colour = options.split(',').find((option) => /^\s*(?:#[\da-f]{3,6}|[a-z]+)\s*$/i.test(option))
  return colour === undefined ? '' : `\\lecternground{${colour.trim()}}`
}

/** Surrogates and what is never a character: our marks are among them. */
function isMark(point: number): boolean {
  return (point >= 0xd800 && point <= 0xdfff) || (point >= 0xfdd0 && point <= 0xfdef) || (point & 0xfffe) === 0xfffe
}

const newCommand =
  /\\(?:re)?newcommand\s*\*?\s*(?:\{\s*(\\(?:[a-zA-Z]+|[^a-zA-Z]))\s*\}|(\\(?:[a-zA-Z]+|[^a-zA-Z])))\s*(?:\[\s*(\d)\s*\]\s*(?:\[((?:[^[\]{}]|\{[^{}]*\})*)\])?)?/g

/**
 * MathJax defines what is defined already, and defines anew what is not; KaTeX refuses both: it has `\R`, `\Z` and other names
 * that people give themselves. KaTeX also knows no argument with a default value.
 */
function defined(_: string, braced?: string, bare?: string, count = '', preset?: string): string {
  const name = braced ?? bare ?? ''
  const define = (command: string, number: string): string =>
    `\\providecommand{${command}}{}\\renewcommand{${command}}${number === '' ? '' : `[${number}]`}`
  if (preset === undefined || !/^\\[a-zA-Z]+$/.test(name)) return define(name, count)
  const whole = `\\lecternwhole${name.slice(1)}`
  const rest = Array.from({ length: Number(count) - 1 }, (_argument, index) => `#${index + 2}`).join('')
  return `${define(name, '')}{\\@ifnextchar[{${whole}}{${whole}[${preset}]}}\\gdef${whole}[#1]${rest}`
}

/** Environments whose rows have numbers. */
const numbered = /^(?:align|alignat|gather|equation)$/

/** Goes through the rows of the formula as LaTeX would. */
function labelsIn(tex: string): (readonly [name: string, row: number | string])[] {
  const labels: (readonly [string, number | string])[] = []
  const environments: string[] = []
  let row = 0
  let tag: string | undefined
  let isNumbered = false
  let silenced = false
  const waiting: string[] = []
  const endRow = (): void => {
    const plain = isNumbered && !silenced && tag === undefined
    for (const name of waiting.splice(0)) {
      if (tag !== undefined) labels.push([name, tag])
      else if (plain) labels.push([name, row])
    }
    if (plain) row += 1
    tag = undefined
    silenced = false
  }
  for (const [whole, begin, end, tagged, label] of tex.matchAll(
    /\\begin\{([^{}]*)\}|\\end\{([^{}]*)\}|\\tag\*?\s*\{([^{}]*)\}|\\label\s*\{([^{}]*)\}|\\\\|\\cr\b|\\(?:notag|nonumber)\b/g,
  )) {
    if (begin !== undefined) {
      if (environments.length === 0) isNumbered = numbered.test(begin)
      environments.push(begin)
    } else if (end !== undefined) {
      environments.pop()
      if (environments.length === 0) {
        endRow()
        isNumbered = false
      }
    } else if (tagged !== undefined) tag = tagged
    else if (label !== undefined) waiting.push(label.trim())
    else if (/^\\no/.test(whole)) silenced = true
    else if (environments.length === 1 && environments[0] !== 'equation') endRow()
  }
  endRow()
  return labels
}

/** Gives the equations of a formula that KaTeX has typeset their numbers, and remembers those of its labels. */
export function numberEquations(html: string, labels: Translated['labels'], equations: Equations): string {
  const first = equations.count
  let shown = first
  let read = first
  const numberedHtml = html
    .replaceAll('<span class="eqn-num"></span>', () => `<span class="mord text">(${++shown})</span>`)
    // For those who hear the formula; there KaTeX knows no silent row.
    .replace(/<mtd class ?="mml-eqn-num"><\/mtd>/g, () => `<mtd><mtext>(${++read})</mtext></mtd>`)
  equations.count = shown
  for (const [name, row] of labels) equations.labels.set(name, typeof row === 'number' ? `${first + row + 1}` : row)
  return numberedHtml
}

/** Letters that nobody writes, which KaTeX typesets as one word. */
function markOf(index: number): string {
  return `lecternequation${index}x`
}

/** Puts the numbers in the place of the marks. A label that nobody has set is `???`, as in MathJax. */
export function fillReferences(html: string, { references, labels }: Equations): string {
  if (references.length === 0) return html
  return html.replace(/lecternequation(\d+)x/g, (whole, index: string) => {
    const reference = references[Number(index)]
    return reference === undefined ? whole : escaped(labels.get(reference.name) ?? '???')
  })
}

/** References that lead to no equation. */
export function lostReferences({ references, labels }: Equations): Problem[] {
  return references
    .filter(({ name }) => !labels.has(name))
    .map(({ name, place }) => ({
      severity: 'warning',
      code: 'math-invalid',
      message: `No numbered equation has the label “${name.slice(0, 60)}”, so ??? is shown.`,
      hint: 'Add `\\label{…}` to a numbered equation, such as `\\begin{equation}`.',
      place,
    }))
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')
}
