import { readdir, readFile, rm, stat, utimes, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { folderWith, lectern, lecternProcess } from './lectern.js'
import { start } from './running.js'

const dot = (colour: string): string =>
  `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"><rect width="1" height="1" fill="${colour}"/></svg>`
const files = {
  'talk.md': '---\ntheme: own\n---\n# One\n\n![](dot.svg)\n\n<!-- _clas: x -->\n\n---\n\n# Two\n',
  'dot.svg': dot('#111111'),
  'themes/own.css': '/* @theme own */ section { width: 160px; height: 90px; color: #123456 }',
}

async function project(more: Readonly<Record<string, string>> = {}) {
  const cwd = await folderWith({ ...files, ...more, 'cache/keep': '' })
  const env = { XDG_CACHE_HOME: join(cwd, 'cache') }
  const build = async (...words: string[]): Promise<string> => {
    const { code, err } = await lectern(['build', 'talk.md', ...words], { cwd, env })
    expect(code, err).toBe(0)
    return err.match(/^[✓=] .*$/gm)?.join('\n') ?? ''
  }
  return { cwd, build, html: join(cwd, 'dist/talk.html'), env }
}

describe('a second run', () => {
  it('leaves alone what would be the same, and says again what there is to say', async () => {
    const { cwd, build, html, env } = await project()
    expect(await build()).toMatch(/^✓ dist\/talk\.html/)
    const before = await stat(html)
    const again = await lectern(['build', 'talk.md'], { cwd, env })
    expect(again.err).toMatch(/“_clas” is not a directive[\s\S]*= dist\/talk\.html \(.*unchanged\)/)
    expect((await stat(html)).ino).toBe(before.ino)
    const { artefacts } = JSON.parse((await lectern(['build', 'talk.md', '--json'], { cwd, env })).out)
    expect(artefacts).toMatchObject([{ path: html, pages: 2, unchanged: true }])
    expect(await build('--force')).toMatch(/^✓/)
  })

  it('begins with the decks whose text has changed', async () => {
    const names = ['a.md', 'b.md', 'c.md']
    const cwd = await folderWith({ ...Object.fromEntries(names.map((name) => [name, '# One\n'])), 'cache/keep': '' })
    const env = { XDG_CACHE_HOME: join(cwd, 'cache') }
    await lectern(['build', ...names], { cwd, env })
    await writeFile(join(cwd, 'c.md'), '# Other\n')
    const { err } = await lectern(['build', ...names, '--debug'], { cwd, env })
    expect(/ms {2}(\w): load/.exec(err)?.[1]).toBe('c')
    // Told in the order in which they were named.
    expect(err.match(/^[✓=] dist\/\w/gm)).toEqual(['= dist/a', '= dist/b', '✓ dist/c'])
  })

  it('makes anew what somebody has deleted or changed', async () => {
    const { build, html } = await project()
    await build()
    const whole = await readFile(html)
    await rm(html)
    expect(await build()).toMatch(/^✓/)
    await writeFile(html, whole.toString().replace('One', 'Own'))
    expect(await build()).toMatch(/^✓/)
    expect((await readFile(html)).equals(whole)).toBe(true)
    // The same size and the same time are not the same state.
    const { atime, mtime } = await stat(html)
    await writeFile(html, whole.toString().replace('One', 'Own'))
    await utimes(html, atime, mtime)
    expect(await build()).toMatch(/^✓/)
    expect((await readFile(html)).equals(whole)).toBe(true)
  })

  it('leaves alone what was only touched, or written again as it was', async () => {
    const { cwd, build, html } = await project()
    await build()
    const ages = new Date(2001, 0, 1)
    for (const path of [html, join(cwd, 'dot.svg')]) {
      await utimes(path, ages, ages)
      expect(await build(), path).toMatch(/^= /)
      await writeFile(path, await readFile(path))
      expect(await build(), path).toMatch(/^= /)
    }
  })

  it('sees every change of what goes in, also with the same size and time', async () => {
    const { cwd, build, html } = await project({ 'brand.json': '{"tokens":{}}' })
    // Whole seconds can be set back to the nanosecond.
    const ages = new Date(2001, 0, 1)
    for (const name of Object.keys(files)) await utimes(join(cwd, name), ages, ages)
    await build()
    const changes: [string, string][] = [
      ['talk.md', files['talk.md'].replace('Two', 'Too')],
      ['dot.svg', dot('#222222')],
      ['themes/own.css', files['themes/own.css'].replace('#123456', '#654321')],
    ]
    for (const [name, content] of changes) {
      const { atime, mtime } = await stat(join(cwd, name))
      await writeFile(join(cwd, name), content)
      await utimes(join(cwd, name), atime, mtime)
      const before = await readFile(html, 'utf8')
      expect(await build(), name).toMatch(/^✓/)
      expect(await readFile(html, 'utf8'), name).not.toBe(before)
      expect(await build(), name).toMatch(/^=/)
    }
    await rm(join(cwd, 'dot.svg'))
    expect(await build()).toMatch(/^✓/)
    await writeFile(join(cwd, 'dot.svg'), dot('#222222'))
    expect(await build()).toMatch(/^✓/)
  })

  it('makes anew what other options would make otherwise', async () => {
    const { build, html } = await project({ 'talk.md': '# One\n\n<!-- note -->' })
    await build()
    expect(await build('--no-notes')).toMatch(/^✓/)
    expect(await readFile(html, 'utf8')).not.toContain('note</p></template>')
    expect(await build()).toMatch(/^✓/)
    expect(await readFile(html, 'utf8')).toContain('note</p></template>')
  })

  it('never trusts a damaged cache', async () => {
    const { cwd, build, html } = await project()
    await build()
    const whole = await readFile(html)
    const folder = join(cwd, 'cache/lectern')
    const names = (await readdir(folder)).filter((name) => name.endsWith('.memo'))
    expect(names.length).toBeGreaterThan(1)
    for (const damage of [
      (bytes: Buffer) => bytes.map((byte, at) => (at % 97 === 50 ? byte ^ 4 : byte)),
      (bytes: Buffer) => bytes.subarray(0, bytes.length / 2),
      () => Buffer.from('{"stamp":1}'),
    ]) {
      for (const name of names) await writeFile(join(folder, name), damage(await readFile(join(folder, name))))
      expect(await build()).toMatch(/^✓/)
      expect((await readFile(html)).equals(whole)).toBe(true)
      expect(await build()).toMatch(/^=/)
    }
  })

  it('L12: eight runs at once with an empty cache all write what one writes', async () => {
    const { cwd, build, html, env } = await project()
    await build()
    const whole = await readFile(html)
    await rm(join(cwd, 'cache/lectern'), { recursive: true })
    // Every second one writes the file of the others, too.
    const outs = Array.from({ length: 8 }, (_, at) => (at % 2 === 0 ? 'shared' : String(at)))
    const runs = await Promise.all(
      outs.map((out) => lecternProcess(['build', 'talk.md', '-o', `${out}/`], { cwd, env })),
    )
    expect(runs.map(({ code, err }) => [code, /error/.test(err)])).toEqual(outs.map(() => [0, false]))
    for (const out of outs) {
      expect(await readdir(join(cwd, out))).toEqual(['talk.html'])
      expect((await readFile(join(cwd, out, 'talk.html'))).equals(whole), out).toBe(true)
    }
  })

  it('is not fooled by warnings that fail with --strict', async () => {
    const { cwd, build, env } = await project()
    await build()
    expect((await lectern(['build', 'talk.md', '--strict'], { cwd, env })).code).toBe(1)
  })
})

describe('pictures in a second run', () => {
  it('are taken of changed slides only, and those of slides that are gone go', async () => {
    const { cwd, build } = await project()
    const inodes = async (): Promise<Record<string, number>> => {
      const names = (await readdir(join(cwd, 'dist'))).sort()
      return Object.fromEntries(
        await Promise.all(names.map(async (name) => [name, (await stat(join(cwd, 'dist', name))).ino] as const)),
      )
    }
    await build('--to', 'png')
    const before = await inodes()
    await writeFile(join(cwd, 'talk.md'), `${files['talk.md'].replace('Two', 'Too')}\n---\n\n# Three\n`)
    expect(await build('--to', 'png')).toMatch(/^✓ .*3 images, 1 unchanged/)
    const after = await inodes()
    expect(after['talk.001.png']).toBe(before['talk.001.png'])
    expect(after['talk.002.png']).not.toBe(before['talk.002.png'])
    await writeFile(join(cwd, 'dist/talk.002.png'), 'mine')
    await writeFile(join(cwd, 'talk.md'), '---\ntheme: own\n---\n# One\n\n![](dot.svg)\n')
    await build('--to', 'png')
    expect(await readdir(join(cwd, 'dist'))).toEqual(['talk.001.png', 'talk.002.png'])
    expect(await readFile(join(cwd, 'dist/talk.002.png'), 'utf8')).toBe('mine')
  })
})

describe('pictures that no longer belong', () => {
  const two = '# One\n\n* a\n* b\n\n---\n\n# Two\n'
  const one = '# One\n\n* a\n* b\n'
  it('go, whatever the run before was like; a run of some slides leaves the others', async () => {
    const cwd = await folderWith({ 'talk.md': two })
    const env = { XDG_CACHE_HOME: join(cwd, 'cache') }
    const names = async (...flags: string[]): Promise<string> => {
      expect((await lectern(['build', 'talk.md', '--to', 'png', ...flags], { cwd, env })).code).toBe(0)
      return (await readdir(join(cwd, 'dist'))).sort().join(' ')
    }
    expect(await names()).toBe('talk.001.png talk.002.png')
    await writeFile(join(cwd, 'talk.md'), one)
    expect(await names('--force')).toBe('talk.001.png')
    await writeFile(join(cwd, 'talk.md'), two)
    expect(await names('--scale', '0.5')).toBe('talk.001.png talk.002.png')
    expect(await names('--steps')).toBe('talk.001-1.png talk.001-2.png talk.001-3.png talk.002.png')
    expect(await names()).toBe('talk.001.png talk.002.png')
    expect(await names('--pages', '2', '--scale', '0.5')).toBe('talk.001.png talk.002.png')
    await writeFile(join(cwd, 'talk.md'), one)
    await writeFile(join(cwd, 'dist/talk.002.png'), 'mine')
    expect(await names()).toBe('talk.001.png talk.002.png')
  })

  it('go while the deck is watched, too', async () => {
    const cwd = await folderWith({ 'talk.md': two })
    const env = { XDG_CACHE_HOME: join(cwd, 'cache') }
    const running = start(['build', 'talk.md', '--watch', '--to', 'png', '-o', 'out'], { cwd, env })
    await running.until(/✓ talk\.md: 2 slides/)
    await writeFile(join(cwd, 'talk.md'), one)
    await running.until(/✓ talk\.md: .*removed/)
    expect(await readdir(join(cwd, 'out'))).toEqual(['talk.001.png'])
    expect(await running.stop()).toBe(0)
  })
})

it('a shard is every n-th deck, and all shards together are all decks', async () => {
  const decks = Object.fromEntries(['a', 'b', 'c', 'd', 'e'].map((name) => [`${name}.md`, `# ${name}`]))
  const cwd = await folderWith(decks)
  for (const [shard, names] of [
    ['1/2', ['a.html', 'c.html', 'e.html']],
    ['2/2', ['b.html', 'd.html']],
  ] as const) {
    expect((await lectern(['build', '.', '--shard', shard, '-o', shard[0] ?? ''], { cwd })).code).toBe(0)
    expect((await readdir(join(cwd, shard[0] ?? ''))).sort()).toEqual(names)
  }
  const none = await lectern(['build', 'a.md', '--shard', '2/2', '-o', '3'], { cwd })
  expect([none.code, none.err]).toEqual([0, 'Shard 2/2 is empty: there are fewer decks than shards.\n'])
})

it('an index leads to all decks with their titles and first slides, and is left alone when nothing changes', async () => {
  const cwd = await folderWith({
    'a.md': '---\ntitle: A & B\nauthor: Zoë\n---\n# One',
    'b.md': '# Two',
    'cache/keep': '',
  })
  const build = () => lectern(['build', '.', '--index'], { cwd, env: { XDG_CACHE_HOME: join(cwd, 'cache') } })
  const { code, err } = await build()
  expect([code, err]).toEqual([0, expect.stringMatching(/✓ dist\/index\.html/)])
  const html = await readFile(join(cwd, 'dist/index.html'), 'utf8')
  expect(html).toMatch(
    /<a href="a\.html">.*<img src="index\.media\/a\.webp".*A &amp; B<\/a>.*Zoë<\/bdi> · <bdi class="whole">1 slide/,
  )
  expect((await readdir(join(cwd, 'dist/index.media'))).sort()).toEqual(['a.webp', 'b.webp'])
  expect((await build()).err).toMatch(/= dist\/a\.html[\s\S]*= dist\/index\.html/)
  // What another run has made is there, too.
  await writeFile(join(cwd, 'dist/a.pdf'), '%PDF-1.7')
  await build()
  const again = await readFile(join(cwd, 'dist/index.html'), 'utf8')
  expect(again.match(/href="[ab]\.(?:pdf|handout\.pdf)"/g)).toEqual(['href="a.pdf"'])
})
