// Commands that MathJax has with the packages that Marp loads (base, ams, mathtools, gensymb, upgreek, textcomp, unicode-math's
// letters …) and KaTeX has not, as macros of KaTeX. What needs more than that is in tex.ts and texForms.ts.

const drop = '\\@firstoftwo{}{#1}'

/** Greek letters that stand upright in MathJax; KaTeX's fonts have no small ones, so these slant. */
const greek = Object.fromEntries(
  [
    ...'alpha beta gamma delta epsilon zeta eta theta iota kappa lambda mu nu xi omicron pi rho sigma tau upsilon phi'.split(
      ' ',
    ),
    ...'chi psi omega varepsilon vartheta varpi varrho varsigma varphi'.split(' '),
    ...'Gamma Delta Theta Lambda Xi Pi Sigma Upsilon Phi Psi Omega'.split(' '),
  ].map((name) => [/^[A-Z]/.test(name) ? `\\Up${name.toLowerCase()}` : `\\up${name}`, `\\${name}`]),
)

/** Signs by their names in LaTeX's textcomp. */
const signs = Object.fromEntries(
  (
    'asciicircum:^ asciitilde:~ asteriskcentered:* bullet:• dagger:† daggerdbl:‡ ellipsis:… emdash:— endash:– ' +
    'exclamdown:¡ questiondown:¿ paragraph:¶ section:§ periodcentered:· quotedblleft:“ quotedblright:” ' +
    'quoteleft:‘ quoteright:’ cent:¢ sterling:£ yen:¥ euro:€ won:₩ dong:₫ lira:₤ peso:₱ naira:₦ currency:¤ ' +
    'trademark:™ servicemark:℠ brokenbar:¦ ordfeminine:ª ordmasculine:º perthousand:‰ pertenthousand:‱ ' +
    'numero:№ estimated:℮ interrobang:‽ celsius:℃ degree:° div:÷ times:× pm:± minus:− lnot:¬ mu:µ ohm:Ω mho:℧ ' +
    'onehalf:½ onequarter:¼ threequarters:¾ onesuperior:¹ twosuperior:² threesuperior:³ leftarrow:← ' +
    'rightarrow:→ uparrow:↑ downarrow:↓ greater:> less:< bar:|'
  )
    .split(' ')
    .map((pair) => pair.split(':'))
    .map(([name, sign]) => [`\\text${name}`, `\\text{${sign}}`]),
)

/** Alphabets: MathJax's names for what KaTeX has by another one. */
const letters = {
  ...{ '\\mathup': '\\mathrm{#1}', '\\symrm': '\\mathrm{#1}', '\\symup': '\\mathrm{#1}', '\\mathbfup': '\\mathbf{#1}' },
  ...{
    '\\symnormal': '\\mathnormal{#1}',
    '\\symit': '\\mathit{#1}',
    '\\symbf': '\\mathbf{#1}',
    '\\symbfup': '\\mathbf{#1}',
  },
  ...{
    '\\mathbfit': '\\boldsymbol{#1}',
    '\\symbfit': '\\boldsymbol{#1}',
    '\\symbb': '\\mathbb{#1}',
    '\\symtt': '\\mathtt{#1}',
  },
  ...{
    '\\mathbfcal': '\\boldsymbol{\\mathcal{#1}}',
    '\\symcal': '\\mathcal{#1}',
    '\\symbfcal': '\\boldsymbol{\\mathcal{#1}}',
  },
  ...{
    '\\mathbffrak': '\\boldsymbol{\\mathfrak{#1}}',
    '\\symfrak': '\\mathfrak{#1}',
    '\\symbffrak': '\\boldsymbol{\\mathfrak{#1}}',
  },
  ...{
    '\\mathbfscr': '\\boldsymbol{\\mathscr{#1}}',
    '\\symscr': '\\mathscr{#1}',
    '\\symbfscr': '\\boldsymbol{\\mathscr{#1}}',
  },
  ...{
    '\\mathsfup': '\\mathsf{#1}',
    '\\symsf': '\\mathsf{#1}',
    '\\symsfup': '\\mathsf{#1}',
    '\\symsfit': '\\mathsf{#1}',
  },
  ...{
    '\\mathbfsf': '\\boldsymbol{\\mathsf{#1}}',
    '\\mathbfsfup': '\\boldsymbol{\\mathsf{#1}}',
    '\\symbfsf': '\\boldsymbol{\\mathsf{#1}}',
  },
} as const

/** Commands of MathJax that are a few words of KaTeX. */
export const mathJaxMacros: Readonly<Record<string, string>> = {
  ...greek,
  ...signs,
  ...letters,
  '\\mbox': '\\text{#1}',
  '\\class': '{\\@secondoftwo{#1}{#2}}',
  '\\cssId': '{\\@secondoftwo{#1}{#2}}',
  '\\style': '{\\@secondoftwo{#1}{#2}}',
  '\\mathtip': '{\\@firstoftwo{#1}{#2}}',
  '\\texttip': '{\\@firstoftwo{#1}{#2}}',
  '\\Rule': '\\rule{#1}{#2}',
  '\\Space': '\\@firstoftwo{\\hspace{#1}}{#2#3}',
  '\\mspace': '\\mkern#1',
  '\\strut': '\\mathstrut',
  '\\xmathstrut': '\\mathstrut\\@firstoftwo{}{#1}',
  '\\Tiny': '\\tiny',
  '\\nonscript': '',
  '\\skew': '{\\@secondoftwo{#1}{#2{#3}}}',
  '\\framebox': '\\fbox{#1}',
  '\\leftroot': drop,
  '\\uproot': drop,
  '\\cellcolor': drop,
  '\\rowcolor': drop,
  '\\columncolor': drop,
  '\\iiiint': '\\iint\\!\\!\\iint',
  '\\idotsint': '\\int\\cdots\\int',
  '\\overparen': '\\overgroup{#1}',
  '\\underparen': '\\undergroup{#1}',
  '\\overunderset': '\\overset{#1}{\\underset{#2}{#3}}',
  '\\stackbin': '\\mathbin{\\overset{#1}{#2}}',
  '\\bigtimes': '\\mathop{\\Large\\times}',
  '\\cases': '\\begin{cases}#1\\end{cases}',
  '\\matrix': '\\begin{matrix}#1\\end{matrix}',
  '\\pmatrix': '\\begin{pmatrix}#1\\end{pmatrix}',
  '\\eqalign': '\\begin{aligned}#1\\end{aligned}',
  '\\eqalignno': '\\begin{aligned}#1\\end{aligned}',
  '\\leqalignno': '\\begin{aligned}#1\\end{aligned}',
  '\\displaylines': '\\begin{gathered}#1\\end{gathered}',
  '\\lecternground': '\\colorbox{#1}{$#2$}',
  '\\lecternraise': '\\raisebox{#1}{$#2$}',
  '\\sideset': '\\mathop{{\\vphantom{#3}}#1\\!{#3}#2}\\limits',
  // cancel, centernot, gensymb, braket, ams, mathtools
  '\\cancelto': '\\cancel{#2}^{#1}',
  '\\centernot': '\\not',
  '\\ohm': '\\Omega',
  '\\celsius': '{}^{\\circ}\\mathrm{C}',
  '\\perthousand': '\\text{‰}',
  '\\micro': '\\mu',
  '\\ketbra': '\\ket{#1}\\bra{#2}',
  '\\Ketbra': '\\Ket{#1}\\Bra{#2}',
  '\\shoveleft': '{#1}',
  '\\shoveright': '{#1}',
  '\\textllap': '\\llap{#1}',
  '\\textrlap': '\\rlap{#1}',
  '\\textclap': '\\clap{#1}',
  '\\cramped': '{#1}',
  '\\crampedllap': '\\mathllap{#1}',
  '\\crampedrlap': '\\mathrlap{#1}',
  '\\crampedclap': '\\mathclap{#1}',
  '\\crampedsubstack': '\\substack{#1}',
  '\\mathmbox': '{#1}',
  '\\MoveEqLeft': '',
  '\\vdotswithin': '\\vdots\\@firstoftwo{}{#1}',
  '\\centercolon': ':',
  '\\splitfrac': '\\genfrac{}{}{0pt}{1}{#1}{#2}',
  '\\splitdfrac': '\\genfrac{}{}{0pt}{0}{#1}{#2}',
  '\\prescript': '{}^{#1}_{#2}{#3}',
  '\\adjustlimits': '',
}
