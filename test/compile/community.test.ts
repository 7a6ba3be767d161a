// Themes written for Marp look in Lectern as they look in Marp: same HTML, same CSS, but for what is spelled out here and
// in normalise.ts.
import { readdirSync } from 'node:fs'
import { createRequire } from 'node:module'
import { describe, expect, it } from 'vitest'
import type { Deck } from '../../src/model/deck.js'
import { communityDeck, communityFolder, plainMarp } from './community.js'
import { normaliseCss, normaliseScopes, outlineOf } from './normalise.js'

/** Its types would bring those of browsers along. */
const hljs = createRequire(import.meta.url)('highlight.js') as {
  highlight(code: string, options: { language: string; ignoreIllegals: boolean }): { value: string }
}

const names = readdirSync(communityFolder).sort()

/** Each deck is compiled once. */
const decks = new Map<string, Promise<Deck>>()
const deckOf = (name: string): Promise<Deck> => {
  const deck = decks.get(name) ?? communityDeck(name)
  decks.set(name, deck)
  return deck
}

/** These have rules for `.hljs`: their code carries classes, where plain Marp Core 5 gives it colours of its own. */
const styled = new Set(['retro-code'])

describe('a theme of the community', () => {
  it('is covered in at least eight kinds', () => {
    expect(names.length).toBeGreaterThanOrEqual(8)
  })

  for (const name of names) {
    it(`renders as Marp Core renders it: ${name}`, async () => {
      const deck = await deckOf(name)
      const plain = plainMarp(name)
      const plainCode = styled.has(name) ? withoutCode : (html: string) => html
      const [ourHtml, ourCss] = normaliseScopes(deck.slides.map(({ html }) => html).join('\n'), deck.css)
      const [plainHtml, plainCss] = normaliseScopes(plain.html.join('\n'), plain.css)
      expect(outlineOf(plainCode(ourHtml))).toBe(outlineOf(plainCode(plainHtml)))
      expect(withoutRemote(normaliseCss(ourCss))).toBe(withoutRemote(normaliseCss(plainCss)))
      expect(deck.theme).toBe(name)
    })
  }

  it('says what it wanted from the network, and nothing else', async () => {
    const said: Record<string, string[]> = {}
    for (const name of names)
      said[name] = (await deckOf(name)).problems.map(({ code, place }) => `${place.line} ${code}`)
    expect(said).toEqual({
      ...Object.fromEntries(names.map((name) => [name, []])),
      beamer: ['10 remote-asset'],
      dusk: ['3 remote-asset'],
      webfont: ['12 remote-asset', '12 remote-asset'],
    })
  })
})

describe('a theme with rules for .hljs', () => {
  it('gets the code as highlight.js writes it, in ten languages, as in Marp Core 4', async () => {
    const code: Readonly<Record<string, string>> = {
      javascript: 'class A extends B { get x() { return this.y } }\nconst f = async (n) => console.log(n, null) // c',
      python: '@d\ndef foo(a: int) -> str:\n    """Doc\n    more"""\n    return f"{len(a)}" # c',
      html: '<!-- c -->\n<div class="a">&amp;</div>',
      css: '@media (min-width: 3px) { .a > #b:hover { color: #fff } }',
      sql: "SELECT COUNT(*) FROM t WHERE b = 'x'",
      bash: 'for f in *; do echo "$f"; done',
      json: '{"a": [1, true, null]}',
      java: '@Override public String f(int a) { return "x"; }',
      rust: 'fn main() -> Result<(), String> { println!("{}", 1) }',
      yaml: 'a: 1\nb:\n  - "x"',
      dockerfile: 'FROM a\nRUN b',
      Diff: '@@ -1 +1 @@\n-old\n+new',
    }
    const text = Object.entries(code).map(([language, source]) => `\`\`\`${language}\n${source}\n\`\`\``)
    const deck = await communityDeck('retro-code', text.join('\n\n'))
    const blocks = Array.from(deck.slides[0]?.html.matchAll(/<code class="([^"]*)">([\s\S]*?)<\/code>/g) ?? [])
    expect(blocks.map(([, name]) => name)).toEqual(Object.keys(code).map((name) => `language-${name}`))
    for (const [index, [language, source]] of Object.entries(code).entries()) {
      const { value } = hljs.highlight(`${source}\n`, { language, ignoreIllegals: true })
      expect(textAndClasses(blocks[index]?.[2] ?? ''), language).toBe(textAndClasses(value))
    }
    expect(deck.slides[0]?.html).not.toContain('--marp-shiki')
    expect(deck.problems).toEqual([])
  })

  it('keeps lines that are pointed at, also inside of a word that goes over several', async () => {
    const deck = await communityDeck(
      'retro-code',
      '```js {2}\n/* a\nb */ 1\n```\n\n```js {1|2}\n`a\nb`\n```\n\n```nope\nx\n```',
    )
    const html = deck.slides[0]?.html ?? ''
    expect(html).toContain(
      '<span class="line"><span class="hljs-comment">/* a</span></span>\n<span class="line highlighted"><span class="hljs-comment">b */</span>',
    )
    expect(html.match(/<span class="line/g)).toHaveLength(4)
    expect(deck.problems.map(({ code }) => code)).toEqual(['code-language-unknown'])
  })
})

/** Quotes need no escaping in text, and highlight.js escapes them. */
function textAndClasses(html: string): string {
  return html.replaceAll('&quot;', '"').replaceAll('&#x27;', "'")
}

/** HTML without the marks inside of code. */
function withoutCode(html: string): string {
  return html.replace(
    /<pre[^>]*><code[^>]*>([\s\S]*?)<\/code>/g,
    (_, code: string) => `<pre><code>${code.replace(/<\/?span[^>]*>/g, '').replace(/\n$/, '')}</code>`,
  )
}

/** CSS without what is on the network: imports go, addresses become empty. */
function withoutRemote(css: string): string {
  return css
    .replace(/@import\s+(?:url\()?(["']?)[^"')]*\/\/[^"')]*\1\)?\s*;\s*/g, '')
    .replace(/url\((?:https?:)?\/\/[^)]*\)/g, 'url(data:,)')
    .replace(/url\(\uFDD0theme:[^\uFDD1]*?([\w.-]+)\uFDD1\)/g, 'url($1)')
    .replace(/\s+/g, ' ')
}
