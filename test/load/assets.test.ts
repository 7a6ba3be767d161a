import { mkdirSync, readFileSync, renameSync, symlinkSync, truncateSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { type AssetSources, loadFiles } from '../../src/load/assets/assets.js'
import type { FileRef } from '../../src/model/deck.js'
import { compileText } from '../compile/compileText.js'
import { folderWith, makePipe } from './folder.js'
import { isoOf, onePixel, pngOf, smallSvg, svgOf } from './pictures.js'

const place = { file: 'deck.md', line: 3, column: 5 }
const ref = (from: FileRef['from'], path: string, use: FileRef['use'] = 'image', theme?: string): FileRef => ({
  key: `${from}:${theme === undefined ? '' : `${theme}:`}${path}`,
  from,
  path,
  use,
  place,
  slide: 2,
  ...(theme === undefined ? {} : { theme }),
})

const load = (
  refs: FileRef[],
  { deckRoot = folderWith(), ...sources }: Partial<Omit<AssetSources, 'deckRoot'>> & { deckRoot?: string } = {},
) =>
  loadFiles(refs, {
    deckRoot: { folder: deckRoot, root: deckRoot },
    themeRoots: new Map(),
    allowNet: false,
    mediaLimitBytes: 1_000_000,
    ...sources,
  })

describe('files', () => {
  it('of the deck, the theme, KaTeX, fonts and emoji are read with their true types', async () => {
    const deckRoot = folderWith({ 'img/a b.png': onePixel, 'x.txt': smallSvg, 'a.mp4': isoOf('isom') })
    const theme = folderWith({ 'bg.png': onePixel })
    const refs = [
      ref('deck', 'img/a b.png'),
      ref('deck', 'x.txt'),
      ref('deck', 'a.mp4', 'media'),
      ref('theme', 'bg.png', 'image', 'atlas'),
      ref('katex', 'KaTeX_Main-Regular.woff2', 'font'),
      ref('font', 'lato/files/lato-latin-400-normal.woff2', 'font'),
      ref('emoji', '1f600'),
    ]
    const { files, problems, beside } = await load(refs, { deckRoot, themeRoots: new Map([['atlas', theme]]) })
    expect(problems).toEqual([])
    expect(beside.size).toBe(0)
    expect([...files].map(([key, { mime }]) => [key, mime])).toEqual([
      ['deck:img/a b.png', 'image/png'],
      ['deck:x.txt', 'image/svg+xml'],
      ['deck:a.mp4', 'video/mp4'],
      ['theme:atlas:bg.png', 'image/png'],
      ['katex:KaTeX_Main-Regular.woff2', 'font/woff2'],
      ['font:lato/files/lato-latin-400-normal.woff2', 'font/woff2'],
      ['emoji:1f600', 'image/svg+xml'],
    ])
    expect(Buffer.from(files.get('deck:img/a b.png')?.bytes ?? [])).toEqual(Buffer.from(onePixel))
  })

  it('that count from the root of the project are shown, from there first, and say how every program finds them', async () => {
    const root = folderWith({ 'img/a.png': onePixel, 'd/img/a.png': smallSvg, 'd/img/b.png': onePixel })
    const paths = ['/img/a.png', '/img/b.png', '/img/none.png', '/a.mp4', '/img/B.png', '/../a.png', '/.x/a.png']
    const { files, problems } = await loadFiles(
      paths.map((path) => ref('deck', path)),
      { deckRoot: { folder: join(root, 'd'), root }, themeRoots: new Map(), allowNet: false, mediaLimitBytes: 1 },
    )
    expect([...files].map(([key, { mime }]) => [key, mime])).toEqual([
      ['deck:/img/a.png', 'image/png'],
      ['deck:/img/b.png', 'image/png'],
    ])
    expect(problems.map(({ severity, code, hint }) => `${severity} ${code} ${hint}`)).toEqual([
      'info address-spelling Write `../img/a.png`, which works everywhere.',
      'info address-spelling Write `img/b.png`, which works everywhere.',
      'warning image-missing Check the path: one that begins with `/` is relative to the project, and `../img/none.png` and `img/none.png` do not exist.',
      'warning media-missing Put the file there and write `<video src="/a.mp4" controls></video>`.',
      'warning address-spelling Write `/img/b.png`.',
      'warning file-outside Move the file into the project, or use --root <dir> with a folder that contains both.',
      expect.stringMatching(/^warning file-outside Copy the file to a path that is not hidden/),
    ])
  })

  it('whose names are cut at a sign of addresses are told with the way to write them', async () => {
    const deckRoot = folderWith({ 'img/c#4.png': onePixel, 'who?.png': onePixel })
    const { problems } = await load([ref('deck', 'img/c'), ref('deck', 'who')], { deckRoot })
    expect(problems.map(({ code, hint }) => [code, hint])).toEqual([
      ['image-missing', 'Write `img/c%234.png` for the file `img/c#4.png`, because a path ends at “#”.'],
      ['image-missing', 'Write `who%3F.png` for the file `who?.png`, because a path ends at “?”.'],
    ])
  })

  it('that are missing are warnings at their place, with the nearest name', async () => {
    const deckRoot = folderWith({ 'img/diagram.png': onePixel })
    const { problems, files } = await load(
      [ref('deck', 'img/diagarm.png'), ref('deck', 'a.mp4', 'media'), ref('theme', 'a.woff2', 'font', 'gone')],
      { deckRoot },
    )
    expect(files.size).toBe(0)
    expect(problems.map(({ code, severity, hint }) => [severity, code, hint])).toEqual([
      ['warning', 'image-missing', 'Did you mean `img/diagram.png`?'],
      ['warning', 'media-missing', expect.any(String)],
      ['warning', 'font-missing', expect.any(String)],
    ])
    expect(problems[0]).toMatchObject({ place, slide: 2 })
  })

  it('outside are never read, nor given out when they are no pictures', async () => {
    const fx = folderWith({
      'deck/a.md': 'A-SECRET',
      'deck-secret/x.png': onePixel,
      'outside/o.png': onePixel,
      'deck/.env': 'ENV-SECRET',
      'deck/key.pem': 'PEM',
    })
    const deckRoot = join(fx, 'deck')
    symlinkSync('../outside', join(deckRoot, 'dlink'))
    mkdirSync(join(deckRoot, 'folder.png'))
    makePipe(join(deckRoot, 'pipe.png'))
    const outside = ['../outside/o.png', 'dlink/o.png', '../deck-secret/x.png', '.env']
    const notPictures = ['a.md', 'key.pem', 'folder.png', 'pipe.png']
    const { files, problems } = await load(
      ['/etc/passwd', ...outside, ...notPictures].map((path) => ref('deck', path)),
      { deckRoot },
    )
    expect(files.size).toBe(0)
    expect(problems.map(({ code }) => code)).toEqual([
      // Below the project there is none; whether the disk has one is not asked.
      'image-missing',
      ...outside.map(() => 'file-outside'),
      ...notPictures.map(() => 'file-type'),
    ])
    expect(JSON.stringify(problems)).not.toContain('SECRET')
  })

  it('of a theme lie in its folder, else where they would lie if the deck named them', async () => {
    const fx = folderWith({
      'p/css/own.png': onePixel,
      'p/slides/own.png': Buffer.from('x'),
      'p/slides/img/deck.png': onePixel,
      'p/assets/a.png': onePixel,
      'p/.secret/a.png': onePixel,
      'a.png': onePixel,
    })
    const deckRoot = { folder: join(fx, 'p/slides'), root: join(fx, 'p') }
    const of = async (path: string) => {
      const sources = { deckRoot, themeRoots: new Map([['t', join(fx, 'p/css')]]), allowNet: false, mediaLimitBytes: 1 }
      const { files, problems } = await loadFiles([ref('theme', path, 'image', 't')], sources)
      return files.size === 1 ? 'shown' : problems[0]?.code
    }
    const paths = ['own.png', 'img/deck.png', '../assets/a.png', '../.secret/a.png', '../../a.png', 'img/none.png']
    const told = ['shown', 'shown', 'shown', 'file-outside', 'file-outside', 'image-missing']
    expect(await Promise.all(paths.map(of))).toEqual(told)
  })

  it('are never of another place while a folder and a link change places', async () => {
    const fx = folderWith({ 'p/in/a.png': onePixel, 'out/a.png': Buffer.concat([onePixel, Buffer.from('OUT')]) })
    const [real, spare, link] = ['p/in', 'p/spare', 'p/link'].map((path) => join(fx, path)) as [string, string, string]
    symlinkSync('../out', link)
    let isOver = false
    let loads = 0
    // Most turns are shorter than a load; now and then one lasts for two, so that the second sees nothing change.
    const stay = async (turn: number): Promise<void> => {
      const until = turn % 50 === 0 ? loads + 2 : 0
      do await new Promise(setImmediate)
      while (loads < until && !isOver)
    }
    const flipping = (async () => {
      for (let turn = 0; !isOver; turn++) {
        renameSync(real, spare)
        renameSync(link, real)
        await stay(turn)
        renameSync(real, link)
        renameSync(spare, real)
        await stay(turn)
      }
    })()
    const got = new Map<string, number>()
    for (let count = 0; count < 1_500; count++) {
      const { files } = await load([ref('deck', 'in/a.png')], { deckRoot: join(fx, 'p') })
      loads++
      const [file] = files.values()
      const what = file === undefined ? 'refused' : file.bytes.length === onePixel.length ? 'inside' : 'outside'
      got.set(what, (got.get(what) ?? 0) + 1)
    }
    isOver = true
    await flipping
    expect([...got.keys()].sort()).toEqual(['inside', 'refused'])
  })

  it('of a theme cannot lie outside its folder, and those of packages neither', async () => {
    const theme = folderWith({ 'assets/y': '' })
    symlinkSync('/etc/passwd', join(theme, 'assets/x.png'))
    symlinkSync('.', join(theme, 'loop'))
    const refs = [
      ref('theme', 'assets/x.png', 'image', 'atlas'),
      ref('theme', '../outside/o.md', 'image', 'atlas'),
      ref('theme', 'loop/loop/loop/assets/y', 'image', 'atlas'),
      ref('katex', '../../package.json', 'font'),
      ref('font', 'lato/../roboto-mono/package.json', 'font'),
      ref('font', '../katex/package.json', 'font'),
      ref('font', 'nowhere/x.woff2', 'font'),
    ]
    const { files, problems } = await load(refs, { themeRoots: new Map([['atlas', theme]]) })
    expect(files.size).toBe(0)
    expect(problems.map(({ code }) => code)).toEqual([
      'file-outside',
      'file-outside',
      'file-type',
      'file-outside',
      'file-outside',
      'font-missing',
      'font-missing',
    ])
  })

  it('of the wrong kind for their use are not given out', async () => {
    const deckRoot = folderWith({ 'a.png': onePixel, 'a.mp4': isoOf('isom'), 'f.png': readFileSync('/dev/null') })
    const refs = [
      ref('deck', 'a.mp4'),
      ref('deck', 'a.png', 'media'),
      ref('deck', 'a.png', 'font'),
      ref('deck', 'f.png'),
    ]
    const { problems } = await load(refs, { deckRoot })
    expect(problems.map(({ code }) => code)).toEqual(Array(4).fill('file-type'))
  })

  it('that are videos above the limit stay beside, by their absolute path', async () => {
    const deckRoot = folderWith({ 'big.mp4': isoOf('isom'), 'big.txt': 'text', 'small.mp4': isoOf('isom') })
    truncateSync(join(deckRoot, 'big.mp4'), 2_000_000)
    truncateSync(join(deckRoot, 'big.txt'), 2_000_000)
    const refs = ['big.mp4', 'big.txt', 'small.mp4'].map((path) => ref('deck', path, 'media'))
    const { files, beside, problems } = await load(refs, { deckRoot })
    expect([...files.keys()]).toEqual(['deck:small.mp4'])
    expect([...beside]).toEqual([['deck:big.mp4', join(deckRoot, 'big.mp4')]])
    expect(problems).toMatchObject([{ code: 'file-type' }])
  })

  it('that are bombs or too large are refused by their header and size', async () => {
    const deckRoot = folderWith({
      'bomb.png': pngOf(60_000, 60_000),
      'big.png': onePixel,
      'big.svg': smallSvg + ' '.repeat(11 * 1024 * 1024),
      'bomb.svg': svgOf(9),
      'many.svg': svgOf(4),
      'loop.svg': '<svg xmlns="http://www.w3.org/2000/svg"><g id="a"><use href="#a"/><use href="#b"/></g></svg>',
    })
    truncateSync(join(deckRoot, 'big.png'), 51 * 1024 * 1024)
    const { files, problems } = await load(
      ['bomb.png', 'big.png', 'big.svg', 'bomb.svg', 'many.svg', 'loop.svg'].map((path) => ref('deck', path)),
      { deckRoot },
    )
    expect([...files.keys()]).toEqual(['deck:many.svg', 'deck:loop.svg'])
    expect(problems.map(({ code }) => code)).toEqual(Array(4).fill('file-too-large'))
  })

  it('are opened a few at a time, and their problems come in the order of the deck', async () => {
    const names = Array.from({ length: 500 }, (_, i) => `${i}.png`)
    const deckRoot = folderWith(Object.fromEntries(names.filter((_, i) => i % 5 > 0).map((name) => [name, onePixel])))
    const { files, problems } = await load(
      names.map((name) => ref('deck', name)),
      { deckRoot },
    )
    expect([files.size, problems.length]).toEqual([400, 100])
    expect(problems[99]?.message).toContain('495.png')
    expect([...files.keys()].slice(0, 3)).toEqual(['deck:1.png', 'deck:2.png', 'deck:3.png'])
  })
})

describe('typefaces', () => {
  const font = Buffer.from('wOF2\0\x01\0\0\0\0\0\x10aaaa', 'latin1')

  /** Codes that are told of a deck's files, and the paths of those that were read. */
  async function filesOf(text: string, files: Readonly<Record<string, string | Uint8Array>>) {
    const deck = await compileText(text)
    const { files: read, problems } = await load([...deck.files], { deckRoot: folderWith(files) })
    return { read: [...read.keys()], told: problems.map(({ code, message }) => `${code} ${message}`) }
  }

  it('of the front matter’s style and of a style element are read as fonts', async () => {
    const face = '@font-face { font-family: X; src: url(x.woff2) }'
    const style = `---\nstyle: |\n  ${face}\n  section { background: url(a.png) }\n---\n# A\n\n---\n\n# B`
    const files = { 'x.woff2': font, 'a.png': onePixel }
    expect(await filesOf(style, files)).toEqual({ read: ['deck:x.woff2', 'deck:a.png'], told: [] })
    expect(await filesOf(`# A\n\n<style>${face}</style>`, files)).toEqual({ read: ['deck:x.woff2'], told: [] })
  })

  it('may have other formats that are missing or old, as long as one can be read', async () => {
    const face = (sources: string) => `# A\n\n<style>@font-face { font-family: X; src: ${sources} }</style>`
    const files = { 'x.woff2': font, 'x.eot': 'old' }
    const sources =
      'url(x.eot); src: url("x.eot?#iefix") format("embedded-opentype"), url(x.woff2) format("woff2"), url(x.svg)'
    expect((await filesOf(face(sources), files)).told).toEqual([])
    expect((await filesOf(face('url(x.eot), url(y.woff2)'), files)).told).toHaveLength(2)
  })

  it('and pictures that Git LFS has left out are told as such', async () => {
    const pointer = 'version https://git-lfs.github.com/spec/v1\noid sha256:4d7a\nsize 12345\n'
    const { told } = await filesOf('![](a.png)\n\n<video src="b.mp4"></video>', { 'a.png': pointer, 'b.mp4': pointer })
    expect(told).toEqual([
      'file-type `a.png` is only a Git LFS pointer; the file itself is missing.',
      'file-type `b.mp4` is only a Git LFS pointer; the file itself is missing.',
    ])
  })
})
