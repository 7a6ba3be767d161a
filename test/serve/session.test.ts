import { renameSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { rename } from 'node:fs/promises'
import { join } from 'node:path'
import { PNG } from 'pngjs'
import { describe, expect, it } from 'vitest'
import type { Prepare } from '../../src/serve/deck/prepared.js'
import { onePixel } from '../load/pictures.js'
import { styles } from './saveStyles.mjs'
import { follow } from './served.js'

const deck = (...slides: readonly string[]): string => slides.map((slide) => `# ${slide}\n`).join('\n---\n\n')

/** A manifest with all that it has to say. */
const manifest = (name: string, css: string): string =>
  JSON.stringify({ name, title: name, description: 'A theme', version: '1.0.0', license: 'MIT', css })

function picture(red: number): Uint8Array {
  const png = new PNG({ width: 1, height: 1 })
  png.data.set([red, 0, 0, 255])
  return PNG.sync.write(png)
}

/** The head of a web font: its signature, its flavour and its length (WOFF 2.0, section 4.1). */
function font(version: number): Uint8Array {
  const bytes = Buffer.alloc(48)
  bytes.write('wOF2')
  bytes.writeUInt32BE(bytes.length, 8)
  bytes.writeUInt16BE(version, 24)
  return bytes
}

describe('a session', () => {
  it('builds again for everything that the deck is made from, and for nothing else', async () => {
    const theme = (name: string, css: string): string =>
      `/* @theme ${name} */\n${css}\nsection { width: 1280px; height: 720px }`
    const followed = await follow({
      'talk.md':
        '---\ntheme: house\n---\n# One\n\n![](img/a.png)\n\n<!-- include: part.md -->\n\n```chart bar\ndata: a.csv\n```\n',
      'part.md': '## Included\n',
      'a.csv': 'a,b\nx,1\n',
      'img/a.png': picture(1),
      'img/b.png': picture(1),
      'themes/house/theme.json': manifest('house', 'theme.css'),
      'themes/house/theme.css': theme(
        'house',
        '@import "base";\n@font-face { font-family: f; src: url(fonts/f.woff2) }',
      ),
      'themes/house/fonts/f.woff2': font(1),
      'themes/base/theme.json': manifest('base', 'theme.css'),
      'themes/base/theme.css': theme('base', 'h1 { color: red }'),
      'other.md': '# Other\n',
    })
    expect(followed.session.problems().map(({ code }) => code)).toEqual([])
    const changes: [string, string | Uint8Array][] = [
      ['img/a.png', picture(2)],
      ['part.md', '## Included, edited\n'],
      ['a.csv', 'a,b\nx,2\n'],
      [
        'themes/house/theme.css',
        theme('house', '@import "base";\nh2 { color: blue }\n@font-face { font-family: f; src: url(fonts/f.woff2) }'),
      ],
      ['themes/base/theme.css', theme('base', 'h1 { color: green }')],
      ['themes/house/fonts/f.woff2', font(2)],
      ['brand.json', '{ "tokens": {} }'],
      ['lectern.config.json', '{ "strict": true }'],
    ]
    for (const [name, content] of changes) {
      // In one step: a file that is seen half written is one build more.
      await followed.write(`${name}.new~`, content)
      await rename(join(followed.folder, `${name}.new~`), join(followed.folder, name))
      const { changed } = await followed.next(({ changed: paths }) => paths?.has(join(followed.folder, name)) === true)
      expect([...(changed ?? [])]).toContain(join(followed.folder, name))
    }
    const builds = followed.updates.length
    for (const name of ['other.md', 'talk.md~', 'talk.html', 'img/b.png', '.talk.md.swp'])
      await followed.write(name, 'x')
    await followed.write('talk.md', '---\ntheme: house\n---\n# One\n\nno picture, no include\n')
    await followed.next(({ shown }) => shown.deck.slides.length === 1)
    await followed.write('img/a.png', picture(3))
    await followed.write('part.md', '## Nobody\n')
    await followed.write('talk.md', '---\ntheme: house\n---\n# Last\n')
    await followed.next(({ shown }) => shown.deck.slides[0]?.title === 'Last')
    expect(followed.updates.length).toBe(builds + 2)
  })

  it('shows a picture that is replaced at another address, and one that is missing until it comes', async () => {
    const followed = await follow({
      'talk.md': '# One\n\n![](a.png)\n\n---\n\n# Two\n\n![](late.png)\n',
      'a.png': picture(1),
    })
    const url = (): string => followed.session.shown().files.urlOf('deck:a.png')
    const before = url()
    await followed.write('a.png', picture(2))
    const update = await followed.next()
    expect(url()).not.toBe(before)
    expect(update.shown.hashes[1]).toBe(update.before.hashes[1])
    expect(update.shown.hashes[0]).not.toBe(update.before.hashes[0])
    expect(followed.session.problems().map(({ code }) => code)).toEqual(['image-missing'])
    await followed.write('late.png', onePixel)
    await followed.next(({ problems }) => problems.length === 0)
  })

  it('changes the CSS alone when only the theme has changed', async () => {
    const css = (colour: string): string => `/* @theme t */ section { color: ${colour} }`
    const followed = await follow({
      'talk.md': '---\ntheme: t\n---\n# One\n',
      'themes/t/theme.json': manifest('t', 't.css'),
      'themes/t/t.css': css('red'),
    })
    await followed.write('themes/t/t.css', css('blue'))
    const { shown, before } = await followed.next()
    expect(shown.css).toContain('blue')
    expect(shown.hashes).toEqual(before.hashes)
  })

  it('builds again what it has read half saved, also when the file is as before in the end', async () => {
    const css = '/* @theme t */ section { color: red }'
    let write: (content: string) => Promise<void> = async () => undefined
    const followed = await follow(
      {
        'talk.md': '---\ntheme: t\n---\n# One\n',
        'themes/t/theme.json': manifest('t', 't.css'),
        'themes/t/t.css': css,
      },
      {
        around: (prepare) => async (changed, known) => {
          if (!changed?.has(join(followed.folder, 'brand.json'))) return prepare(changed, known)
          await write(css.slice(0, -1))
          const prepared = await prepare(changed, known)
          await write(css)
          return prepared
        },
      },
    )
    write = (content) => followed.write('themes/t/t.css', content)
    await followed.write('brand.json', '{ "tokens": {} }')
    await followed.next(({ problems }) => problems.some(({ code }) => code === 'theme-invalid'))
    await followed.next(({ problems }) => !problems.some(({ code }) => code === 'theme-invalid'))
  })

  it('keeps the last good slides while a theme or the front matter is broken', async () => {
    const css = '/* @theme t */ section { color: red }'
    const text = '---\ntheme: t\n---\n# One\n'
    const followed = await follow({
      'talk.md': text,
      'themes/t/theme.json': manifest('t', 't.css'),
      'themes/t/t.css': css,
    })
    const { revision } = followed.session.shown()
    const breaks: [string, string, string][] = [
      ['themes/t/t.css', '/* @theme t */ section { color: red', css],
      ['themes/t/theme.json', '{ "name": ', manifest('t', 't.css')],
      ['talk.md', '---\ntheme: [\n---\n# Changed\n', text],
      ['talk.md', '', text],
    ]
    for (const [name, broken, good] of breaks) {
      await followed.write(name, broken)
      await followed.next(({ problems }) => problems.some(({ severity }) => severity === 'error'))
      expect(followed.session.shown().revision).toBe(revision)
      await followed.write(name, good)
      await followed.next(({ problems }) => problems.length === 0)
      expect(followed.session.shown().revision).toBe(revision)
    }
  })

  it('says that the deck is gone, and goes on when it is back', async () => {
    const followed = await follow({ 'deck/talk.md': deck('One') })
    rmSync(join(followed.folder, 'deck'), { recursive: true })
    const gone = await followed.next()
    expect(gone.problems.map(({ code }) => code)).toEqual(['deck-not-found'])
    expect(gone.shown.hashes.length).toBe(1)
    await followed.write('deck/talk.md', deck('One', 'Two'))
    const back = await followed.next(({ problems }) => problems.length === 0)
    expect(back.shown.hashes.length).toBe(2)
    renameSync(join(followed.folder, 'deck'), join(followed.folder, 'away'))
    await followed.next(({ problems }) => problems.length === 1)
    renameSync(join(followed.folder, 'away'), join(followed.folder, 'deck'))
    await followed.next(({ problems }) => problems.length === 0)
  })

  it('shows a deck that is broken from the beginning as far as it goes, and a good one as soon as there is one', async () => {
    const followed = await follow({ 'talk.md': '---\ntheme: nowhere\n---\n# One\n' })
    expect(followed.session.shown().hashes.length).toBe(1)
    expect(followed.session.problems().some(({ severity }) => severity === 'error')).toBe(true)
    await followed.write('talk.md', deck('One', 'Two'))
    const { shown } = await followed.next(({ problems }) => problems.length === 0)
    expect(shown.hashes.length).toBe(2)
  })

  it('never shows an older version after a newer one, and builds one at a time', async () => {
    let [atOnce, most] = [0, 0]
    const slow =
      (prepare: Prepare): Prepare =>
      async (changed, known) => {
        atOnce += 1
        most = Math.max(most, atOnce)
        const prepared = await prepare(changed, known)
        // The first version takes long, as if it had a thousand formulas.
        if (prepared.deck.slides[0]?.title === 'Slow') await new Promise((resolve) => setTimeout(resolve, 400))
        atOnce -= 1
        return prepared
      }
    const followed = await follow({ 'talk.md': deck('Before') }, { around: slow })
    const builds = followed.updates.length
    await followed.write('talk.md', deck('Slow'))
    await expect.poll(() => atOnce).toBe(1)
    for (const text of ['a', 'b', 'c', 'Last']) {
      await followed.write('talk.md', deck(text))
      await new Promise((resolve) => setTimeout(resolve, 20))
    }
    await followed.next(({ shown }) => shown.deck.slides[0]?.title === 'Last')
    expect(most).toBe(1)
    const titles = followed.updates.slice(builds).map(({ shown }) => shown.deck.slides[0]?.title)
    expect(titles).toEqual(['Slow', 'Last'])
    const revisions = followed.updates.map(({ shown }) => shown.revision)
    expect(revisions).toEqual([...revisions].sort((a, b) => a - b))
  })

  it('does not build for touching, or for a text that is the same', async () => {
    const followed = await follow({ 'talk.md': deck('Zero') })
    const path = join(followed.folder, 'talk.md')
    // What was written a moment before the start is looked at once more; what is built after it is not.
    await followed.write('talk.md', deck('One'))
    await followed.next(({ shown }) => shown.deck.slides[0]?.title === 'One')
    const builds = followed.updates.length
    for (let count = 0; count < 1_000; count += 1) utimesSync(path, count, count)
    writeFileSync(path, deck('One'))
    await followed.write('talk.md', deck('Two'))
    await followed.next(({ shown }) => shown.deck.slides[0]?.title === 'Two')
    expect(followed.updates.length).toBe(builds + 1)
  })

  it('shows nothing new when only lines that say nothing change', async () => {
    const followed = await follow({ 'talk.md': deck('One', 'Two') })
    const { revision } = followed.session.shown()
    await followed.write('talk.md', `${deck('One', 'Two')}\n\n\n`)
    expect((await followed.next()).shown.revision).toBe(revision)
    // The second slide begins a line further down, and the way to its source leads there.
    await followed.write('talk.md', `\n${deck('One', 'Two')}`)
    const { shown, before } = await followed.next(({ shown: now }) => now.revision > revision)
    expect(shown.hashes).toEqual(before.hashes)
    expect(shown.numbers.lines).toEqual([2, 6])
  })

  it('keeps what one deck defines from the next version of it', async () => {
    const followed = await follow({ 'talk.md': '# One\n\n$\\gdef\\foo{LEAK}$ $\\foo$\n' })
    await followed.write('talk.md', '# One\n\n$\\foo$\n')
    const { shown, problems } = await followed.next()
    expect(shown.deck.slides[0]?.html).not.toContain('LEAK')
    expect(problems.map(({ code }) => code)).toEqual(['math-invalid'])
  })

  it('L4, a little of it: shows only what was saved, ends at what a fresh build gives, and keeps nothing', async () => {
    const css = (version: number): string => `/* @theme t */ section { --version: ${version} }`
    const files = { 'themes/t/theme.json': manifest('t', 't.css'), 'a.png': onePixel }
    const text = (count: number): string =>
      `---\ntheme: t\n---\n${deck('One', `Slide ${count}`, 'Three')}${count % 3 === 0 ? '\n![](a.png)\n' : ''}`
    const followed = await follow({ 'talk.md': text(0), 'themes/t/t.css': css(0), ...files })
    const open = (): number => process.getActiveResourcesInfo().filter((name) => name !== 'Timeout').length
    const [folders, resources] = [followed.session.folders(), open()]
    const saves = Object.values(styles)
    for (let count = 1; count <= 110; count += 1) {
      const save = saves[count % saves.length]
      save?.(join(followed.folder, 'talk.md'), text(count))
      if (count % 10 === 0) save?.(join(followed.folder, 'themes/t/t.css'), css(count))
      await followed.next(({ shown }) => shown.deck.slides[1]?.title === `Slide ${count}`)
    }
    await expect.poll(() => followed.session.shown().css).toContain('110')
    const numbers = followed.updates.map(({ shown }) =>
      Number(/^Slide (\d+)$/.exec(shown.deck.slides[1]?.title ?? '')?.[1]),
    )
    expect(numbers).toEqual(numbers.toSorted((a, b) => a - b))
    const fresh = await follow({ 'talk.md': text(110), 'themes/t/t.css': css(110), ...files })
    expect(followed.session.shown().hashes).toEqual(fresh.session.shown().hashes)
    expect(followed.session.shown().css).toEqual(fresh.session.shown().css)
    fresh.session.close()
    expect(followed.session.folders()).toBe(folders)
    await expect.poll(open).toBeLessThanOrEqual(resources)
  })
})
