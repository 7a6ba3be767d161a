import { chmodSync, readdirSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { readSourceText, type SourcePlace, saveSourceText } from '../../src/load/editing/sourceFile.js'
import { asUser } from './asUser.js'
import { folderWith } from './folder.js'

const placeOf = (project: string, file = 'deck.md'): SourcePlace => ({ file, path: join(project, file), project })
const bytesOf = (folder: string, file = 'deck.md'): string => readFileSync(join(folder, file), 'latin1')

async function hashOf(place: SourcePlace): Promise<string> {
  const read = await readSourceText(place)
  return read.ok ? read.source.hash : ''
}

/** Reads a text, changes it and saves it, as the editor does. */
async function edit(place: SourcePlace, change: (text: string) => string) {
  const read = await readSourceText(place)
  if (!read.ok) return read
  return saveSourceText(place, { text: change(read.source.text), base: read.source.hash })
}

describe('saving a text', () => {
  test('writes it, keeps the mode of the file and leaves nothing beside it', async () => {
    const folder = folderWith({ 'deck.md': '# A\n' })
    chmodSync(join(folder, 'deck.md'), 0o640)
    const place = placeOf(folder)
    const answer = await edit(place, () => '# B\n')
    expect(answer).toMatchObject({ saved: true, source: { text: '# B\n', hash: await hashOf(place) } })
    expect(bytesOf(folder)).toBe('# B\n')
    expect(statSync(join(folder, 'deck.md')).mode & 0o777).toBe(0o640)
    expect(readdirSync(folder)).toEqual(['deck.md'])
  })

  test.each([
    ['Windows line ends', '# A\r\n\r\nb\r\n', '# A\r\n\r\nc\r\nd\r\n'],
    ['a byte order mark', '\xef\xbb\xbf# A\n\nb\n', '\xef\xbb\xbf# A\n\nc\nd\n'],
    ['old Macintosh line ends', '# A\r\rb\r', '# A\r\rc\rd\r'],
    ['mixed line ends where nothing was changed', '# A\n\r\nb\r\n', '# A\n\r\nc\r\nd\r\n'],
    ['no end of the last line', '# A\n\nb', '# A\n\nc\nd'],
  ])('keeps %s', async (_, before, after) => {
    const folder = folderWith({ 'deck.md': Buffer.from(before, 'latin1') })
    await edit(placeOf(folder), (text) => text.replace('b', 'c\nd'))
    expect(bytesOf(folder)).toBe(after)
  })

  test('answers with the text on disk when that has changed', async () => {
    const folder = folderWith({ 'deck.md': 'one\n' })
    const place = placeOf(folder)
    const base = await hashOf(place)
    writeFileSync(place.path, 'two\n')
    expect(await saveSourceText(place, { text: 'mine\n', base })).toMatchObject({
      saved: false,
      reason: 'changed',
      source: { text: 'two\n', hash: await hashOf(place) },
    })
    expect(bytesOf(folder)).toBe('two\n')
  })

  test('is done when the disk has that text already, whatever it is based on', async () => {
    const folder = folderWith({ 'deck.md': 'one\n' })
    expect(await saveSourceText(placeOf(folder), { text: 'one\n', base: 'old' })).toMatchObject({ saved: true })
  })

  test('says that a file is gone, and makes it again only when asked to', async () => {
    const folder = folderWith({ 'deck.md': 'one\n' })
    const place = placeOf(folder)
    const base = await hashOf(place)
    rmSync(place.path)
    expect(await saveSourceText(place, { text: 'two\n', base })).toMatchObject({ saved: false, reason: 'missing' })
    expect(readdirSync(folder)).toEqual([])
    expect(await saveSourceText(place, { text: 'two\n', base: '' })).toMatchObject({ saved: true })
    expect(bytesOf(folder)).toBe('two\n')
  })

  test('goes through a link inside the project, and the link stays', async () => {
    const folder = folderWith({ 'real/text.md': 'one\n' })
    symlinkSync('real/text.md', join(folder, 'deck.md'))
    expect(await edit(placeOf(folder), () => 'two\n')).toMatchObject({ saved: true })
    expect(bytesOf(folder, 'real/text.md')).toBe('two\n')
    expect(
      readdirSync(folder, { withFileTypes: true })
        .find(({ name }) => name === 'deck.md')
        ?.isSymbolicLink(),
    ).toBe(true)
  })

  test('refuses a file that became a link out of the project', async () => {
    const outside = folderWith({ 'secret.md': 'secret\n' })
    const folder = folderWith({ 'deck.md': 'one\n' })
    const place = placeOf(folder)
    const base = await hashOf(place)
    rmSync(place.path)
    symlinkSync(join(outside, 'secret.md'), place.path)
    const answer = await saveSourceText(place, { text: 'two\n', base })
    expect(answer).toMatchObject({ saved: false, reason: 'outside' })
    expect(JSON.stringify(answer)).not.toContain('secret')
    expect(bytesOf(outside, 'secret.md')).toBe('secret\n')
    expect(await readSourceText(place)).toMatchObject({ ok: false, reason: 'outside' })
  })

  test('refuses a folder that became a link out of the project', async () => {
    const outside = folderWith({ 'deck.md': 'secret\n' })
    const folder = folderWith({})
    symlinkSync(outside, join(folder, 'talk'))
    const place = placeOf(folder, 'talk/deck.md')
    expect(await saveSourceText(place, { text: 'two\n', base: '' })).toMatchObject({ saved: false, reason: 'outside' })
    rmSync(join(outside, 'deck.md'))
    expect(await saveSourceText(place, { text: 'two\n', base: '' })).toMatchObject({ saved: false, reason: 'outside' })
    expect(readdirSync(outside)).toEqual([])
  })

  test('leaves a file alone that nobody may write', async () => {
    const folder = folderWith({ 'deck.md': 'one\n' })
    chmodSync(join(folder, 'deck.md'), 0o444)
    expect(await readSourceText(placeOf(folder))).toMatchObject({ ok: true, source: { readOnly: true } })
    expect(await edit(placeOf(folder), () => 'two\n')).toMatchObject({ saved: false, reason: 'read-only' })
    expect(bytesOf(folder)).toBe('one\n')
  })

  test('says that a folder may not be written, and leaves the file whole', async () => {
    const answer = await asUser(
      'load/editing/sourceFile.ts',
      `const { writeFileSync, chmodSync, readFileSync, mkdirSync, mkdtempSync, rmSync } = await import('node:fs')
       const project = mkdtempSync('/tmp/lectern-test-')
       writeFileSync(project + '/deck.md', 'one')
       const place = { file: 'deck.md', path: project + '/deck.md', project }
       const { source } = await lectern.readSourceText(place)
       chmodSync(project, 0o500)
       const answer = await lectern.saveSourceText(place, { text: 'two', base: source.hash })
       const left = readFileSync(place.path, 'utf8')
       chmodSync(project, 0o700); rmSync(project, { recursive: true })
       return { answer, left }`,
    )
    expect(answer).toMatchObject({ answer: { saved: false, reason: 'read-only' }, left: 'one' })
  })

  test.each([
    ['bytes that are not UTF-8', Buffer.from('# Caf\xe9\n', 'latin1')],
    ['larger than 10 MB', Buffer.alloc(10 * 1024 * 1024 + 1, 'a')],
  ])('does not offer a file with %s for editing', async (_, content) => {
    const folder = folderWith({ 'deck.md': content })
    expect(await readSourceText(placeOf(folder))).toMatchObject({ ok: false, reason: 'unfit' })
    expect(await saveSourceText(placeOf(folder), { text: 'x', base: '' })).toMatchObject({ reason: 'unfit' })
    expect(readFileSync(join(folder, 'deck.md')).equals(content)).toBe(true)
  })

  test.each([
    ['half a character', 'a\ud800b'],
    ['larger than 10 MB', 'ä'.repeat(5 * 1024 * 1024 + 1)],
  ])('refuses a text with %s', async (_, text) => {
    const folder = folderWith({ 'deck.md': 'one\n' })
    expect(await edit(placeOf(folder), () => text)).toMatchObject({ saved: false, reason: 'unfit' })
    expect(bytesOf(folder)).toBe('one\n')
  })

  test('waits for a file that another program has emptied and is still writing', async () => {
    const folder = folderWith({ 'deck.md': 'one\n' })
    const place = placeOf(folder)
    const base = await hashOf(place)
    writeFileSync(place.path, '')
    const answer = saveSourceText(place, { text: 'mine\n', base })
    await new Promise((resolve) => setImmediate(resolve))
    writeFileSync(place.path, 'theirs, whole\n')
    expect(await answer).toMatchObject({ reason: 'changed', source: { text: 'theirs, whole\n' } })
  })

  test('of the same file by two windows at once never mixes them', async () => {
    const folder = folderWith({ 'deck.md': 'one\n' })
    const place = placeOf(folder)
    const base = await hashOf(place)
    const texts = ['a', 'b'].map((letter) => letter.repeat(200_000))
    await Promise.all(texts.map((text) => saveSourceText(place, { text, base })))
    expect(texts).toContain(bytesOf(folder))
    expect(readdirSync(folder)).toEqual(['deck.md'])
  })
})
