import { mkdirSync, truncateSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { deckName, loadSource, sourceFromText } from '../../src/load/deck/source.js'
import { LecternError } from '../../src/model/error.js'
import { asUser } from './asUser.js'
import { folderWith, makePipe } from './folder.js'

async function failure(
  path: string,
  cwd: string,
): Promise<{ code: string; exitCode: number; message: string; hint: string; file: string }> {
  try {
    await loadSource(path, { cwd })
  } catch (error) {
    if (!(error instanceof LecternError)) throw error
    const { code, message, hint, place } = error.problem
    return { code, message, hint, exitCode: error.exitCode, file: place.file }
  }
  throw new Error('the deck was read')
}

const load = async (bytes: string | Uint8Array) => loadSource('a.md', { cwd: folderWith({ 'a.md': bytes }) })

describe('bytes: byte order marks, UTF-16, NUL, invalid UTF-8', () => {
  it('a byte order mark is taken off', async () => {
    const { text, frontMatter } = await load('\uFEFF---\ntheme: gaia\n---\n# A')
    expect(text.startsWith('---')).toBe(true)
    expect(frontMatter.values.get('theme')).toBe('gaia')
  })

  it('CRLF and CR become LF, NUL becomes U+FFFD, the marks of addresses vanish, U+202E stays', async () => {
    const { text, problems } = await load('# A\r\nb\rc\0d\uFDD0e\uFDD1\n# \u202Ef')
    expect(text).toBe('# A\nb\nc\uFFFDde\n# \u202Ef')
    expect(problems).toEqual([])
  })

  it('a lone surrogate becomes U+FFFD', () => {
    expect(sourceFromText('a\uD800b😀', { file: 'a.md', path: '', root: '/', name: 'a' }).text).toBe('a\uFFFDb😀')
  })

  it('bytes that are not UTF-8 become U+FFFD, with a warning at the first', async () => {
    const { text, problems } = await load(
      Buffer.concat([Buffer.from('# Ä\r\nüb'), Buffer.from([0xc3, 0x28]), Buffer.from('x\n')]),
    )
    expect(text).toBe('# Ä\nüb\uFFFD(x\n')
    expect(problems).toMatchObject([
      {
        severity: 'warning',
        code: 'encoding-invalid',
        place: { file: 'a.md', line: 2, column: 3 },
        sourceLine: 'üb\uFFFD(x',
      },
    ])
  })

  it('UTF-16 is refused with the way out, with a byte order mark and without', async () => {
    const utf16 = Buffer.from('\uFEFF# Hello, this is a talk\n', 'utf16le')
    for (const bytes of [utf16, utf16.subarray(2), Buffer.from(utf16).swap16()]) {
      const folder = folderWith({ 'a.md': bytes })
      expect(await failure('a.md', folder)).toMatchObject({
        code: 'deck-unreadable',
        exitCode: 1,
        hint: expect.stringContaining('UTF-8'),
      })
    }
  })

  it('what is no text is refused by what it is, whatever it is called', async () => {
    const binary = Buffer.from(Array.from({ length: 400 }, (_, index) => index % 7))
    for (const [name, bytes, what] of [
      ['a.pptx', Buffer.from('PK\x03\x04talk'), 'a ZIP archive'],
      ['a.md', Buffer.from('%PDF-1.7\n'), 'a PDF'],
      ['b.md', binary, 'a binary file'],
    ] as const) {
      const told = await failure(name, folderWith({ [name]: bytes }))
      expect(told).toMatchObject({ code: 'deck-unreadable', exitCode: 1, message: expect.stringContaining(what) })
    }
    const json = await failure('package.json', folderWith({ 'package.json': '{}' }))
    expect(json).toMatchObject({ exitCode: 2, message: '`package.json` is not a Markdown file.' })
    expect((await load('# A\0B')).problems).toEqual([])
    expect((await load('PK stands for “primary key”')).problems).toEqual([])
  })

  it('a sparse file of a gigabyte is refused without reading it', async () => {
    const folder = folderWith({ 'a.md': '' })
    truncateSync(join(folder, 'a.md'), 2 ** 30)
    expect(await failure('a.md', folder)).toMatchObject({
      code: 'deck-too-large',
      exitCode: 1,
      message: expect.stringContaining('1,024 MB'),
    })
  })
})

describe('sizes: empty, too large, too many slides', () => {
  it('an empty deck and one of three dashes are read without a problem', async () => {
    expect((await load('')).problems).toEqual([])
    expect((await load('---')).problems).toEqual([])
  })

  it('ten megabytes in one line are read, one byte more is too large', async () => {
    const line = 'x'.repeat(10 * 1024 * 1024)
    expect((await load(line)).text.length).toBe(line.length)
    expect(await failure('a.md', folderWith({ 'a.md': `${line}x` }))).toMatchObject({
      code: 'deck-too-large',
      exitCode: 1,
    })
  })

  it('a hundred thousand rules are one block of front matter or none', async () => {
    expect((await load('---\n'.repeat(100_000))).frontMatter.lineCount).toBe(2)
  })
})

describe('only regular files are read, and nothing hangs', () => {
  it('a pipe', async () => {
    const folder = folderWith()
    makePipe(join(folder, 'a.md'))
    expect(await failure('a.md', folder)).toMatchObject({ code: 'deck-unreadable', exitCode: 2 })
  })

  it('a socket', async () => {
    const folder = folderWith()
    const server = createServer().listen(join(folder, 'a.md'))
    onTestFinished(() => void server.close())
    await new Promise((resolve) => server.once('listening', resolve))
    expect(await failure('a.md', folder)).toMatchObject({ code: 'deck-unreadable', exitCode: 2 })
  })

  it('devices', async () => {
    for (const device of ['/dev/zero', '/dev/null'])
      expect(await failure(device, folderWith())).toMatchObject({ code: 'deck-unreadable', exitCode: 2 })
  })

  it('a folder called a.md', async () => {
    const folder = folderWith()
    mkdirSync(join(folder, 'a.md'))
    expect(await failure('a.md', folder)).toMatchObject({ code: 'deck-unreadable', exitCode: 2, file: 'a.md' })
  })

  it('a file that grows while it is read ends somewhere', async () => {
    const folder = folderWith({ 'a.md': '# A\n' })
    const reading = loadSource('a.md', { cwd: folder })
    for (let i = 0; i < 100; i++) writeFileSync(join(folder, 'a.md'), 'more\n', { flag: 'a' })
    expect((await reading).text.startsWith('# A\n')).toBe(true)
  })
})

describe('a deck that is not there', () => {
  it('is named as it was written, with the nearest name', async () => {
    const folder = folderWith({ 'talks/deck.md': '# A' })
    expect(await failure('talks/dekc.md', folder)).toMatchObject({
      code: 'deck-not-found',
      exitCode: 2,
      file: 'talks/dekc.md',
      hint: 'Did you mean `talks/deck.md`?',
    })
  })

  it('has an error also for names that no file can have', async () => {
    for (const path of ['a\0.md', 'x'.repeat(5_000), 'talks/deck.md/x', ''])
      expect(['deck-not-found', 'deck-unreadable']).toContain(
        (await failure(path, folderWith({ 'talks/deck.md': '' }))).code,
      )
  })
})

it('a deck that this user may not read is an error of the environment that names it', async () => {
  const result = await asUser(
    'load/deck/source.ts',
    `const { writeFileSync, mkdtempSync } = await import('node:fs')
     const cwd = mkdtempSync('/tmp/lectern-test-user-')
     writeFileSync(cwd + '/a.md', '# A', { mode: 0 })
     const { rmSync } = await import('node:fs')
     try { return await lectern.loadSource('a.md', { cwd }) } finally { rmSync(cwd, { recursive: true }) }`,
  )
  expect(result).toMatchObject({ exitCode: 3, error: { code: 'deck-unreadable', place: { file: 'a.md' } } })
})

it('a source knows its folder, its name and the name of its file from where the command runs', async () => {
  const folder = folderWith({ 'slides/the-rise-of-python/deck.md': '# A' })
  expect(await loadSource('slides/the-rise-of-python/deck.md', { cwd: folder })).toMatchObject({
    file: 'slides/the-rise-of-python/deck.md',
    path: join(folder, 'slides/the-rise-of-python/deck.md'),
    root: join(folder, 'slides/the-rise-of-python'),
    name: 'the-rise-of-python',
    text: '# A',
    problems: [],
  })
  const elsewhere = await loadSource('../the-rise-of-python/deck.md', { cwd: join(folder, 'slides', 'other') })
  expect(elsewhere.file).toBe('../the-rise-of-python/deck.md')
})

it.each([
  ['/x/talk/deck.md', 'talk'],
  ['/x/talk/index.md', 'talk'],
  ['/x/talk/slides.md', 'talk'],
  ['/x/talk/My talk.md', 'My talk'],
  ['/x/talk/deck.markdown', 'deck'],
  ['/deck.md', 'deck'],
])('the artefacts of %s are called %s', (path, name) => {
  expect(deckName(path)).toBe(name)
})
