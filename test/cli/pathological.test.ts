import { spawn } from 'node:child_process'
import { describe, expect, it } from 'vitest'
import { command, folderWith, outcomeOf } from './lectern.js'

const many = (text: string, count: number): string => text.repeat(count)

/** Input that makes careless parsers take hours, or all of the memory. */
const cases: Readonly<Record<string, () => string>> = {
  'stars around a letter': () => `${many('*', 60_000)}a${many('*', 60_000)}`,
  'open and closed emphasis': () => `${many('*a **a ', 5_000)}b${many(' a** a*', 5_000)}`,
  'underscores after letters': () => many('a_ ', 30_000),
  'closing brackets': () => many('a]', 10_000),
  'opening brackets': () => many('[a', 10_000),
  'stars and underscores': () => many('*a_ ', 50_000),
  'brackets and parentheses': () => many('[ (](', 40_000),
  'pictures in brackets': () => many('![[]()', 20_000),
  'nested brackets': () => `${many('[', 20_000)}a${many(']', 20_000)}`,
  'nested quotes': () => `${many('> ', 50_000)}a`,
  'nested lists': () => Array.from({ length: 1_000 }, (_, index) => `${' '.repeat(2 * index)}- x`).join('\n'),
  'zero bytes': () => many('abc\0de\0', 100_000),
  'a ladder of backticks': () => Array.from({ length: 3_000 }, (_, index) => `e${'`'.repeat(index)}`).join(''),
  'links into angle brackets': () => many('[a](<b', 30_000),
  'comments in a closing tag': () => `</${many('<!--', 100_000)}`,
  'a list in a list in a list': () => `${many('- ', 30_000)}x${many('\n', 30_000)}`,
  'quotes and emphasis': () => `${many('>', 100_000)}${many('a*', 100_000)}`,
  'angle brackets': () => `${many('<', 400_000)}>`,
  'quotation marks': () => many('"', 160_000),
  'an address of stars': () => `http://example.com/${many('*', 70_000)}a`,
  'mail addresses': () => many('mailto:', 20_000),
  spaces: () => `x${many(' ', 150_000)}x  \nx`,
  'open comments': () => many('<!--', 50_000),
  'open styles': () => many('<style', 20_000),
  dollars: () => many('$', 100_000),
  colons: () => many(':a', 50_000),
  'at signs': () => many('@', 100_000),
  'one line of ten megabytes': () => many('a ', 5_000_000),
  'a table of 500 × 500': () =>
    [1, ...Array.from({ length: 499 }, () => 0)]
      .map((head) => `|${many('a|', 500)}${head ? `\n|${many('-|', 500)}` : ''}`)
      .join('\n'),
  '100,000 separators': () => many('---\n\n', 100_000),
  '5,001 slides': () => Array.from({ length: 5_001 }, (_, index) => `# ${index}`).join('\n\n---\n\n'),
  'a fence of five megabytes': () => `\`\`\`js\n${many('a', 5_000_000)}\n\`\`\``,
  'only separators': () => '---',
  nothing: () => '',
}

/** A run that takes longer than this hangs. */
const hangsAfterMs = 60_000

describe.concurrent('the command comes back, and stays within 512 MB', {
  timeout: 2 * hangsAfterMs,
}, () => {
  for (const [title, make] of Object.entries(cases)) {
    it(title, async ({ expect: check }) => {
      const text = make()
      const child = spawn(process.execPath, ['--max-old-space-size=512', command, 'build', '-'], {
        stdio: 'pipe',
        env: { ...process.env, NO_COLOR: '1' },
      })
      const killer = setTimeout(() => child.kill('SIGKILL'), hangsAfterMs)
      child.stdin.on('error', () => {})
      child.stdin.end(text)
      const { code, out, err } = await outcomeOf(child)
      clearTimeout(killer)
      check([0, 1], err.slice(-500)).toContain(code)
      check(code === 1, err.slice(0, 500)).toBe(/ error /.test(err))
      check(err).not.toMatch(/\n\s+at |internal/)
      check(out.length).toBeLessThan(50 * text.length + 2_000_000)
    })
  }

  it('are all there', () => expect(Object.keys(cases).length).toBeGreaterThan(30))
})

describe('bytes that are no text', () => {
  it('a picture is no deck', async () => {
    const png = Buffer.from(
      'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAQAAAC1HAwCAAAAC0lEQVR42mNk+A8AAQUBAScY42YAAAAASUVORK5CYII=',
      'base64',
    )
    const cwd = await folderWith({ 'x.png': png })
    const child = spawn(process.execPath, [command, 'build', 'x.png'], { cwd, stdio: 'pipe' })
    expect(await outcomeOf(child)).toMatchObject({ code: 1, err: expect.stringContaining('image/png') })
  })

  it('UTF-16 is refused, bytes that are not UTF-8 are replaced and told', async () => {
    const cwd = await folderWith({
      'utf16.md': Buffer.from('\ufeff# Hello', 'utf16le'),
      'broken.md': Buffer.from([0x23, 0x20, 0xc3, 0x28, 0x0a]),
    })
    const run = (name: string) =>
      outcomeOf(
        spawn(process.execPath, [command, 'build', name], {
          cwd,
          stdio: 'pipe',
          env: { ...process.env, NO_COLOR: '1' },
        }),
      )
    expect(await run('utf16.md')).toMatchObject({ code: 1, err: expect.stringContaining('UTF-16') })
    expect(await run('broken.md')).toMatchObject({ code: 0, err: expect.stringContaining('broken.md:1:3 warning') })
  })
})
