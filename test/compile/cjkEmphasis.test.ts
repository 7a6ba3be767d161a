// Emphasis beside Chinese, Japanese and Korean, which CommonMark does not see, and what is told where it stays.
import { describe, expect, it } from 'vitest'
import { codesOf, compileText } from './compileText.js'

const htmlOf = async (markdown: string): Promise<string> =>
  /<\/h1>\s*<p>([\s\S]*)<\/p>/.exec((await compileText(`# x\n\n${markdown}`)).slides[0]?.html ?? '')?.[1] ?? ''

describe('emphasis beside CJK', () => {
  it.each([
    ['**「強調」**です', '<strong>「強調」</strong>です'],
    ['これは**「強調」**です', 'これは<strong>「強調」</strong>です'],
    ['**重要。**次', '<strong>重要。</strong>次'],
    ['**该星号（注）**是', '<strong>该星号（注）</strong>是'],
    ['这是**“强调”**的', '这是<strong>“强调”</strong>的'],
    ['**강조(괄호)**는', '<strong>강조(괄호)</strong>는'],
    ['*「斜体」*です', '<em>「斜体」</em>です'],
    ['~~「旧」~~です', '<s>「旧」</s>です'],
    ['**`code`**です', '<strong><code>code</code></strong>です'],
    [
      'これは**[環](https://a.test/)**です',
      'これは<strong><a href="https://a.test/" rel="noopener noreferrer" target="_blank">環</a></strong>です',
    ],
    ['**𠮷（上）**野', '<strong>𠮷（上）</strong>野'],
    ['_「強調」_ です', '<em>「強調」</em> です'],
    ['変数user_name_idは', '変数user_name_idは'],
  ])('%s', async (markdown, html) => {
    expect(await htmlOf(markdown)).toBe(html)
    expect(codesOf(await compileText(`# x\n\n${markdown}`))).toEqual([])
  })

  it('leaves other scripts to Markdown, and says what stays', async () => {
    expect(await htmlOf('a**"b"**c')).toBe('a**"b"**c')
    expect(codesOf(await compileText('# x\n\na**"b"**c'))).toEqual(['3:2 warning mark-unknown'])
  })

  it('holds in headings, tables and notes', async () => {
    const { slides } = await compileText(
      '# **「題」**です\n\n| a |\n|---|\n| **「表」**です |\n\n<!-- **「注」**です -->',
    )
    expect(slides[0]?.title).toBe('「題」です')
    expect(slides[0]?.html).toContain('<strong>「表」</strong>です')
    expect(slides[0]?.notesHtml).toEqual(['<p><strong>「注」</strong>です</p>'])
  })

  it.each([
    ['__「強調」__です', '3:1', '**「強調」**'],
    ['これは_重要_です', '3:4', '*重要*'],
    ['중요한 _강조_는', '3:5', '*강조*'],
  ])('is told where underscores stay: %s', async (markdown, place, meant) => {
    const deck = await compileText(`# x\n\n${markdown}`)
    expect(codesOf(deck)).toEqual([`${place} warning emphasis-plain`])
    expect(deck.problems[0]?.hint).toBe(`Write \`${meant}\`.`)
  })

  it('is silent where underscores are part of a name, or of code', async () => {
    const texts = [
      '変数_nameは',
      '`_重要_です`',
      '\\_重要\\_です',
      'ファイル_一覧_2024',
      '_重要_、です',
      'snake_ケース_case',
    ]
    for (const text of texts) expect([text, codesOf(await compileText(`# x\n\n${text}`))]).toEqual([text, []])
  })
})
