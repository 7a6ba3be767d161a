import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { onePixel } from '../load/pictures.js'
import { folderWith, lecternProcess } from './lectern.js'

const picture = Buffer.from(onePixel).toString('base64')
const text = '# A\n\n![A dot](../assets/a.png)\n'

/** Builds a deck to standard output: `shown` when its picture is inside, else the code of what was said, else the exit code. */
async function outcome(
  words: readonly string[],
  { cwd, ...more }: Parameters<typeof lecternProcess>[1],
): Promise<string> {
  const { code, out, err } = await lecternProcess(['build', ...words, '-o', '-'], { cwd, ...more })
  const said = /file-outside|usage|deck-unreadable/.exec(err)?.[0]
  return out.includes(picture) ? `shown ${code}` : `${said} ${code}`
}

describe('where a deck may read', () => {
  it('is its project, what is said on the command line or in the configuration, and never the home folder', async () => {
    const cwd = await folderWith({ 'p/assets/a.png': onePixel, 'p/talks/a.md': text, 'conf.json': '{"root": "p"}' })
    const deck = 'p/talks/a.md'
    expect(await outcome([deck], { cwd })).toBe('file-outside 0')
    expect(await outcome([deck, '--root', 'p'], { cwd })).toBe('shown 0')
    expect(await outcome([deck, '--config', 'conf.json'], { cwd })).toBe('shown 0')
    expect(await outcome([deck, '--root', 'p/assets'], { cwd })).toBe('usage 2')
    mkdirSync(join(cwd, 'p/.git'))
    expect(await outcome([deck], { cwd })).toBe('shown 0')
    expect(await outcome([deck, '--config', 'conf.json', '--root', 'p/talks'], { cwd })).toBe('file-outside 0')
    expect(await outcome([deck], { cwd, env: { HOME: join(cwd, 'p') } })).toBe('file-outside 0')
  })

  it('is the same for standard input, from where the command runs', async () => {
    const fx = await folderWith({ 'p/package.json': '{}', 'p/assets/a.png': onePixel, 'p/talks/x': '' })
    const input = text
    expect(await outcome(['-'], { cwd: join(fx, 'p/talks'), input })).toBe('shown 0')
    expect(await outcome(['-', '--root', '.'], { cwd: join(fx, 'p/talks'), input })).toBe('file-outside 0')
    expect(await outcome(['-', '--root', '../assets'], { cwd: join(fx, 'p/talks'), input })).toBe('usage 2')
  })
})
