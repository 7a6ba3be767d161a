import { spawn } from 'node:child_process'
import { closeSync, copyFileSync, existsSync, mkdirSync, openSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { draftName, fileDrafts } from '../../src/load/disk/drafts.js'
import { elsewhere, ended } from '../load/made.js'
import { command, folderWith, lectern, outcomeOf } from './lectern.js'

describe('the command line', () => {
  it('prints its version and its help', async () => {
    const cwd = await folderWith({})
    expect(await lectern(['--version'], { cwd })).toMatchObject({ code: 0, err: '' })
    for (const words of [['--help'], ['build', '--help'], []]) {
      const { code, out } = await lectern(words, { cwd })
      expect(code).toBe(0)
      expect(out).toContain('Examples:')
    }
  })

  const wrong: readonly [readonly string[], string][] = [
    [['bild'], 'Did you mean build?'],
    [['a.md'], 'Did you mean `lectern build a.md`?'],
    [['build', 'a.md', '--pdf'], 'Did you mean `--to pdf`?'],
    [['build', '--too', 'pdf', 'a.md'], 'Did you mean --to?'],
    [['build', 'a.md', '--to', 'hmtl'], 'Did you mean html?'],
    [['build', 'a.md', '--to', 'docx'], 'Formats: html, pdf, png'],
    [['build', 'a.md', '--timeout', 'abc'], 'from 1 to 3600'],
    [['build', 'a.md', '--timeout', '-1'], 'from 1 to 3600'],
    [['build', 'a.md', '--timeout', '1e99'], 'from 1 to 3600'],
    [['build', 'a.md', '-o'], 'argument missing'],
    [['build', 'a.md', '-o', ''], 'a folder, a file or'],
    [['build', 'nope.md'], 'The deck `nope.md` does not exist'],
    [['build', 'a.md', '--config', 'nope.json'], 'nope.json'],
    [['build', 'a.md', '--theme-dir', 'nope'], 'nope'],
    [['build', 'a.md', '--to', 'pdf', '-o', 'talk.html'], 'The extension of'],
    [['build', 'a.md', '-o', 'talk.pptx'], 'The extension of'],
    [['build', 'a.md', '--to', 'pdf', '--pages', '7-3'], 'runs backwards'],
    [['build', 'a.md', '--to', 'pdf', '--pages', 'one'], 'Use numbers and ranges, such as 3-7,12.'],
    [['build', 'a.md', '--to', 'pdf', '--pages', '0'], 'numbered from 1'],
    [['build', 'a.md', '--to', 'pdf', '--pdf-notes', '--no-notes'], 'Use one of them.'],
    [['build', 'a.md', '--to', 'notes-md', '--no-notes'], '--no-notes would leave notes-md empty'],
    [['build', 'a.md', '--steps'], '--steps applies to pdf, png, jpeg, webp only, not to html'],
    [['build', 'a.md', '--to', 'jpeg', '--transparent'], '--transparent applies to png, webp'],
    [['build', 'a.md', '--to', 'pdf', '--paper', 'Leter'], 'Did you mean Letter?'],
    [['build', 'a.md', '--to', 'handout', '--paper', 'A5', '--margin', '60'], 'leave 28 mm of printable width on A5'],
    [['build', 'a.md', '--index', '--shard', '1/2'], '--index lists all decks'],
    [['build', 'a.md', '--index', '-o', 'a.html'], '--index needs an output folder'],
    [['build', 'a.md', '--to', 'pdf', '--margin', '20'], '--margin needs --paper'],
    [['build', 'a.md', '--to', 'pdf', '--scheme', 'blue'], 'light, dark'],
    [['build', 'a.md', '--to', 'png', '--scale', '99'], 'from 0.1 to 8'],
    [['build', 'a.md', '--to', 'png', '--slide', '1', '--pages', '2'], 'Use one of them'],
    [['build', 'a.md', '--to', 'png', '-o', '-'], 'one image with --slide'],
    [['build', 'a.md', '--shard', '6/5'], 'such as 2/5'],
    [['build', 'a.md', '--json', '-o', '-'], 'the deck or JSON, not both'],
    [['build', 'a.md', 'sub/a.md'], 'would both write'],
    [['build', 'a.md', 'b.md', '-o', 'one.html'], 'is one file'],
    [['build', 'a.md', '--to', 'html,pdf', '-o', '-'], 'Standard output holds one deck'],
  ]
  for (const [words, expected] of wrong) {
    it(`refuses \`${words.join(' ')}\` and says what is meant`, async () => {
      const cwd = await folderWith({ 'a.md': '# a\n', 'b.md': '# b\n', 'sub/a.md': '# a\n' })
      const { code, out, err } = await lectern(words, { cwd })
      expect(code).toBe(2)
      expect(out).toBe('')
      expect(err).toContain(expected)
      expect(err).not.toMatch(/\n\s+at /)
      expect(existsSync(join(cwd, 'dist'))).toBe(false)
    })
  }

  it('takes what follows `--` for names', async () => {
    const cwd = await folderWith({ '--to.md': '# odd\n' })
    expect((await lectern(['build', '--', '--to.md'], { cwd })).code).toBe(0)
  })

  it('colours only for people', async () => {
    const cwd = await folderWith({ 'a.md': '# a\n\n![](nope.png)\n' })
    const run = (env: Record<string, string | undefined>): Promise<string> =>
      lectern(['build', 'a.md'], { cwd, env }).then(({ err }) => err)
    expect(await run({ NO_COLOR: undefined, FORCE_COLOR: undefined })).not.toContain('\u001b[')
    expect(await run({ NO_COLOR: '1', FORCE_COLOR: '1' })).not.toContain('\u001b[')
    expect(await run({ NO_COLOR: undefined, FORCE_COLOR: '1' })).toContain('\u001b[33m')
  })

  it('never lets a deck drive the terminal', async () => {
    const cwd = await folderWith({ 'a.md': '# a\n\n<!-- _clas: \u001b]0;owned\u0007 \u202e -->\n' })
    const { err } = await lectern(['build', 'a.md'], { cwd })
    expect(err).toContain('_clas')
    for (const char of ['\u001b', '\u0007', '\u202e']) expect(err).not.toContain(char)
  })

  it('a reader that goes away (EPIPE) is no failure', async () => {
    const cwd = await folderWith({ 'a.md': '# a\n' })
    const child = spawn(
      'sh',
      ['-c', `"${process.execPath}" "${command}" build a.md -o - | head -c 10; exit \${PIPESTATUS:-0}`],
      { cwd },
    )
    const { out, err } = await outcomeOf(child)
    expect(out).toBe('<!doctype ')
    expect(err).toBe('')
  })

  it.runIf(existsSync('/dev/full'))('output that has no room is an error', async () => {
    const cwd = await folderWith({ 'a.md': '# a\n' })
    const full = openSync('/dev/full', 'w')
    const child = spawn(process.execPath, [command, 'build', 'a.md', '-o', '-'], {
      cwd,
      stdio: ['ignore', full, 'pipe'],
    })
    closeSync(full)
    const { code, err } = await outcomeOf(child)
    expect([code, err]).toEqual([
      3,
      expect.stringMatching(/^error Standard output cannot be written: no space left on the disk\./),
    ])
  })

  it('works with standard input closed', async () => {
    const cwd = await folderWith({ 'a.md': '# a\n' })
    const child = spawn(process.execPath, [command, 'build', 'a.md', '-q'], { cwd, stdio: ['ignore', 'pipe', 'pipe'] })
    expect(await outcomeOf(child)).toEqual({ code: 0, out: '', err: '' })
  })

  it('says in one line which browser cannot be used', async () => {
    const cwd = await folderWith({ 'a.md': '# a\n' })
    const { code, err } = await lectern(['build', 'a.md', '--to', 'pdf', '--browser', 'nope'], { cwd })
    expect(code).toBe(3)
    expect(err).toMatch(/error .*nope/)
    expect(existsSync(join(cwd, 'dist'))).toBe(false)
  })
})

describe('an installation that is not whole', () => {
  const root = join(command, '..', '..')
  const broken: readonly [string, Readonly<Record<string, string>>, string][] = [
    ['a package.json that is a folder', { 'package.json/x': '' }, 'package.json cannot be read (EISDIR)'],
    [
      'a package.json that is cut off',
      { 'package.json': '{ "name": "lectern", ' },
      'package.json cannot be read (it is damaged)',
    ],
    ['no package.json', {}, 'its package.json is missing'],
    ['no script', { 'package.json': '{ "name": "lectern", "version": "1" }' }, 'command.cjs cannot be read (ENOENT)'],
  ]
  it.each(broken)('is named: %s', async (what, files, said) => {
    const cwd = await folderWith(files)
    for (const name of ['bin/lectern.js', 'bin/package.json', 'lib/main.mjs', 'lib/libraries.cjs', 'lib/command.cjs']) {
      if (what === 'no script' && name === 'lib/command.cjs') continue
      mkdirSync(join(cwd, name, '..'), { recursive: true })
      copyFileSync(join(root, name), join(cwd, name))
    }
    const env = { ...process.env, NO_COLOR: '1' }
    for (const words of [['--version'], ['build', 'a.md']]) {
      if (what === 'no script' && words[0] === '--version') continue
      const child = spawn(process.execPath, [join(cwd, 'bin/lectern.js'), ...words], { cwd, env, stdio: 'pipe' })
      const { code, err } = await outcomeOf(child)
      expect(err).toContain(said)
      expect(err).toContain('→ Reinstall Lectern')
      expect(err).not.toMatch(/^\s+at /m)
      expect(code).toBe(3)
    }
  })
})

it('removes what a killed run left in the cache of what it was writing, and no more', async () => {
  const cwd = await folderWith({ 'a.md': '# A\n' })
  const cache = join(cwd, 'cache/lectern')
  const left = ended(draftName(fileDrafts))
  const others = [elsewhere(left, 'namespace'), `${'0'.repeat(32)}.memo`]
  mkdirSync(cache, { recursive: true, mode: 0o700 })
  for (const name of [left, ...others]) writeFileSync(join(cache, name), 'half')
  expect((await lectern(['build', 'a.md'], { cwd, env: { XDG_CACHE_HOME: join(cwd, 'cache') } })).code).toBe(0)
  const names = readdirSync(cache)
  expect(names.filter((name) => others.includes(name)).length).toBe(2)
  expect(names.filter((name) => name.startsWith('.lectern-'))).toEqual(others.slice(0, 1))
})
