import { describe, expect, it } from 'vitest'
import { codesOf, compileJob, compileText } from './compileText.js'

/** What a formula shows, without what is for those who hear it. */
function shownIn(html: string): string {
  return html.replace(/<span class="katex-mathml">[\s\S]*?<\/math><\/span>/g, '').replace(/<[^>]*>|\s|\u200b/g, '')
}

const slidesOf = async (text: string): Promise<string[]> =>
  (await compileText(text)).slides.map(({ html }) => html.replace(/<h1.*<\/h1>/g, ''))

describe('equations', () => {
  const deck = [
    '$$\n\\begin{align} a &= b \\\\ c &= d \\notag \\\\ e &= f \\label{e} \\end{align}\n$$\n\nSee $\\eqref{e}$ and $\\eqref{later}$.',
    '$$\n\\begin{equation} g = \\begin{pmatrix} 1 \\\\ 2 \\end{pmatrix} \\label{later} \\end{equation}\n$$\n\n$$\nh = i \\tag{T} \\label{t}\n$$',
    '$$\n\\begin{gather*} j \\end{gather*}\n$$\n\n$$\n\\begin{gather} k \\\\ l \\end{gather}\n$$\n\n$\\ref{t}$, $\\ref{later}$',
  ].join('\n\n---\n\n')

  it('are numbered through the deck, and labels find them from anywhere', async () => {
    const texts = (await slidesOf(deck)).map(shownIn)
    expect(texts[0]).toMatch(/\(1\).*\(2\).*See\(2\)and\(3\)\./)
    expect(texts[1]).toMatch(/\(3\).*\(T\)/)
    expect(texts[2]).toMatch(/j.*\(4\)\(5\).*T,3/)
    expect(texts[2]).not.toContain('(6)')
  })

  it('have their numbers at the edge of the slide: nothing shrinks around them', async () => {
    const [first = '', second = ''] = await slidesOf(`${deck}\n\n$$\nx\n$$`)
    for (const html of [first, second]) expect(html).not.toContain('data-auto-scaling="downscale-only"')
    expect((await slidesOf('$$\nx\n$$'))[0]).toContain('data-auto-scaling="downscale-only"')
  })

  it('keep the source of the author', async () => {
    const [html = ''] = await slidesOf('$$\n\\begin{equation} a < b \\label{x} \\end{equation}\n$$')
    expect(html).toMatch(/<annotation[^>]*>\s*\\begin\{equation\} a &lt; b \\label\{x\} \\end\{equation\}/)
  })

  it('count again from the first in the next deck, and with a memo', async () => {
    const job = compileJob()
    const texts = []
    for (const text of [deck, deck, `# New\n\n---\n\n${deck}`]) {
      texts.push((await compileText(text, job)).slides.slice(-3).map(({ html }) => shownIn(html)))
    }
    expect(texts[1]).toEqual(texts[0])
    expect(texts[2]).toEqual(texts[0])
  })

  it('that a reference does not find are told', async () => {
    const text =
      '# x\n\nSee $\\eqref{nope}$ and $\\ref{starred}$.\n\n$$\n\\begin{align*} a \\label{starred} \\end{align*}\n$$'
    const found = await compileText(text)
    expect(codesOf(found)).toEqual(['3:6 warning math-invalid', '3:25 warning math-invalid'])
    expect(shownIn(found.slides[0]?.html ?? '')).toContain('See(???)and???.')
  })
})

describe('macros', () => {
  it.each([
    ['\\newcommand{\\foo}[1]{(#1)}', '\\foo{y}', '(y)'],
    ['\\def\\foo{y}', '\\foo', 'y'],
    ['\\gdef\\foo{y}', '\\foo', 'y'],
    ['\\renewcommand{\\vec}[1]{#1y}', '\\vec{x}', 'xy'],
    ['\\newcommand{\\R}{y}', '\\R', 'y'],
    ['\\newcommand\\vec[1]{#1y}', '\\vec{x}', 'xy'],
    ['\\renewcommand{\\foo}{y}', '\\foo', 'y'],
    ['\\newcommand{\\E}[2][z]{#1(#2)}', '\\E{x} \\E[v]{w}', 'z(x)v(w)'],
    ['\\newcommand*{\\E}[1][z_{1}]{#1y}', '\\E', 'z1y'],
    ['\\DeclareMathOperator{\\foo}{arg\\,y}', '\\foo', 'argy'],
    ['\\DeclareMathOperator*\\foo{y}', '\\foo', 'y'],
    ['\\newenvironment{foo}{\\begin{array}{c}(}{)\\end{array}}', '\\begin{foo}x\\end{foo}', '(x)'],
    ['\\newenvironment{foo}[2][u]{#1(#2}{)}', '\\begin{foo}{v}x\\end{foo}\\begin{foo}[w]{v}\\end{foo}', 'u(vx)w(v)'],
    ['\\DeclarePairedDelimiter{\\foo}{\\lfloor}{\\rfloor}', '\\foo{x} \\foo*{y} \\foo[\\big]{z}', '⌊x⌋⌊y⌋⌊z⌋'],
    ['\\DeclarePairedDelimiterX\\set[2]{\\{}{\\}}{#1\\delimsize|#2}', '\\set{x}{y}', '{x∣y}'],
  ])('hold through the deck, and no further: %s', async (definition, use, expected) => {
    const job = compileJob()
    const deck = await compileText(`$${definition}$\n\n---\n\n$${use}$`, job)
    expect(codesOf(deck)).toEqual(['1:1 info empty-slide'].filter((code) => codesOf(deck).includes(code)))
    expect(shownIn(deck.slides[1]?.html ?? '')).toBe(expected)
    const next = await compileText(`# x\n\n$${use}$`, job)
    expect(shownIn(next.slides[0]?.html ?? '')).not.toBe(`x${expected}`)
  })
})

describe('what Marp’s MathJax reads', () => {
  it.each([
    ['\\ce{H2O + CO2 -> H2CO3}', /^HX2O\+COX2/],
    ['\\pu{1e3 kJ}', /^1.103kJ$/],
    ['\\mbox{if } x', /^ifx$/],
    ['\\require{cancel}\\cancel{x}', /^x$/],
    ['\\begin{eqnarray*} a &=& b \\\\ c &=& d \\end{eqnarray*}', /^ac=b=d$/],
    ['\\begin{multline*} a \\\\ b \\end{multline*}', /^ab$/],
    ['\\cases{a & b \\cr c & d}', /ac.*bd/],
    ['\\class{x}{y}', /^y$/],
  ])('is typeset: %s', async (tex, expected) => {
    const deck = await compileText(`# x\n\n$$\n${tex}\n$$`)
    expect(codesOf(deck)).toEqual([])
    expect(shownIn((deck.slides[0]?.html ?? '').replace(/<h1.*<\/h1>/, '')).replace(/&nbsp;/g, '')).toMatch(expected)
  })

  it.each([
    '\\stackrel{a}{=}',
    '\\underset{x}{y}',
    '\\mathop{foo}\\limits_x',
    '\\overset{!}{\\le}',
    '\\mathrel{\\frac{a}{b}}',
  ])('is whole for those who hear it, and nothing is said to be taken out: %s', async (tex) => {
    const deck = await compileText(`# x\n\n$${tex}$`)
    expect(codesOf(deck)).toEqual([])
    expect(deck.slides[0]?.html).toMatch(/<m(?:over|under|frac)>/)
  })
})

describe('a formula within its limits', () => {
  const nested = (levels: number): string => `# x\n\n$${'{'.repeat(levels)}x${'}'.repeat(levels)}$`

  it('may be 200 levels deep, and no deeper', async () => {
    expect(codesOf(await compileText(nested(200)))).toEqual([])
    const deck = await compileText(nested(201))
    expect(deck.problems.map(({ message }) => message)).toEqual([
      'This formula cannot be typeset: it is nested deeper than 200 levels.',
    ])
    expect(deck.slides[0]?.html).toContain('katex-error')
  })

  it('may be 10,000 characters long, and no longer', async () => {
    expect(codesOf(await compileText(`# x\n\n$${'x'.repeat(10_000)}$`))).toEqual([])
    expect(codesOf(await compileText(`# x\n\n$${'x'.repeat(10_001)}$`))).toEqual(['3:2 warning math-invalid'])
  })

  it('costs a message, not a minute, when macros grow from formula to formula', async () => {
    const growth = Array.from({ length: 40 }, () => '$\\edef\\a{\\a\\a}$').join(' ')
    const deck = await compileText(`# x\n\n$\\def\\a{xx}$ ${growth}`)
    expect(codesOf(deck)).toEqual(['3:15 warning math-invalid'])
    expect(deck.slides[0]?.html.length).toBeLessThan(200_000)
  })
})

describe('commands of plain TeX and of MathJax', () => {
  it.each([
    ['\\root 3 \\of x', '\\sqrt[{3 }]x'],
    ['\\root n+1\\of{a+b}', '\\sqrt[{n+1}]{a+b}'],
    ['a \\buildrel def \\over = b', 'a \\overset{def }= b'],
    ['\\bbox[yellow]{x}', '\\colorbox{yellow}{$x$}'],
    ['\\bbox[5px, #ffd]{x}', '\\colorbox{#ffd}{$x$}'],
    ['\\bbox[border: 1px solid red]{x}', '\\boxed {x}'],
    ['\\bbox{x}', '{x}'],
    ['\\enclose{circle}{x}', '\\boxed{x}'],
    ['\\enclose{updiagonalstrike}[mathcolor="red"]{x}', '\\cancel{x}'],
    ['\\enclose{horizontalstrike}{x}', '\\sout{x}'],
    ['\\unicode{x41}\\unicode{66}', '\\text{AB}'],
    ['\\toggle{a}{b}\\endtoggle c', '{a}c'],
    ['\\begin{matrix} a \\hfill & b \\end{matrix}', '\\begin{matrix} a & b \\end{matrix}'],
    ['\\raise 2pt {x} \\lower-2pt{x}', '\\raisebox{2pt}{$x$} \\raisebox{2pt}{$x$}'],
    ['\\lower 1ex y', '\\raisebox{-1ex}{$y$}'],
    ['\\begin{psmallmatrix} a & b \\end{psmallmatrix}', '\\left(\\begin{smallmatrix} a & b \\end{smallmatrix}\\right)'],
    ['\\begin{multlined}[t] a \\\\ b \\end{multlined}', '\\begin{gathered} a \\\\ b \\end{gathered}'],
    [
      '\\begin{cases*} a & if $x$ \\\\ b & else \\end{cases*}',
      '\\begin{cases} a & \\text{if $x$} \\\\ b & \\text{else} \\end{cases}',
    ],
    [
      '\\begin{numcases}{f=} a & b \\end{numcases}',
      '\\begin{equation} f=\\begin{cases} a & b \\end{cases} \\end{equation}',
    ],
    [
      '\\begin{empheq}[left=\\empheqlbrace]{align*} a &= b \\end{empheq}',
      '\\left\\{\\begin{aligned} a &= b \\end{aligned}\\right.',
    ],
    ['\\begin{empheq}[box=\\fbox]{gather*} a \\end{empheq}', '\\boxed{\\begin{gathered} a \\end{gathered}}'],
    ['\\begin{aligned} \\Aboxed{a &= b} \\end{aligned}', '\\begin{aligned} &\\boxed{a = b} \\end{aligned}'],
    ['\\cancelto{0}{x}', '\\cancel{x}^0'],
    ['\\sqrt[\\leftroot{-2}\\uproot{2} 3]{k}', '\\sqrt[3]{k}'],
    ['5\\,\\ohm, 20\\celsius, 3\\upmu\\text{m}', '5\\,\\Omega, 20{}^\\circ\\mathrm{C}, 3\\mu\\text{m}'],
    ['\\text{\\textsection 3, \\textdegree C} \\textquotedblleft', '\\text{§3, °C}“'],
    ['\\definecolor{own}{RGB}{255,0,10} \\textcolor{own}{x}', '\\textcolor{#ff000a}{x}'],
    ['\\textcolor[rgb]{1,0,0}{x} \\color[gray]{0.5} y', '\\textcolor{#ff0000}{x} \\color{#808080} y'],
    ['\\href{https://a.b}{x}', '{x}'],
    ['\\prescript{14}{6}{C}', '{}^{14}_{6}C'],
    [
      '\\begin{prooftree}\\AxiomC{$A$}\\AxiomC{B}\\RightLabel{r}\\BinaryInfC{C}\\end{prooftree}',
      '\\dfrac{\\text{$A$} \\qquad \\text{B}}{\\text{C}}\\;{\\scriptstyle\\text{r}}',
    ],
  ])('%s reads as %s', async (wrote, equal) => {
    const [mine, theirs] = await Promise.all([wrote, equal].map((tex) => compileText(`$$\n${tex}\n$$`)))
    expect(codesOf(mine as Awaited<ReturnType<typeof compileText>>)).toEqual([])
    expect(shownIn(mine?.slides[0]?.html ?? '')).not.toBe('')
    expect(shownIn(mine?.slides[0]?.html ?? '')).toBe(shownIn(theirs?.slides[0]?.html ?? ''))
  })

  it('that cannot be read show as their author wrote them, and only his words are reported', async () => {
    const tex = '\\newenvironment{foo}{\\left(}{\\right)} \\begin{foo} \\frac{a \\end{foo}'
    const deck = await compileText(`# x\n\n$${tex}$`)
    expect(codesOf(deck)).toEqual(['3:2 warning math-invalid'])
    const shown = /class="katex-error"[^>]*>([^<]*)/.exec(deck.slides[0]?.html ?? '')?.[1]
    expect(shown).toBe(tex)
    expect(`${deck.slides[0]?.html}${deck.problems[0]?.message}`).not.toContain('\\left( \\frac')
  })

  it('of a deck’s own environments do not grow without end', async () => {
    const defined = Array.from(
      { length: 20 },
      (_, index) => `\\newenvironment{e${index}}{${`\\begin{e${index + 1}}x\\end{e${index + 1}}`.repeat(9)}}{}`,
    )
    const deck = await compileText(`$${defined.join('')}$ $\\begin{e0}\\end{e0}$`)
    expect(deck.slides[0]?.html.length).toBeLessThan(400_000)
  })

  it('that look like them stay what they are, and what cannot be read is told', async () => {
    expect(codesOf(await compileText('$$\n\\raisebox{2pt}{x} \\overline{x} \\offset\n$$'))).toEqual([
      '2:1 warning math-invalid',
    ])
    expect(codesOf(await compileText('$\\unicode{xfdd0}$'))).toEqual(['1:2 warning math-invalid'])
  })
})
