import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Marp } from '@marp-team/marp-core'
import katex from '@marp-team/marp-core/plugins/katex'
import shiki from '@marp-team/marp-core/plugins/shiki'
import { describe, expect, it, vi } from 'vitest'
import { compile } from '../../src/compile/compile.js'
import { type Allowlist, widened } from '../../src/compile/plugins/rawHtml.js'
import { loadSource } from '../../src/load/deck/source.js'
import type { Deck } from '../../src/model/deck.js'
import { compileJob } from './compileText.js'
import { normaliseCss, normaliseScopes, outlineOf } from './normalise.js'

const folder = join(import.meta.dirname, '..', 'decks', 'golden')
const names = readdirSync(folder).sort()

/** Diagrams are drawn by our own rule (see `plugins/diagrams.ts`); their text is compared in its own test. */
const drawn = new Set(['mermaid'])

// One for all: its highlighter learns each language once.
const marp = new Marp({ script: false, html: widened(Marp.html as Allowlist) as never }).use(shiki()).use(katex())

describe('a plain Marp deck', () => {
  it('is covered by at least 25 golden decks', () => {
    expect(names.length).toBeGreaterThanOrEqual(25)
  })

  for (const name of names.filter((candidate) => !drawn.has(candidate))) {
    it(`compiles to what Marp Core renders: ${name}`, async () => {
      const path = join(folder, name, 'deck.md')
      const deck = await compile(await loadSource(path, { cwd: folder }), compileJob())
      const plain = atOneMoment(() => marp.render(readFileSync(path, 'utf8'), { htmlAsArray: true }))
      const [ourHtml, ourCss] = normaliseScopes(deck.slides.map(({ html }) => html).join('\n'), deck.css)
      const [plainHtml, plainCss] = normaliseScopes(plain.html.join('\n'), plain.css)
      expect(outlineOf(ourHtml)).toBe(outlineOf(plainHtml))
      expect(normaliseCss(ourCss)).toBe(normaliseCss(plainCss))
      expect(deck.slides.map(({ notes }) => notes)).toEqual(plain.comments)
    })
  }
})

/** Marp's highlighter gives up on a line after half a second of the clock; a busy machine would compare something else. */
function atOneMoment<Result>(work: () => Result): Result {
  vi.useFakeTimers({ toFake: ['Date'] })
  try {
    return work()
  } finally {
    vi.useRealTimers()
  }
}

describe('a golden deck', () => {
  for (const name of names) {
    it(`keeps its outline, problems and HTML: ${name}`, async () => {
      const deck = await compile(await loadSource(join(folder, name, 'deck.md'), { cwd: folder }), compileJob())
      await expect(outline(deck)).toMatchFileSnapshot(join(folder, name, 'outline.json'))
      await expect(problems(deck)).toMatchFileSnapshot(join(folder, name, 'problems.txt'))
      await expect(html(deck)).toMatchFileSnapshot(join(folder, name, 'slides.html'))
    })
  }
})

function outline(deck: Deck): string {
  const slides = deck.slides.map(({ line, title, steps, directives, notes }) => ({
    line,
    title,
    steps,
    directives,
    notes,
  }))
  return `${JSON.stringify({ meta: deck.meta, size: deck.size, theme: deck.theme, slides, files: deck.files.filter(({ from }) => from !== 'katex').map(({ key, slide, place }) => `${key} ${slide ?? '-'} ${place.line}:${place.column}`) }, null, 2)}\n`
}

function problems(deck: Deck): string {
  return deck.problems
    .map(
      ({ place, severity, code, message, hint }) =>
        `${place.line}:${place.column} ${severity} ${code}: ${message} ${hint}\n`,
    )
    .join('')
}

function html(deck: Deck): string {
  return deck.slides.map((slide) => `${slide.html.replaceAll('\uFDD0', '{').replaceAll('\uFDD1', '}')}\n`).join('\n')
}
