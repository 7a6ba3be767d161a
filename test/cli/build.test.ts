import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { readdir, readFile, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { folderWith, lectern, lecternProcess } from './lectern.js'

const good = '---\ntitle: A talk\n---\n\n# Hello\n\n<!-- a note -->\n\n---\n\n## Second\n\n![](dot.svg)\n'
const dot = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"><circle cx=".5" cy=".5" r=".5"/></svg>'
const sha = async (path: string): Promise<string> =>
  createHash('sha256')
    .update(await readFile(path))
    .digest('hex')

describe('lectern build', () => {
  it('makes one HTML file with everything inside, and says so in one line', async () => {
    const cwd = await folderWith({ 'talk.md': good, 'dot.svg': dot })
    const { code, out, err } = await lectern(['build', 'talk.md'], { cwd })
    expect({ code, out }).toEqual({ code: 0, out: '' })
    expect(err).toMatch(/^✓ dist\/talk\.html \(\d+ kB, 2 slides\)\n$/)
    const html = await readFile(join(cwd, 'dist/talk.html'), 'utf8')
    expect(html).toContain('<title>A talk</title>')
    expect(html).not.toMatch(/(?:src|href)="(?!data:|#|https:)/)
    expect(await readdir(join(cwd, 'dist'))).toEqual(['talk.html'])
  })

  it("gives a deck in a folder the folder's name, and finds slides/*/deck.md by itself", async () => {
    const cwd = await folderWith({
      'slides/one/deck.md': good,
      'slides/two/deck.md': '# Two\n',
      'slides/one/dot.svg': dot,
    })
    expect((await lectern(['build'], { cwd })).code).toBe(0)
    expect((await readdir(join(cwd, 'dist'))).sort()).toEqual(['one.html', 'two.html'])
  })

  it('makes HTML and PDF in one run', async () => {
    const cwd = await folderWith({ 'talk.md': good, 'dot.svg': dot })
    expect((await lectern(['build', 'talk.md', '--to', 'html,pdf'], { cwd })).code).toBe(0)
    expect((await readFile(join(cwd, 'dist/talk.pdf'))).subarray(0, 5).toString()).toBe('%PDF-')
  })

  it('reads standard input and writes standard output', async () => {
    const cwd = await folderWith({})
    const { code, out, err } = await lecternProcess(['build', '-'], { cwd, input: '# Piped\n' })
    expect({ code, err }).toEqual({ code: 0, err: '' })
    expect(out).toMatch(/^<!doctype html>[\s\S]*Piped[\s\S]*<\/html>\n$/)
    expect(await readdir(cwd)).toEqual([])
  })

  it('writes to a named file, and to a named folder', async () => {
    const cwd = await folderWith({ 'talk.md': '# x\n' })
    await lectern(['build', 'talk.md', '-o', 'here/mine.html'], { cwd })
    await lectern(['build', 'talk.md', '-o', 'there'], { cwd })
    expect([existsSync(join(cwd, 'here/mine.html')), existsSync(join(cwd, 'there/talk.html'))]).toEqual([true, true])
  })

  it('takes the format from the name of the file, as Marp does', async () => {
    const cwd = await folderWith({ 'talk.md': '# x\n' })
    expect((await lectern(['build', 'talk.md', '-o', 'mine.pdf'], { cwd })).code).toBe(0)
    expect((await readFile(join(cwd, 'mine.pdf'))).subarray(0, 5).toString()).toBe('%PDF-')
  })

  it('says why nothing was written with --strict', async () => {
    const cwd = await folderWith({ 'talk.md': '# x\n\n![](nope.png)\n' })
    expect((await lectern(['build', 'talk.md', '--strict'], { cwd })).err).toContain(
      'and --strict is set. Nothing was written',
    )
  })

  it('keeps what libraries print to itself', async () => {
    const cwd = await folderWith({ 'talk.md': '# x\n\n$😀$\n' })
    expect((await lectern(['build', 'talk.md'], { cwd })).err).not.toContain('character metrics')
  })

  it('says once what is on every slide', async () => {
    const text = '---\nbackgroundImage: url(https://example.org/a.png)\n---\n# a\n\n---\n\n# b\n'
    const cwd = await folderWith({ 'talk.md': text })
    expect((await lectern(['build', 'talk.md'], { cwd })).err.match(/remote-asset/g)).toHaveLength(1)
  })

  it('shows every problem with its line and a caret, and still builds when none is an error', async () => {
    const cwd = await folderWith({ 'talk.md': '# x\n\n<!-- _clas: lead -->\n\n![](nope.png)\n' })
    const { code, err } = await lectern(['build', 'talk.md'], { cwd })
    expect(code).toBe(0)
    expect(err).toContain('talk.md:3:6 warning “_clas” is not a directive')
    expect(err).toContain('    3 │ <!-- _clas: lead -->\n             ^^^^^\n    → Did you mean')
    expect(err).toContain('talk.md:5:5 warning The image `nope.png` does not exist.')
    expect(err).toContain('2 warnings.')
  })

  it('writes nothing for a deck with an error, and leaves the old file as it was', async () => {
    const cwd = await folderWith({ 'talk.md': good, 'dot.svg': dot })
    await lectern(['build', 'talk.md'], { cwd })
    const before = await sha(join(cwd, 'dist/talk.html'))
    await writeFile(join(cwd, 'talk.md'), '---\ntheme: nope\n---\n# x\n')
    const { code, err } = await lectern(['build', 'talk.md'], { cwd })
    expect(code).toBe(1)
    expect(err).toContain('talk.md:2:8 error The theme “nope” does not exist.')
    expect(await sha(join(cwd, 'dist/talk.html'))).toBe(before)
  })

  it('goes on with the other decks when one has an error', async () => {
    const cwd = await folderWith({ 'a.md': '---\ntheme: nope\n---\n# x\n', 'b.md': '# fine\n' })
    expect((await lectern(['build', 'a.md', 'b.md'], { cwd })).code).toBe(1)
    expect(await readdir(join(cwd, 'dist'))).toEqual(['b.html'])
  })

  it('fails on warnings with --strict', async () => {
    const cwd = await folderWith({ 'talk.md': '# x\n\n![](nope.png)\n' })
    expect((await lectern(['build', 'talk.md', '--strict'], { cwd })).code).toBe(1)
    expect(existsSync(join(cwd, 'dist'))).toBe(false)
  })

  it('prints artefacts and problems as JSON, and nothing else on standard output', async () => {
    const cwd = await folderWith({ 'talk.md': '# x\n\n![](nope.png)\n' })
    const { code, out, err } = await lectern(['build', 'talk.md', '--json'], { cwd })
    expect(code).toBe(0)
    const { artefacts, problems } = JSON.parse(out)
    expect(artefacts).toMatchObject([{ deck: 'talk.md', format: 'html', path: join(cwd, 'dist/talk.html'), pages: 1 }])
    expect(problems).toMatchObject([
      { code: 'image-missing', severity: 'warning', place: { file: 'talk.md', line: 3, column: 5 }, slide: 1 },
    ])
    expect(err).not.toContain('warning')
  })

  it('leaves the notes out when asked to', async () => {
    const cwd = await folderWith({ 'talk.md': good, 'dot.svg': dot })
    await lectern(['build', 'talk.md', '-o', 'with'], { cwd })
    await lectern(['build', 'talk.md', '-o', 'without', '--no-notes'], { cwd })
    expect(await readFile(join(cwd, 'with/talk.html'), 'utf8')).toContain('a note')
    expect(await readFile(join(cwd, 'without/talk.html'), 'utf8')).not.toContain('a note')
  })

  it('uses a theme from the command line instead of the one that the deck names', async () => {
    const css = '/* @theme mine */ section { width: 800px; height: 600px; background: #123456; }'
    const cwd = await folderWith({ 'talk.md': '---\ntheme: nope\n---\n# x\n', 'themes/mine.css': css })
    expect((await lectern(['build', 'talk.md', '--theme', 'themes/mine.css'], { cwd })).code).toBe(0)
    expect(await readFile(join(cwd, 'dist/talk.html'), 'utf8')).toContain('viewBox="0 0 800 600"')
  })

  it('gives the same bytes whatever the folder, time zone, language and cache', async () => {
    const first = await folderWith({ 'talk.md': good, 'dot.svg': dot })
    const second = await folderWith({ 'sub/talk.md': good, 'sub/dot.svg': dot })
    const env = { SOURCE_DATE_EPOCH: '1500000000' }
    await lectern(['build', 'talk.md', '--to', 'html,pdf'], { cwd: first, env })
    await lectern(['build', 'sub/talk.md', '--to', 'html,pdf', '-o', 'dist'], {
      cwd: second,
      env: { ...env, TZ: 'Asia/Tokyo', LANG: 'de_DE.UTF-8' },
    })
    for (const name of ['talk.html', 'talk.pdf']) {
      expect(await sha(join(first, 'dist', name)), name).toBe(await sha(join(second, 'dist', name)))
    }
    const html = await sha(join(first, 'dist/talk.html'))
    await lectern(['build', 'talk.md'], { cwd: first, env })
    expect(await sha(join(first, 'dist/talk.html')), 'from the cache').toBe(html)
  })
})

describe('what a deck may not do', () => {
  it('front matter that is code is never run', async () => {
    const code = "({x: require('child_process').execSync('touch PWNED-33')})"
    for (const fence of ['---js', '---javascript', '---JavaScript', '--- js', '---coffee', '---toml']) {
      const cwd = await folderWith({ 'talk.md': `${fence}\n${code}\n---\n# x\n` })
      expect((await lectern(['build', 'talk.md'], { cwd })).code, fence).toBe(1)
      expect(await readdir(cwd), fence).toEqual(['talk.md'])
    }
  })

  it('neither a deck nor a configuration reaches a prototype (prototype pollution)', async () => {
    const cwd = await folderWith({
      'talk.md':
        '---\n__proto__: {polluted: yes, unsafeHtml: true}\nconstructor: {prototype: {polluted: yes}}\n---\n# x\n\n<script>1</script>\n',
      'lectern.config.json': '{"__proto__": {"unsafeHtml": true}}',
    })
    const { code, err } = await lectern(['build', 'talk.md'], { cwd })
    expect(code).toBe(2)
    expect(err).toContain('__proto__')
    expect(existsSync(join(cwd, 'dist'))).toBe(false)
  })

  it('tells once per deck what lies on the network, with the first place and the way out', async () => {
    const picture = (name: string) => `![](https://example.com/${name}.png)`
    const cwd = await folderWith({
      'a.md': `# x\n\n${picture('a')} ${picture('b')}\n\n---\n\n${picture('c')}\n`,
      'b.md': `# y\n\n${picture('d')}\n`,
    })
    const { code, err } = await lectern(['build', 'a.md', 'b.md', '--to', 'html'], { cwd })
    expect(code).toBe(0)
    expect(err.match(/^\S+ warning .*/gm)).toEqual([
      expect.stringMatching(/^a\.md:3:\d+ .*example\.com\/a\.png” .*nor were 2 more, on slides 1 and 2\. remote-asset/),
      expect.stringMatching(/^b\.md:3:\d+ .*example\.com\/d\.png” is a remote file and was not loaded\. remote-asset/),
    ])
    expect(err.match(/→ .*next to the deck.*--allow-net/g)).toHaveLength(2)
  })

  it("a configuration beside somebody else's deck is not read, and said", async () => {
    const touch =
      "import { writeFileSync } from 'node:fs'\nwriteFileSync(new URL('PWNED-43', import.meta.url), '')\nexport default {}\n"
    const root = await folderWith({
      'safe/keep': '',
      'evil/deck.md': '# x\n',
      'evil/lectern.config.mjs': touch,
      'evil/package.json': '{"lectern":{"unsafeHtml":true}}',
    })
    const { code, err } = await lectern(['build', '../evil/deck.md'], { cwd: join(root, 'safe') })
    expect(code).toBe(0)
    expect(err).toContain('config-ignored')
    expect(await readdir(join(root, 'evil'))).not.toContain('PWNED-43')
  })

  it('pictures outside of its folder stay outside', async () => {
    const cwd = await folderWith({
      'deck/a.md': '# x\n\n![](../secret.svg) ![](/etc/passwd) ![](..%2fsecret.svg) ![](file:///etc/passwd)\n',
      'secret.svg': `${dot}<!-- OUTSIDE-SECRET -->`,
    })
    const { code, err } = await lectern(['build', 'deck/a.md'], { cwd })
    expect(code).toBe(0)
    // A path that begins with a slash counts from the project, where there is no such file.
    expect(err.match(/file-outside|image-missing/g)).toEqual(['file-outside', 'image-missing', 'file-outside'])
    const html = await readFile(join(cwd, 'dist/a.html'), 'utf8')
    expect(html).not.toContain(Buffer.from('OUTSIDE-SECRET').toString('base64').slice(2, -4))
    expect(html).not.toContain('OUTSIDE-SECRET')
    expect(html).not.toContain('root:')
  })

  it('a source is never overwritten, and no odd target is', async () => {
    const cwd = await folderWith({ 'talk.md': '# x\n', 'a.html': '# a deck with an odd name\n', 'taken.html/keep': '' })
    const before = await sha(join(cwd, 'a.html'))
    expect((await lectern(['build', 'a.html', '-o', 'a.html'], { cwd })).code).toBe(2)
    expect(await sha(join(cwd, 'a.html'))).toBe(before)
    expect((await lectern(['build', 'talk.md', '-o', 'taken.html'], { cwd })).code).toBe(3)
    expect((await lectern(['build', 'talk.md', '-o', '/dev/full'], { cwd })).code).toBe(3)
    expect((await lectern(['build', 'talk.md', '-o', '/proc/x'], { cwd })).code).toBe(3)
    expect((await readdir(cwd)).sort()).toEqual(['a.html', 'taken.html', 'talk.md'])
    expect((await stat('/dev/full')).isCharacterDevice()).toBe(true)
  })
})
