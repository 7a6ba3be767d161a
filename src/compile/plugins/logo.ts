import { contextOf } from '../context.js'
import type { CoreState, MarkdownIt, MarpitState, Token } from '../engine/markdownIt.js'

/**
 * Puts the logo of the front matter (`logo: logo.svg`, or `light` and `dark` ones below it) into the running head of every slide, where the
 * theme declares layouts: there each pack keeps a corner for it. A slide without a header gets one; other tools see nothing.
 */
export function logo(md: MarkdownIt, marpit: MarpitState): void {
  md.core.ruler.after('marpit_header_and_footer', 'lectern_logo', (state) => {
    if (state.inlineMode) return
    const context = contextOf(state.env)
    const { files } = readLogo(context.logo)
    if (files.length === 0 || !context.hasLayouts(String(marpit.globals.theme ?? 'default'))) return
    state.tokens = state.tokens.flatMap((token, index) => {
      if (token.type === 'marpit_slide_open' && state.tokens[index + 1]?.type !== 'marpit_header_open') {
        return [token, edge(state, 1), pictures(state, files), edge(state, -1)]
      }
      return token.type === 'marpit_header_close' ? [pictures(state, files), token] : [token]
    })
  })
}

/** A picture of the logo, and the scheme that it is for; absent: both. */
export interface LogoFile {
  readonly address: string
  readonly scheme?: 'light' | 'dark'
}

/** The pictures that `logo` names; `isRight` is false for a value of another form. */
export function readLogo(value: unknown): { readonly files: readonly LogoFile[]; readonly isRight: boolean } {
  if (value === undefined || value === null || value === '') return { files: [], isRight: true }
  if (typeof value === 'string') return { files: [{ address: value }], isRight: true }
  const { light, dark, ...others } = (Array.isArray(value) ? {} : value) as Readonly<Record<string, unknown>>
  if (typeof light !== 'string' || typeof dark !== 'string') return { files: [], isRight: false }
  const files: LogoFile[] = [
    { address: light, scheme: 'light' },
    { address: dark, scheme: 'dark' },
  ]
  return { files, isRight: Object.keys(others).length === 0 }
}

function edge(state: CoreState, nesting: 1 | -1): Token {
  const token = new state.Token(nesting === 1 ? 'marpit_header_open' : 'marpit_header_close', 'header', nesting)
  token.block = true
  return token
}

function pictures(state: CoreState, files: readonly LogoFile[]): Token {
  const inline = new state.Token('inline', '', 0)
  inline.children = files.map(({ address, scheme }) => {
    const image = new state.Token('image', 'img', 0)
    image.attrSet('src', address)
    // The same on every slide: nobody wants to hear it each time.
    image.attrSet('alt', '')
    image.attrSet('role', 'presentation')
    image.attrSet('class', scheme === undefined ? 'lectern-logo' : `lectern-logo for-${scheme}`)
    image.children = []
    return image
  })
  return inline
}
