import { parseFragment } from 'parse5'
import { describe, expect, it } from 'vitest'
import { compileJob, compileText } from './compileText.js'
import { hostileDecks } from './hostileDecks.js'
import { violations } from './oracle.js'

const notesOf = async (note: string): Promise<string> =>
  ((await compileText(`# a\n\n<!--\n${note}\n-->`)).slides[0]?.notesHtml ?? []).join('|')

describe('Speaker notes', () => {
  it('are Markdown', async () => {
    expect(await notesOf('Say **this** and\n\n- that\n- `code`\n\nsee https://example.org')).toBe(
      '<p>Say <strong>this</strong> and</p>\n<ul>\n<li>that</li>\n<li><code>code</code></li>\n</ul>\n<p>see <a href="https://example.org" rel="noopener noreferrer" target="_blank">https://example.org</a></p>',
    )
  })

  it('keep the ends of short lines and join long ones', async () => {
    const long = 'This line goes on and on, as an editor wraps it near its hundredth column,'
    expect(await notesOf('One thought.\nAnother.')).toBe('<p>One thought.<br>\nAnother.</p>')
    expect(await notesOf(`${long}\nand then it ends.`)).toBe(`<p>${long}\nand then it ends.</p>`)
  })

  it('never carry script, markup of their own or files', async () => {
    const bad = [
      '<script>PWN</script>',
      '<img src=x onerror=PWN>',
      '[x](javascript:PWN)',
      '![words](https://example.org/a.png)',
      '</template><script>PWN</script>',
      '<style>*{display:none}</style>',
    ]
    const job = compileJob({ unsafeHtml: true })
    const deck = await compileText(bad.map((note) => `# a\n\n<!--\n${note}\n-->`).join('\n\n---\n\n'), job)
    const html = deck.slides.flatMap(({ notesHtml }) => notesHtml).join('\n')
    expect(html).not.toMatch(/<(script|img|style|template|\/template)/i)
    expect(html).not.toMatch(/href="javascript/i)
    expect(html).toContain('words')
    expect(parseFragment(html).childNodes.filter(({ nodeName }) => nodeName === 'p')).toHaveLength(bad.length)
  })

  it('are safe for everything hostile that decks are tested with', async () => {
    const texts = Object.values(hostileDecks)
      .flat()
      .filter((text) => !text.includes('-->'))
    const deck = await compileText(texts.map((text) => `# a\n\n<!--\nx\n\n${text}\n-->`).join('\n\n---\n\n'))
    const html = deck.slides.flatMap(({ notesHtml }) => notesHtml)
    expect(html.length).toBeGreaterThan(20)
    expect(html.flatMap(violations)).toEqual([])
  })
})
