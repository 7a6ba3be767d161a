import { chmodSync, symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { findDecks } from '../../src/load/deck/decks.js'
import { LecternError } from '../../src/model/error.js'
import { folderWith } from './folder.js'

const project = () =>
  folderWith({
    'slides/one/deck.md': '',
    'slides/one/extra.md': '',
    'slides/two/index.md': '',
    'slides/three/a.md': '',
    'slides/three/b.md': '',
    'slides/three/picture.png': '',
    'slides/README.txt': '',
    'talk.md': '',
    'my talk [v2].md': '',
    'node_modules/pkg/deck.md': '',
    '.git/deck.md': '',
    'empty/x.txt': '',
  })

async function find(patterns: string[], cwd: string, configured?: string[]): Promise<string[]> {
  const found = await findDecks(patterns, { cwd, configured })
  return found.map((path) => path.slice(cwd.length + 1))
}

async function failure(patterns: string[], cwd: string, configured?: string[]) {
  const error: unknown = await findDecks(patterns, { cwd, configured }).catch((cause: unknown) => cause)
  if (!(error instanceof LecternError)) throw new Error(`no error but ${String(error)}`)
  return { exitCode: error.exitCode, ...error.problem }
}

describe('decks', () => {
  it.each([
    [['talk.md'], ['talk.md']],
    [['./talk.md', 'talk.md', '{talk,talk}.md'], ['talk.md']],
    [['my talk [v2].md'], ['my talk [v2].md']],
    [['slides/one'], ['slides/one/deck.md']],
    [['slides/two/'], ['slides/two/index.md']],
    [['slides/three'], ['slides/three/a.md', 'slides/three/b.md']],
    [['slides/*/deck.md'], ['slides/one/deck.md']],
    [['slides/*'], ['slides/one/deck.md', 'slides/two/index.md']],
    [['slides/**/?.md'], ['slides/three/a.md', 'slides/three/b.md']],
    [['slides/{one,two}/*.md'], ['slides/one/deck.md', 'slides/one/extra.md', 'slides/two/index.md']],
    [['**/deck.md'], ['slides/one/deck.md']],
    [
      ['talk.md', 'slides/one'],
      ['slides/one/deck.md', 'talk.md'],
    ],
  ])('%j are %j', async (patterns, decks) => {
    expect(await find(patterns, project())).toEqual(decks)
  })

  it('are those of the configuration when none is named, else those in slides', async () => {
    expect(await find([], project())).toEqual(['slides/one/deck.md'])
    expect(await find([], project(), ['talk.md', 'slides/two'])).toEqual(['slides/two/index.md', 'talk.md'])
    expect(await find(['talk.md'], project(), ['slides/two'])).toEqual(['talk.md'])
  })

  it('are found once in folders that contain themselves', async () => {
    const folder = project()
    symlinkSync('.', join(folder, 'slides', 'loop'))
    symlinkSync('..', join(folder, 'slides', 'one', 'up'))
    expect(await find(['**/deck.md'], folder)).toEqual(['slides/one/deck.md'])
  })

  it('that cannot be found are an error of usage with the nearest name', async () => {
    expect(await failure(['talks.md'], project())).toMatchObject({
      exitCode: 2,
      code: 'deck-not-found',
      hint: 'Did you mean `talk.md`?',
    })
    expect(await failure(['slides/tow'], project())).toMatchObject({ hint: 'Did you mean `slides/two`?' })
    expect(await failure(['talk.md', 'nowhere/*.md'], project())).toMatchObject({
      exitCode: 2,
      message: expect.stringContaining('nowhere/*.md'),
    })
    expect(await failure(['empty'], project())).toMatchObject({
      exitCode: 2,
      message: expect.stringContaining('no Markdown file'),
    })
    expect(await failure([], project(), ['gone.md'])).toMatchObject({
      exitCode: 2,
      message: expect.stringContaining('gone.md'),
    })
  })

  it('that nobody named are looked for in slides, and the error says so', async () => {
    const folder = folderWith({ 'README.md': '', 'rust.md': '' })
    expect(await failure([], folder)).toMatchObject({
      exitCode: 2,
      message: expect.stringContaining('slides/*/deck.md'),
      hint: expect.stringContaining('lectern build rust.md'),
    })
  })

  it('in a folder that may not be listed are an error, not a crash', async () => {
    const folder = folderWith({ 'closed/x.md': '' })
    chmodSync(join(folder, 'closed'), 0o000)
    const found = await find(['closed'], folder).catch((error: unknown) => error)
    chmodSync(join(folder, 'closed'), 0o755)
    // As root the folder can be listed.
    if (found instanceof Error) expect(found).toBeInstanceOf(LecternError)
    else expect(found).toEqual(['closed/x.md'])
  })
})
