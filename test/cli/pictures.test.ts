import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { PNG } from 'pngjs'
import { describe, expect, it } from 'vitest'
import { folderWith, lectern } from './lectern.js'

const css = `/* @theme plain */ section { width: 320px; height: 180px; background: #00ff00; margin: 0; padding: 0 }
section.red { background: #ff0000 } p, ul { margin: 0; padding: 0 } li { list-style: none; height: 90px; background: #0000ff }`
const talk = `---\ntheme: plain\n---\n\n<!-- _class: red -->\n\na\n\n---\n\n* \u00a0\n* \u00a0\n\n---\n\n# Fitted <!-- fit -->\n`
const files = { 'talk.md': talk, 'plain.css': css }
const names = async (cwd: string): Promise<string[]> => (await readdir(join(cwd, 'dist'))).sort()
const build = (cwd: string, ...words: string[]) => lectern(['build', 'talk.md', '--theme-dir', '.', ...words], { cwd })

async function pixel(path: string, x: number, y: number): Promise<number[]> {
  const { data, width } = PNG.sync.read(await readFile(path))
  return [...data.subarray((y * width + x) * 4, (y * width + x) * 4 + 4)]
}

describe('pictures', () => {
  it('are one per slide, at the size of the slide, under names that sort', async () => {
    const cwd = await folderWith(files)
    const { code, err } = await build(cwd, '--to', 'png')
    expect([code, err]).toEqual([
      0,
      expect.stringMatching(/^✓ dist\/talk\.001\.png … talk\.003\.png \(\d+ kB, 3 images\)\n/),
    ])
    expect(await names(cwd)).toEqual(['talk.001.png', 'talk.002.png', 'talk.003.png'])
    const first = PNG.sync.read(await readFile(join(cwd, 'dist/talk.001.png')))
    expect([first.width, first.height]).toEqual([320, 180])
    expect(await pixel(join(cwd, 'dist/talk.001.png'), 300, 170)).toEqual([255, 0, 0, 255])
    expect(await pixel(join(cwd, 'dist/talk.002.png'), 300, 170)).toEqual([0, 0, 255, 255])
    // With other work for the browser, it draws by itself instead of when it is told to.
    expect((await build(cwd, '--to', 'png,card', '-o', 'both')).code).toBe(0)
    for (const name of await names(cwd))
      expect((await readFile(join(cwd, 'both', name))).equals(await readFile(join(cwd, 'dist', name)))).toBe(true)
  })

  it('are one per step when steps are asked for', async () => {
    const cwd = await folderWith(files)
    expect((await build(cwd, '--to', 'png', '--steps')).code).toBe(0)
    expect(await names(cwd)).toEqual([
      'talk.001.png',
      'talk.002-1.png',
      'talk.002-2.png',
      'talk.002-3.png',
      'talk.003.png',
    ])
    const colours = await Promise.all(
      [1, 2, 3].flatMap((step) => [45, 135].map((y) => pixel(join(cwd, `dist/talk.002-${step}.png`), 300, y))),
    )
    const [green, blue] = [
      [0, 255, 0, 255],
      [0, 0, 255, 255],
    ]
    expect(colours).toEqual([green, green, blue, green, blue, blue])
  })

  it('are not made larger than a browser can', async () => {
    const cwd = await folderWith({ ...files, 'plain.css': css.replace('320px', '7680px').replace('180px', '4320px') })
    const { code, err } = await build(cwd, '--to', 'png', '--scale', '8')
    expect([code, err]).toEqual([2, expect.stringMatching(/61,440 × 34,560 pixels.*\n.*--scale 1\.9 or less/)])
  })

  it('are larger, smaller, of other kinds and without background when it is asked for', async () => {
    const cwd = await folderWith(files)
    expect((await build(cwd, '--to', 'png,jpeg,webp', '--pages', '1', '--scale', '2', '--quality', '60')).code).toBe(0)
    expect(await names(cwd)).toEqual(['talk.001.jpeg', 'talk.001.png', 'talk.001.webp'])
    expect(PNG.sync.read(await readFile(join(cwd, 'dist/talk.001.png'))).width).toBe(640)
    expect([...(await readFile(join(cwd, 'dist/talk.001.jpeg'))).subarray(0, 3)]).toEqual([0xff, 0xd8, 0xff])
    expect((await readFile(join(cwd, 'dist/talk.001.webp'))).subarray(8, 12).toString()).toBe('WEBP')
    expect((await build(cwd, '--to', 'png', '--transparent')).code).toBe(0)
    expect(await pixel(join(cwd, 'dist/talk.001.png'), 300, 170)).toEqual([0, 0, 0, 0])
    expect(await pixel(join(cwd, 'dist/talk.002.png'), 300, 170)).toEqual([0, 0, 255, 255])
  })

  it('are one file for a cover, also on standard output', async () => {
    const cwd = await folderWith(files)
    expect((await build(cwd, '-o', 'img/cover.png', '--slide', '1')).code).toBe(0)
    expect(await readdir(join(cwd, 'img'))).toEqual(['cover.png'])
    const { code, out } = await build(cwd, '--to', 'png', '-o', '-', '--slide', '2')
    expect([code, out.slice(1, 4)]).toEqual([0, 'PNG'])
  })

  it('have numbers behind the name of a file, as Marp does', async () => {
    const cwd = await folderWith(files)
    expect((await build(cwd, '-o', 'img/my.png')).code).toBe(0)
    expect((await readdir(join(cwd, 'img'))).sort()).toEqual(['my.001.png', 'my.002.png', 'my.003.png'])
  })

  it('of slides that are not there are refused, and the deck says how many it has', async () => {
    const cwd = await folderWith(files)
    const { code, err } = await build(cwd, '--to', 'png', '--pages', '2-9')
    expect([code, err]).toEqual([2, expect.stringContaining('Slide 9 does not exist: talk.md has 3.')])
  })
})

describe('a card for link previews', () => {
  it('is 1200 × 630, whatever the shape of the slide', async () => {
    const cwd = await folderWith(files)
    expect((await build(cwd, '--to', 'card')).code).toBe(0)
    const card = PNG.sync.read(await readFile(join(cwd, 'dist/talk.card.png')))
    expect([card.width, card.height]).toEqual([1200, 630])
    expect(await pixel(join(cwd, 'dist/talk.card.png'), 3, 600)).toEqual([255, 0, 0, 255])
    const upright = css.replace('width: 320px; height: 180px', 'width: 180px; height: 320px')
    const other = await folderWith({ ...files, 'plain.css': upright })
    expect((await build(other, '--to', 'card', '--slide', '3')).code).toBe(0)
    expect(await pixel(join(other, 'dist/talk.card.png'), 30, 300)).toEqual([0, 255, 0, 255])
  })

  it('shows the slide with the deck’s title, when the first one has another', async () => {
    const titled =
      '---\ntheme: plain\ntitle: The talk\n---\n\n# A conference\n\n---\n\n<!-- _class: red -->\n\n# The talk\n'
    const cwd = await folderWith({ ...files, 'talk.md': titled })
    expect((await build(cwd, '--to', 'card')).code).toBe(0)
    expect(await pixel(join(cwd, 'dist/talk.card.png'), 3, 600)).toEqual([255, 0, 0, 255])
  })
})
