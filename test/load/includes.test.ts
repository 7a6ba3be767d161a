import { symlinkSync, truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { compile } from '../../src/compile/compile.js'
import { includesIn } from '../../src/load/includeLines.js'
import { loadSource } from '../../src/load/source.js'
import { partAt } from '../../src/model/origin.js'
import { compileJob } from '../compile/compileText.js'
import { folderWith, makePipe } from './folder.js'

type Files = Readonly<Record<string, string>>

async function load(files: Files, prepare: (folder: string) => void = () => {}) {
  const folder = folderWith(files)
  prepare(folder)
  return loadSource('deck/deck.md', { cwd: folder })
}

/** Place, code and message of everything that loading says. */
async function saidOf(files: Files, prepare?: (folder: string) => void): Promise<string[]> {
  const { problems } = await load(files, prepare)
  return problems.map(
    ({ place, severity, code, message }) =>
      `${place.file}:${place.line}:${place.column} ${severity} ${code} ${message}`,
  )
}

describe('an include', () => {
  const files = {
    'deck/deck.md': '---\ntitle: A\n---\n# One\n\n---\n<!-- include: parts/two.md -->\n---\n\n# Four',
    'deck/parts/two.md': '---\nmarp: true\n---\n# Two\n\n![](img/a.png)\n\n---\n\n<!-- include: three.md -->\n',
    'deck/parts/three.md': '# Three\n\n<!-- _clas: lead -->\n\n![](../b.png)\n',
  }

  it('stands for the slides of the other file, and each line knows where it is from', async () => {
    const source = await load(files)
    const lines = source.text.split('\n')
    const at = (needle: string) => {
      const line = lines.findIndex((text) => text.includes(needle)) + 1
      const part = partAt(source, line)
      return `${part?.file}:${(part?.line ?? 0) + line - (part?.from ?? 0)}`
    }
    expect(['# One', '# Two', '# Three', '# Four'].map(at)).toEqual([
      'deck/deck.md:4',
      'deck/parts/two.md:4',
      'deck/parts/three.md:1',
      'deck/deck.md:10',
    ])
    const ends = source.parts.map(({ from, count }) => [from, from + count])
    expect(ends.slice(1).map(([from]) => from)).toEqual(ends.slice(0, -1).map(([, end]) => end))
    expect(ends.at(-1)?.[1]).toBe(lines.length + 1)
  })

  it('has slides, problems and pictures with the lines and from the folder of their own file', async () => {
    const deck = await compile(await load(files), compileJob())
    expect(deck.slides.map(({ title, file, line }) => `${title} ${file}:${line}`)).toEqual([
      'One deck/deck.md:4',
      'Two deck/parts/two.md:4',
      'Three deck/parts/three.md:1',
      'Four deck/deck.md:10',
    ])
    const told = deck.problems.map(
      ({ place, code, slide, sourceLine }) => `${place.file}:${place.line} ${code} ${slide} ${sourceLine}`,
    )
    expect(told).toContain('deck/parts/three.md:3 directive-unknown 3 <!-- _clas: lead -->')
    expect(deck.files.map(({ path, place }) => `${path} ${place.file}:${place.line}`)).toEqual([
      'parts/img/a.png deck/parts/two.md:6',
      'b.png deck/parts/three.md:5',
    ])
    for (const { key } of deck.files) expect(deck.slides.map(({ html }) => html).join()).toContain(`\uFDD0${key}\uFDD1`)
  })

  it('passes the front matter of the other file over, and says so', async () => {
    expect(await saidOf(files)).toEqual([
      'deck/deck.md:7:15 info include-front-matter The front matter of “parts/two.md” is passed over.',
    ])
  })

  it('counts only alone on a line, outside of code, comments and the front matter', () => {
    const text = [
      '---',
      'title: <!-- include: no.md -->',
      '---',
      '```',
      '<!-- include: no.md -->',
      '````',
      '<!-- include: yes.md -->',
      '~~~ md',
      '<!-- include: no.md -->',
      '~~~',
      '<!--',
      '<!-- include: no.md -->',
      '  <!--include:  a b.md  -->',
      'words <!-- include: no.md -->',
      '    <!-- include: no.md -->',
    ]
    expect(includesIn(text, 3).map(({ path, index, column }) => `${path} ${index} ${column}`)).toEqual([
      'yes.md 6 15',
      'a b.md 12 17',
    ])
  })
})

describe('T031: an include that cannot be', () => {
  const including = (path: string) => ({ 'deck/deck.md': `# A\n\n<!-- include: ${path} -->`, 'outside/o.md': 'SECRET' })

  it.each(['../outside/o.md', '%2e%2e/outside/o.md', '/etc/passwd', 'file:///etc/passwd', 'link.md', 'dlink/o.md'])(
    'is refused when it leads out of the folder: %s',
    async (path) => {
      const source = await load(including(path), (folder) => {
        symlinkSync('../outside/o.md', join(folder, 'deck/link.md'))
        symlinkSync('../outside', join(folder, 'deck/dlink'))
      })
      expect(source.problems.map(({ severity, code, place }) => `${place.line} ${severity} ${code}`)).toEqual([
        '3 error file-outside',
      ])
      expect(source.text).not.toContain('SECRET')
    },
  )

  it('names the nearest file when there is none of that name', async () => {
    const { problems } = await load({ ...including('part.md'), 'deck/parts.md': '' })
    expect(problems.map(({ code, hint }) => `${code} ${hint}`)).toEqual(['include-missing Did you mean `parts.md`?'])
  })

  it('tells the chain of files that include themselves', async () => {
    const said = await saidOf({
      'deck/deck.md': '<!-- include: a.md -->',
      'deck/a.md': '# A\n\n<!-- include: b.md -->',
      'deck/b.md': '<!-- include: a.md -->',
    })
    expect(said).toEqual([
      'deck/b.md:1:15 error include-cycle “a.md” includes itself. (deck/b.md, included by deck/a.md, included by deck/deck.md)',
    ])
    expect(await saidOf({ 'deck/deck.md': '<!-- include: deck.md -->' })).toEqual([
      'deck/deck.md:1:15 error include-cycle “deck.md” includes itself.',
    ])
  })

  it('is not followed deeper than 16 files', async () => {
    const chain = (length: number) =>
      Object.fromEntries(
        Array.from({ length }, (_, at) => [`deck/${at}.md`, `# ${at}\n<!-- include: ${at + 1}.md -->`]),
      )
    const deck = { 'deck/deck.md': '<!-- include: 0.md -->' }
    expect(await saidOf({ ...deck, ...chain(15), 'deck/15.md': '# end' })).toEqual([])
    const [said = ''] = await saidOf({ ...deck, ...chain(16), 'deck/16.md': '# end' })
    expect(said).toContain('deck/15.md:2:15 error include-limit')
  })

  it('does not wait for a pipe, read a device or take a file of 1 GB', async () => {
    const codes = async (prepare: (path: string) => void) => {
      const { problems } = await load(including('part.md'), (folder) => prepare(join(folder, 'deck/part.md')))
      return problems.map(({ code }) => code)
    }
    expect(await codes(makePipe)).toEqual(['include-missing'])
    expect(await codes((path) => symlinkSync('/dev/zero', path))).toEqual(['file-outside'])
    expect(
      await codes((path) => {
        writeFileSync(path, '')
        truncateSync(path, 1024 ** 3)
      }),
    ).toEqual(['include-limit'])
  })

  it('may not make the deck larger than a deck may be, even from small files', async () => {
    const many = Array.from({ length: 30 }, () => '<!-- include: part.md -->').join('\n')
    const codes = (await load({ 'deck/deck.md': many, 'deck/part.md': 'x'.repeat(500_000) })).problems.map(
      ({ code }) => code,
    )
    expect(codes.length).toBeGreaterThan(0)
    expect(new Set(codes)).toEqual(new Set(['include-limit']))
  })
})
