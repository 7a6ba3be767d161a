// Through the real command: what is missing is said, and what was there stays.
import { spawn } from 'node:child_process'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { command, folderWith, lectern, outcomeOf } from './lectern.js'

const onePixel = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
)

describe.runIf(process.platform === 'linux')('a build that may have', () => {
  const build = (limit: string, cwd: string) =>
    outcomeOf(
      spawn('sh', ['-c', `${limit}; exec "${process.execPath}" $HEAP "${command}" build talk.md`], {
        cwd,
        env: { ...process.env, NO_COLOR: '1', HEAP: '--max-old-space-size=128' },
      }),
    )

  it('few open files and little memory puts five hundred pictures in', async () => {
    const names = Array.from({ length: 500 }, (_, at) => `${at}.png`)
    const pictures = Object.fromEntries(names.map((name) => [name, onePixel]))
    const talk = names.map((name) => `![one](${name})`).join('\n')
    const cwd = await folderWith({ 'talk.md': `# Many\n\n${talk}\n`, ...pictures })
    expect(await build('ulimit -n 64', cwd)).toMatchObject({ code: 0, err: expect.not.stringContaining('warning') })
  })

  it('only small files leaves the old one whole and says why', async () => {
    const cwd = await folderWith({ 'talk.md': '# New\n', 'dist/talk.html': 'old' })
    const { code, err } = await build('ulimit -f 1', cwd)
    expect([code, err]).toEqual([3, expect.stringMatching(/cannot be written: it would exceed the maximum file size/)])
    expect(await readdir(join(cwd, 'dist'))).toEqual(['talk.html'])
    expect(await readFile(join(cwd, 'dist/talk.html'), 'utf8')).toBe('old')
  })
})

it('a picture that cannot be fetched is a warning, and an error with --strict', async () => {
  const cwd = await folderWith({ 'talk.md': '# One\n\n![a picture](http://127.0.0.1:1/a.png)\n' })
  const build = (...words: string[]) => lectern(['build', 'talk.md', '--allow-net', ...words], { cwd })
  expect(await build()).toMatchObject({ code: 0, err: expect.stringContaining('remote-failed') })
  expect(await readFile(join(cwd, 'dist/talk.html'), 'utf8')).toContain('a picture')
  expect((await build('--strict')).code).toBe(1)
})
