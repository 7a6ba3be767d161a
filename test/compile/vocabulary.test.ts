// What Lectern adds to the language of a deck beside Marp's: callouts, codes to scan, directions, classes for code.
import { parse } from 'parse5'
import { describe, expect, it } from 'vitest'
import type { Theme } from '../../src/model/theme.js'
import { codesOf, compileJob, compileText } from './compileText.js'

const htmlOf = async (text: string): Promise<string> =>
  ((await compileText(text)).slides[0]?.html ?? '').replace(/\n/g, '')

describe('Callouts', () => {
  it('are quotes that begin with their kind', async () => {
    expect(await htmlOf('> [!TIP]\n> Bring *water*.\n>\n> And a hat.')).toContain(
      '<blockquote class="callout callout-tip" role="note"><p class="callout-title">Tip</p><p>Bring <em>water</em>.</p><p>And a hat.</p></blockquote>',
    )
  })

  it('take a title of their own, in any letter case, and may have nothing else', async () => {
    expect(await htmlOf('> [!warning] Hot **glass**')).toContain(
      '<blockquote class="callout callout-warning" role="note"><p class="callout-title">Hot <strong>glass</strong></p></blockquote>',
    )
  })

  it('speak the language of the deck', async () => {
    expect(await htmlOf('---\nlang: de-AT\n---\n> [!IMPORTANT]\n> x')).toContain('<p class="callout-title">Wichtig</p>')
    expect(await htmlOf('---\nlang: constructor\n---\n> [!NOTE]\n> x')).toContain('<p class="callout-title">Note</p>')
  })

  it('stand in lists and columns, too, and look like boxes in every theme', async () => {
    const deck = await compileText('- a\n\n  > [!NOTE]\n  > b\n\n<!-- column -->\n\n> [!TIP]\n> c')
    expect(deck.slides[0]?.html.match(/class="callout /g)).toHaveLength(2)
    expect(deck.css).toContain('.callout')
    expect((await compileText('> a')).css).not.toContain('.callout')
  })

  it('of no known kind are told, with the nearest, and stay quotes', async () => {
    const deck = await compileText('# a\n\n> [!TPI]\n> b')
    expect(codesOf(deck)).toEqual(['3:3 warning callout-unknown'])
    expect(deck.problems[0]?.hint).toBe('Did you mean `[!TIP]`?')
    expect(deck.slides[0]?.html).toContain('[!TPI]')
  })

  it('leave other quotes and links alone', async () => {
    expect(codesOf(await compileText('> [!tip](https://example.org)\n\n> text [!TIP]\n\n> [! x]'))).toEqual([])
  })
})

describe('A slide of class qr', () => {
  const slide = (text: string) => `<!-- _class: qr -->\n\n# Scan me\n\n${text}`

  it('gets the code of its first link, with a description', async () => {
    const html = await htmlOf(slide('[the paper](https://example.org/p?a=1&b=2) and [more](https://example.org)'))
    const [, source = ''] =
      /<img src="data:image\/svg\+xml,([^"]+)" alt="QR code: https:\/\/example\.org\/p\?a=1&amp;b=2"/.exec(html) ?? []
    const svg = decodeURIComponent(source)
    expect(svg).toMatch(/^<svg .*<\/svg>$/s)
    expect(parse(svg)).toBeDefined()
  })

  it('keeps a picture that is there', async () => {
    expect(await htmlOf(slide('[x](https://example.org)\n\n![](a.png)'))).not.toContain('data:image')
  })

  it('says when there is no link, or one that nobody can scan', async () => {
    expect(codesOf(await compileText(slide('nothing')))).toEqual(['1:1 warning qr-missing'])
    expect(codesOf(await compileText(slide('[next](#2)\n\n---\n\n# 2')))).toContain('1:1 warning qr-missing')
    const long = await compileText(slide(`<https://example.org/${'a'.repeat(4000)}>`))
    expect(long.problems[0]?.message).toMatch(/^The link is too long .* 4020 characters\.$/)
  })
})

describe('A slide has a direction', () => {
  it.each([
    ['ar', true],
    ['he-IL', true],
    ['pa-Arab', true],
    ['az-Latn', false],
    ['ja', false],
    ['en', false],
  ])('lang: %s', async (lang, turned) => {
    expect((await htmlOf(`---\nlang: ${lang}\n---\n# x`)).includes('dir="rtl"')).toBe(turned)
  })
})

describe('Code', () => {
  const theme = (css: string, name = 'old'): Theme => ({
    name,
    css: `/* @theme ${name} */ ${css}`,
    file: `${name}.css`,
  })
  const coloured = async (themes: readonly Theme[], style = ''): Promise<string> => {
    const job = compileJob({ themes, themeNames: ['default', ...themes.map(({ name }) => name)] })
    const deck = await compileText(
      `---\ntheme: ${themes[0]?.name ?? 'default'}\n---\n${style}\n\n\`\`\`js\nlet a = 'b'\n\`\`\``,
      job,
    )
    return deck.slides[0]?.html ?? ''
  }

  it("gets highlight.js's classes when the theme styles them, and no colours of its own", async () => {
    const html = await coloured([theme('.hljs-string { color: red }')])
    expect(html).toContain('<code class="language-js">')
    expect(html).toContain('<span class="hljs-keyword">let</span>')
    expect(html).toMatch(/<span class="hljs-string">.*'b'<\/span>/)
    expect(html).not.toContain('--marp-shiki')
  })

  it('does so when an imported theme or the deck styles them', async () => {
    expect(await coloured([theme("@import 'base';"), theme('.hljs { color: red }', 'base')])).toContain('hljs-keyword')
    expect(await coloured([theme('p { color: red }')], '<style>.hljs-keyword { color: red }</style>')).toContain(
      'hljs-',
    )
  })

  it('keeps the colours of Marp Core otherwise', async () => {
    expect(await coloured([theme('p { color: red }')])).toMatch(/--marp-shiki-token-keyword\)">let/)
  })
})

it("The theme's own scheme is the deck's, unless the deck says another", async () => {
  const night: Theme = { name: 'dusk', css: '/* @theme dusk */', file: 'dusk.css', colorSchemes: ['dark', 'light'] }
  const schemeOf = async (more: string): Promise<string> => {
    const job = compileJob({ themes: [night], themeNames: ['dusk'] })
    return (await compileText(`---\ntheme: dusk\n${more}---\n# x`, job)).meta.colorScheme
  }
  expect(await schemeOf('')).toBe('dark')
  expect(await schemeOf('colorScheme: light\n')).toBe('light')
  expect(await schemeOf('colorScheme: auto\n')).toBe('auto')
})

describe('How much a slide says', () => {
  const theme: Theme = { name: 'pack', css: '/* @theme pack */', file: 'pack.css', layouts: [] }
  const job = compileJob({ themes: [theme], themeNames: ['default', 'pack'] })
  const marksOf = async (slides: string, name = 'pack') => {
    const { slides: all } = await compileText(`---\ntheme: ${name}\nfooter: not counted\n---\n${slides}`, job)
    return all.map(({ html }) => [
      /data-lectern-amount="(\w+)"/.exec(html)?.[1],
      ...(/--lectern-heading:(\d+);--lectern-heading-word:\d+;--lectern-text:(\d+)/.exec(html) ?? [])
        .slice(1)
        .map(Number),
    ])
  }

  it('is told to a theme that declares layouts, below the headings and by the longest column', async () => {
    const words = 'word '.repeat(30).trim()
    expect(await marksOf(`# Four\n\nTwo words\n\n---\n\n${words}\n\n---\n\n${words}\n\n${words}`)).toEqual([
      ['little', 4, 9],
      ['little', 0, 149],
      ['little', 0, 298],
    ])
    const lists = [3, 6, 8, 10].map(
      (count) => `${'- words in a line of it that go on a little, and then on and on\n'.repeat(count)}`,
    )
    expect((await marksOf(`layout: none\n---\n${lists.join('\n---\n\n')}`)).slice(-4).map(([name]) => name)).toEqual([
      'little',
      'much',
      'full',
      'full',
    ])
    expect(await marksOf(`<!-- _class: split -->\n## x\n\n${words}\n\n<!-- column -->\n\nb`)).toEqual([
      ['some', 1, 150],
    ])
    expect(await marksOf('<!-- _class: compare -->\n### a\n\nb\n\n### c\n\nd')).toEqual([['little', 1, 2]])
  })

  it('counts ideographs twice, and leaves pictures, tables and code to the theme', async () => {
    expect(await marksOf('# 光\n\n光年')).toEqual([['little', 2, 4]])
    expect(await marksOf('# a\n\n![](https://example.org/a.png)\n\n---\n\n|a|\n|-|\n|b|')).toEqual([
      [undefined, 1, 0],
      [undefined, 0, 2],
    ])
  })

  it('is not told to other themes, whose HTML stays as it is in Marp', async () => {
    expect(await marksOf('# a', 'default')).toEqual([[undefined]])
  })
})
