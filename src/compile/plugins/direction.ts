import type { MarkdownIt } from '../markdownIt.js'

/** Languages that are written from right to left. Source: Unicode CLDR, layout/orientation, living languages. */
const rightToLeft = [
  'ar',
  'arc',
  'ckb',
  'dv',
  'fa',
  'he',
  'ks',
  'lrc',
  'mzn',
  'nqo',
  'ps',
  'sd',
  'syr',
  'ug',
  'ur',
  'yi',
]

/** Gives a slide in such a language its direction, which the engine leaves to the theme. */
export function direction(md: MarkdownIt): void {
  md.core.ruler.push('lectern_direction', (state) => {
    if (state.inlineMode) return
    for (const token of state.tokens) {
      if (token.type !== 'marpit_slide_open') continue
      const [language = '', ...more] = (token.attrGet('lang') ?? '').toLowerCase().split('-')
      const script = more.find((part) => part.length === 4)
      const turned = script === undefined ? rightToLeft.includes(language) : ['arab', 'hebr'].includes(script)
      if (turned) token.attrSet('dir', 'rtl')
    }
  })
}
