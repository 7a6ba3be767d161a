import { symlinkSync, truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { compile } from '../../src/compile/compile.js'
import { includesIn } from '../../src/load/deck/includeLines.js'
import { loadSource } from '../../src/load/deck/source.js'
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
      'deck/deck.md:7:15 info include-front-matter The front matter of “parts/two.md” is ignored.',
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

describe('an include that cannot be', () => {
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

describe('addresses of an included file', () => {
  /** Compiles a deck with a part in a folder of its own: where each file is looked for, each link leads, and each CSS points. */
  async function addressesOf(part: string, more: Files = {}) {
    const files = { 'deck/deck.md': '# One\n\n<!-- include: parts/p.md -->\n', 'deck/parts/p.md': part, ...more }
    const deck = await compile(await load(files), compileJob())
    const html = deck.slides.map((slide) => slide.html).join()
    const links = Array.from(html.matchAll(/<a [^>]*?href="([^"]*)"/g), ([, href]) => href)
    for (const { key } of deck.files) expect(html + deck.css).toContain(`\uFDD0${key}\uFDD1`)
    return [...deck.files.map(({ path, place }) => `${path} ${place.file}:${place.line}`), ...links]
  }

  it('count from its own folder, also behind a heading of the deck', async () => {
    const part = [
      '![](a.png) ![](../b.png)',
      '',
      '[x](x.pdf) [y](<y z.pdf> "t>") [up](../up.pdf) [web](https://x.org/a) [here](#1) [root](/a)',
      '',
      '<style scoped>\nh1 { background: url(c.png) }\n</style>',
      '',
      '<!-- _backgroundImage: url(d.png) -->',
    ].join('\n')
    expect(await addressesOf(part)).toEqual([
      'parts/a.png deck/parts/p.md:1',
      'b.png deck/parts/p.md:1',
      'parts/d.png deck/parts/p.md:9',
      'parts/c.png deck/parts/p.md:6',
      'parts/x.pdf',
      'parts/y%20z.pdf',
      'up.pdf',
      'https://x.org/a',
      '#1',
      '/a',
    ])
  })

  it("count from the deck's folder when nothing lies there from its own", async () => {
    const part =
      '![](../img/pic.png) ![](pic.png) ![](own.png)\n\n[x](some.pdf)\n\n<style>\nh1 { background: url(bg.png) }\n</style>'
    const there = {
      'deck/pic.png': '',
      'deck/some.pdf': '',
      'deck/own.png': '',
      'deck/parts/own.png': '',
      'deck/bg.png': '',
    }
    expect((await addressesOf(part, there)).map((one = '') => one.replace(/ .*/, ''))).toEqual([
      'img/pic.png',
      'pic.png',
      'parts/own.png',
      'bg.png',
      'some.pdf',
    ])
  })

  it('may be of a part beside the deck’s folder, and of parts of parts', async () => {
    const files = {
      'package.json': '{}',
      'deck/deck.md': '# One\n\n<!-- include: ../shared/p.md -->\n\n![](own.png)',
      'shared/p.md': '![](a.png)\n\n<!-- include: more/q.md -->\n',
      'shared/more/q.md': '![](b.png) ![](../../deck/c.png)',
    }
    const deck = await compile(await load(files), compileJob())
    expect(deck.files.map(({ path }) => path)).toEqual([
      '../shared/a.png',
      '../shared/more/b.png',
      '../deck/c.png',
      'own.png',
    ])
  })
})

describe('includes that would be endless work', () => {
  it('end at a number of files, however small they are', async () => {
    const twice = (name: string) => `<!-- include: ${name} -->\n\n<!-- include: ${name} -->\n`
    const files: Record<string, string> = { 'deck/deck.md': `# A\n\n${twice('0.md')}`, 'deck/14.md': '' }
    for (let level = 0; level < 14; level++) files[`deck/${level}.md`] = twice(`${level + 1}.md`).repeat(2)
    const said = await saidOf(files)
    expect(said).toHaveLength(1)
    expect(said[0]).toContain('error include-limit More than 1,000 files are included.')
    const deck = await compile(await load(files), compileJob())
    expect(deck.problems.map(({ code }) => code)).toEqual(['include-limit'])
    expect(await saidOf({ 'deck/deck.md': '<!-- include: no.md -->\n'.repeat(3_000) })).toHaveLength(1_001)
  })

  it('end when nobody waits any more', async () => {
    const folder = folderWith({ 'deck/deck.md': '<!-- include: a.md -->\n', 'deck/a.md': '# A' })
    const signal = AbortSignal.abort(new Error('Stopped.'))
    await expect(loadSource('deck/deck.md', { cwd: folder, signal })).rejects.toThrow('Stopped.')
  })

  it('are Markdown', async () => {
    const files = {
      'deck/deck.md': ['a.pptx', 'b.md', 'c.yml', 'd.md'].map((name) => `<!-- include: ${name} -->`).join('\n\n'),
      'deck/a.pptx': 'PK\x03\x04',
      'deck/b.md': 'PK\x03\x04 a presentation',
      'deck/c.yml': 'password: x',
      'deck/d.md': '# D',
    }
    expect((await saidOf(files)).map((one) => one.replace(/.*include-missing /, ''))).toEqual([
      '“a.pptx” is not a Markdown file and was not read.',
      '“b.md” is a ZIP archive, like .pptx, .docx, .odp and .key files, not Markdown.',
      '“c.yml” is not a Markdown file and was not read.',
    ])
  })
})
