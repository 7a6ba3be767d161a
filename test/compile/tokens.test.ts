import { Marp } from '@marp-team/marp-core'
import { expect, it } from 'vitest'

// Our plugins hang on names that are Marpit's own and that no documentation promises.

interface Ruler {
  readonly __rules__: readonly { readonly name: string }[]
}

const marp = new Marp({ script: false })
const md = marp.markdown as {
  parse(text: string, env: object): { type: string; meta: Record<string, unknown> | null; level: number }[]
  core: { ruler: Ruler }
  block: { ruler: Ruler }
  inline: { ruler: Ruler }
}
const names = ({ __rules__ }: Ruler): string[] => __rules__.map(({ name }) => name)

it('keeps the rules that ours stand beside', () => {
  expect(names(md.core.ruler)).toEqual(
    expect.arrayContaining([
      'marpit_directives_global_parse',
      'marpit_slide',
      'marpit_style_assign',
      'marpit_directives_parse',
      'marpit_apply_fragment',
      'marpit_collect',
    ]),
  )
  expect(names(md.block.ruler)).toContain('marpit_comment')
  expect(names(md.inline.ruler)).toContain('marpit_inline_comment')
})

it('keeps the names of tokens and of what is on them', () => {
  const text =
    '---\ntheme: gaia\n---\n<!-- class: a -->\n# x\n\n* step\n\n<style scoped>h1 { color: red }</style>\n\n---\n\ntext <!-- note -->'
  const tokens = md.parse(text, {})
  const types = tokens.map(({ type }) => type)
  expect(types).toEqual(
    expect.arrayContaining([
      'marpit_inline_svg_open',
      'marpit_slide_open',
      'marpit_slide_close',
      'marpit_comment',
      'marpit_style',
      'front_matter',
    ]),
  )
  const open = tokens.find(({ type }) => type === 'marpit_slide_open')
  expect(open?.meta).toMatchObject({
    marpitDirectives: { class: 'a' },
    marpitStyleScoped: { styles: [expect.stringContaining('red')] },
  })
  expect(tokens.find(({ type }) => type === 'marpit_comment')?.meta).toMatchObject({ marpitCommentParsed: 'directive' })
  expect(tokens.find(({ type }) => type === 'list_item_open')?.meta).toMatchObject({ marpitFragment: 1 })
})
