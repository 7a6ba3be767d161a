import { mkdirSync, symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { compile } from '../../src/compile/compile.js'
import { loadFiles } from '../../src/load/assets/assets.js'
import { findRoot, givenRoot } from '../../src/load/deck/root.js'
import { loadSource } from '../../src/load/deck/source.js'
import { compileJob } from '../compile/compileText.js'
import { folderWith } from './folder.js'
import { onePixel } from './pictures.js'

/** What a deck shows of the files that it names: `path` for each that was read, `code path` for each that was not. */
async function shownBy(folder: string, deckPath: string, root?: string): Promise<string[]> {
  const source = await loadSource(deckPath, { cwd: folder, root })
  const deck = await compile(source, compileJob())
  const { files, problems } = await loadFiles(deck.files, {
    deckRoot: source,
    themeRoots: new Map(),
    allowNet: false,
    mediaLimitBytes: 1_000_000,
  })
  const said = [...deck.problems, ...problems].filter(({ severity }) => severity !== 'info')
  return [...[...files.keys()].map((key) => key.replace('deck:', '')), ...said.map(({ code }) => code)].sort()
}

describe('the root of a deck', () => {
  const none = folderWith

  it.each([
    ['a repository', { 'p/.git/HEAD': '' }, 'p/slides/x', 'p'],
    ['a work tree, whose .git is a file', { 'p/.git': 'gitdir: x' }, 'p/slides/x', 'p'],
    ['a package', { 'p/package.json': '{}' }, 'p/slides/x', 'p'],
    ['a configuration', { 'p/lectern.config.ts': '' }, 'p/slides/x', 'p'],
    ['the nearest of several', { 'p/.git/HEAD': '', 'p/slides/package.json': '{}' }, 'p/slides/x', 'p/slides'],
    ['itself, where it is the project', { 'p/.git/HEAD': '', 'p/x/package.json': '{}' }, 'p/x', 'p/x'],
    ['its own folder without one', { 'p/readme.md': '' }, 'p/slides/x', 'p/slides/x'],
  ])('is %s', (_, files, deck, root) => {
    const fx = none(files)
    mkdirSync(join(fx, deck), { recursive: true })
    expect(findRoot(join(fx, deck), [])).toBe(join(fx, root))
  })

  it('is never the home folder, nor one that holds it', () => {
    const fx = none({ 'home/me/.git/HEAD': '', 'home/.git/HEAD': '', 'home/me/talks/a.md': '' })
    const home = join(fx, 'home/me')
    symlinkSync('home/me', join(fx, 'link'))
    expect(findRoot(join(home, 'talks'), [])).toBe(home)
    for (const [deck, homes] of [
      [join(home, 'talks'), [home]],
      // A folder above the home folder holds all of it, too.
      [join(home, 'talks'), [join(home, 'talks/deeper')]],
      [join(fx, 'link/talks'), [home]],
    ] as const)
      expect(findRoot(deck, homes)).toBe(deck)
    mkdirSync(join(home, 'work/.git'), { recursive: true })
    mkdirSync(join(home, 'work/slides'))
    expect(findRoot(join(home, 'work/slides'), [home])).toBe(join(home, 'work'))
  })

  it('that is given has to be a folder that holds the deck', () => {
    const fx = none({ 'p/slides/a.md': '', 'q/b.md': '' })
    const told = (given: string) => {
      try {
        return givenRoot(given, join(fx, 'p/slides'), { cwd: fx, deck: 'p/slides/a.md' })
      } catch (error) {
        return `${error}`
      }
    }
    expect(told('p')).toEqual({ root: join(fx, 'p'), folder: join(fx, 'p/slides') })
    expect(told('q')).toContain('The deck is outside the root `q`.')
    expect(told('p/slides/deeper')).toContain('does not exist')
    expect(told('q/b.md')).toContain('is not a folder')
  })
})

describe('a deck reads', () => {
  const project = {
    'p/package.json': '{}',
    'p/.env': 'SECRET',
    'p/.private/a.png': onePixel,
    'p/assets/a.png': onePixel,
    'p/notes.md': '# Notes',
    'p/key.txt': 'SECRET',
    'p-other/a.png': onePixel,
    'outside/a.png': onePixel,
    'outside/o.md': 'SECRET',
  }

  it('pictures beside its folder, as far as its project goes', async () => {
    const fx = folderWith({
      ...project,
      'p/slides/x/deck.md':
        '![](../../assets/a.png)\n\n---\n\n![bg](../../assets/a.png)\n\n![](../../../outside/a.png)',
    })
    expect(await shownBy(fx, 'p/slides/x/deck.md')).toEqual(['../../assets/a.png', 'file-outside'])
    expect(await shownBy(fx, 'p/slides/x/deck.md', 'p/slides')).toEqual(['file-outside', 'file-outside'])
    expect(await shownBy(fx, 'p/slides/x/deck.md', '.')).toEqual(['../../../outside/a.png', '../../assets/a.png'])
  })

  it.each([
    ['![](../../.private/a.png)', ['file-outside']],
    ['![](../../.env)', ['file-outside']],
    ['![](../../key.txt)', ['file-type']],
    ['![](../../package.json)', ['file-type']],
    ['<!-- include: ../../.env -->', ['file-outside']],
    ['<!-- include: ../../key.txt -->', ['include-missing']],
    ['<!-- include: ../../package.json -->', ['include-missing']],
    ['<!-- include: ../../../outside/o.md -->', ['file-outside']],
    ['<!-- include: out/o.md -->', ['file-outside']],
    ['![](out/a.png)', ['file-outside']],
    ['![](up/.private/a.png)', ['file-outside']],
    ['![](../../../p-other/a.png)', ['file-outside']],
    ['![](..%2f..%2f..%2foutside/a.png)', ['file-outside']],
    ['![](hidden.png)', ['file-outside']],
    ['---\nroot: /\n---\n\n![](../../../outside/a.png)', ['file-outside']],
    ['<!-- root: / -->\n\n![](../../../outside/a.png)', ['file-outside']],
    ['<!-- include: ../../notes.md -->', []],
  ])('nothing of the project but what it names and shows: %j', async (text, codes) => {
    const fx = folderWith({ ...project, 'p/slides/downloaded/deck.md': `${text}\n\n# End` })
    const own = join(fx, 'p/slides/downloaded')
    symlinkSync('../../../outside', join(own, 'out'))
    symlinkSync('../..', join(own, 'up'))
    symlinkSync('../../.private/a.png', join(own, 'hidden.png'))
    const shown = await shownBy(fx, 'p/slides/downloaded/deck.md')
    expect(shown.filter((word) => !/^directive-unknown|front-matter/.test(word))).toEqual(codes)
    const { text: read } = await loadSource('p/slides/downloaded/deck.md', { cwd: fx })
    expect(read).not.toContain('SECRET')
  })

  it('nothing, when it is itself a link out of its project', async () => {
    const fx = folderWith({ ...project, 'p/slides/y/real.md': '# Real' })
    symlinkSync('/proc/self/environ', join(fx, 'p/slides/y/deck.md'))
    symlinkSync('../../../outside/o.md', join(fx, 'p/slides/y/o.md'))
    symlinkSync('../../outside', join(fx, 'p/slides/z'))
    symlinkSync('real.md', join(fx, 'p/slides/y/inner.md'))
    for (const path of ['y/deck.md', 'y/o.md', 'z/o.md'])
      await expect(loadSource(`p/slides/${path}`, { cwd: fx })).rejects.toThrow(
        'is a link to a file outside its project',
      )
    expect((await loadSource('p/slides/y/inner.md', { cwd: fx })).text).toBe('# Real')
    expect((await loadSource('p/slides/z/o.md', { cwd: fx, root: '.' })).text).toBe('SECRET')
  })
})
