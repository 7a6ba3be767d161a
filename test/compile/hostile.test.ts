import { Marp } from '@marp-team/marp-core'
import { describe, expect, it } from 'vitest'
import { sanitizeHtml } from '../../src/compile/sanitize/html.js'
import { codesOf, compileJob, compileText } from './compileText.js'
import { hostileDecks, PWN } from './hostileDecks.js'
import { violations } from './oracle.js'

describe('a hostile deck', () => {
  for (const [title, decks] of Object.entries(hostileDecks)) {
    it(`${title}: nothing is left that runs or fetches`, async () => {
      const job = compileJob()
      for (const text of decks) {
        const deck = await compileText(text, job)
        const html = deck.slides.map((slide) => slide.html).join('\n')
        expect(violations(html), text).toEqual([])
        expect(deck.css, text).not.toMatch(/<\/style|127\.0\.0\.1/i)
        // The sanitizer alone must hold, whatever the engine lets through.
        const raw = new Marp({ script: false, html: true }).render(text).html
        const safe = sanitizeHtml(raw, { allowNet: false, keepAll: false }).html
        expect(violations(safe), `sanitizer alone: ${text}`).toEqual([])
        const again = sanitizeHtml(safe.replace(/\uFDD0deck:([^\uFDD1]*)\uFDD1/g, '$1'), {
          allowNet: false,
          keepAll: false,
        }).html
        expect(again, 'idempotent').toBe(safe)
      }
    })
  }

  it('is really hostile: plain HTML of the same decks has violations', () => {
    const plain = (text: string): string[] => violations(new Marp({ script: false, html: true }).render(text).html)
    expect(plain(hostileDecks['scripts and handlers in every spelling']?.[0] ?? '')).not.toEqual([])
    expect(plain(`<div><!--><img src=x onerror=${PWN}>--></div>`)).not.toEqual([])
    expect(plain('<a href="&#106;avascript:x">a</a>')).not.toEqual([])
  })

  it('costs one inline error per formula', async () => {
    const bombs = [
      '$\\def\\a{\\a\\a}\\a$',
      `$\\edef\\a{xx}${Array.from({ length: 30 }, (_, i) => `\\edef\\${'b'.repeat(i + 1)}{\\a\\a}`).join('')}\\a$`,
      `$x_{${'₂'.repeat(10_000)}}$`,
      '$\\rule{9999em}{9999em}$',
      `$${'{'.repeat(300)}x${'}'.repeat(300)}$`,
    ]
    for (const text of bombs) {
      const deck = await compileText(`# Formula\n\n${text}\n`)
      expect(deck.slides).toHaveLength(1)
      expect(deck.problems.filter(({ severity }) => severity === 'error')).toEqual([])
      expect(deck.slides[0]?.html.length).toBeLessThan(200_000)
    }
    expect(codesOf(await compileText(`# x\n\n${bombs[0]}`))).toEqual(['3:2 warning math-invalid'])
  })

  it('leaves no macro behind for the next deck', async () => {
    const job = compileJob()
    await compileText('$\\gdef\\foo{LEAK}$ $\\foo$', job)
    const second = await compileText('# B\n\n$\\foo$', job)
    expect(second.slides[0]?.html).not.toContain('LEAK')
    expect(codesOf(second)).toEqual(['3:2 warning math-invalid'])
  })

  it('cannot take the ids that the player uses (DOM clobbering)', async () => {
    const deck = await compileText(
      '# lectern-deck\n\n<a name="location">x</a> <img name="getElementById" src="x.png"> <a id="deck" name="url" href="#x">y</a>',
    )
    const html = deck.slides[0]?.html ?? ''
    expect(html).not.toMatch(/\sname=/)
    expect(html).not.toMatch(/\sid="lectern/i)
  })

  it('keeps notes as the author wrote them, and out of the slide', async () => {
    const note = '<img src=x onerror=PWN> <script>PWN</script> [l](javascript:PWN) </textarea><script>PWN</script>'
    const deck = await compileText(`# x\n\n<!-- ${note} -->`)
    expect(deck.slides[0]?.notes).toEqual([note])
    expect(deck.slides[0]?.html).not.toContain('PWN')
  })

  it('asks no font server for a diagram', async () => {
    const deck = await compileText('```mermaid\ngraph TD\nA-->B\n```')
    expect(`${deck.slides[0]?.html}${deck.css}`).not.toMatch(/fonts\.googleapis|https?:\/\/(?!www\.w3\.org)/)
    const plain = await import('@marp-team/marp-core/plugins/mermaid')
    const marp = new Marp({ script: false }).use(plain.default())
    expect(marp.render('```mermaid\ngraph TD\nA-->B\n```').html).toContain('fonts.googleapis.com')
  })

  it('asks no CDN for emoji', async () => {
    const deck = await compileText('😄 :smile: `😄`')
    expect(deck.slides[0]?.html).not.toMatch(/https?:|cdn\./)
    expect(deck.files.map(({ key }) => key)).toEqual(['emoji:1f604'])
    expect(new Marp({ script: false }).render('😄').html).toContain('cdn.')
  })

  it('gives out no file by itself, and names every address that leads elsewhere', async () => {
    const deck = await compileText(
      '![](/etc/passwd) ![](file:///etc/passwd) ![](../../outside/o.md) ![bg](dlink/o.md) ![](//127.0.0.1:9/x) ![](http://127.0.0.1:9/x)',
    )
    expect(deck.files.every(({ from }) => from === 'deck')).toBe(true)
    expect(deck.problems.map(({ code }) => code).sort()).toEqual(['link-removed', 'remote-asset', 'remote-asset'])
    expect(violations(deck.slides[0]?.html ?? '')).toEqual([])
  })

  it('takes nothing but a known name for a theme', async () => {
    for (const theme of [
      '../../outside/o',
      '/etc/passwd',
      'http://127.0.0.1:9/t.css',
      'file:///etc/passwd',
      '__proto__',
      'constructor',
      'toString',
      '""',
      '[a,b]',
      '{a: 1}',
      'x'.repeat(60_000),
    ]) {
      const deck = await compileText(`---\ntheme: ${theme}\n---\n# x`)
      expect(
        codesOf(deck).filter((code) => code.includes('theme-unknown')),
        theme.slice(0, 40),
      ).toHaveLength(1)
      expect(deck.css).not.toContain('127.0.0.1')
    }
  })

  it('keeps hostile metadata text', async () => {
    const deck = await compileText(
      `---\ntitle: '</title><script>PWN</script>'\nlang: 'en" onload="PWN'\nclass: 'x" onload=PWN "'\nurl: javascript:PWN\nimage: javascript:PWN\nheader: '<img src=x onerror=PWN>'\npaginate: 'true" onx=1'\n---\n# x`,
    )
    expect(deck.meta.title).toBe('</title><script>PWN</script>')
    expect(deck.meta.lang).toBe('en')
    expect(deck.meta.url).toBeUndefined()
    expect(deck.meta.image).toBeUndefined()
    expect(violations(deck.slides[0]?.html ?? '')).toEqual([])
  })

  it('answers impossible values with a place', async () => {
    const values = {
      size: ['99999x99999', '0x0', '-1x1', 'NaN', '1e9:1'],
      title: ['', '[1,2]', '{a: 1}'],
      date: ['2024-02-30'],
      duration: ['soon'],
    }
    for (const [key, list] of Object.entries(values)) {
      for (const value of list) {
        const deck = await compileText(`---\n${key}: ${value}\n---\n# x`)
        expect(
          codesOf(deck).some((code) => /^2:\d+ (error|warning) (size-unknown|front-matter-value)/.test(code)),
          `${key}: ${value}`,
        ).toBe(true)
        expect(JSON.stringify(deck.meta)).not.toContain('[object Object]')
        expect(deck.size).toEqual({ widthPx: 1280, heightPx: 720 })
      }
    }
  })
})
