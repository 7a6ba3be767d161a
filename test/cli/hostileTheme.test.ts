// Packs with files that are elsewhere, broken or enormous, through the real command.
import { symlinkSync, truncateSync } from 'node:fs'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { pngOf } from '../load/pictures.js'
import { folderWith, lectern, type Outcome } from './lectern.js'

const manifest = (more: object = {}): string =>
  JSON.stringify({
    name: 'odd',
    title: 'Odd',
    description: 'x',
    version: '1.0.0',
    license: 'MIT',
    css: 'theme.css',
    ...more,
  })
const css = (rules: string): string => `/* @theme odd */\nsection { width: 1280px; height: 720px }\n${rules}`
const deck = '---\ntheme: odd\n---\n# Words\n'

/** Builds the deck in a pack with these rules; `prepare` may do what plain files cannot. */
async function build(
  rules: string,
  files: Record<string, string | Uint8Array> = {},
  prepare: (cwd: string) => void = () => {},
): Promise<Outcome & { readonly html: string }> {
  const pack = { 'themes/odd/theme.json': manifest(), 'themes/odd/theme.css': css(rules) }
  const cwd = await folderWith({ 'talk.md': deck, ...pack, ...files })
  prepare(cwd)
  const outcome = await lectern(['build', 'talk.md', '-o', 'out/talk.html'], { cwd })
  const written = await readdir(join(cwd, 'out')).catch(() => [])
  return { ...outcome, html: written.length === 0 ? '' : await readFile(join(cwd, 'out/talk.html'), 'utf8') }
}

const codesIn = (text: string): string[] =>
  [...text.matchAll(/\. ([a-z]+(?:-[a-z]+)+)$/gm)].map(([, code = '']) => code)

it('a theme reads nothing outside its folder, and a loop ends', async () => {
  const rules = [
    'section { background: url(../../outside/o.md) }',
    'h1 { background: url(file:///etc/passwd) }',
    'h2 { background: url("..%2f..%2foutside/o.md") }',
    'h3 { background: url(dlink/o.png) }',
    'h4 { background: url(assets/x.png) }',
    'h5 { background: url(loop/loop/loop/loop/none.png) }',
  ]
  const { code, html, err } = await build(
    rules.join('\n'),
    { 'outside/o.md': 'SECRET', 'outside/o.png': 'SECRET', 'themes/odd/assets/a': '' },
    (cwd) => {
      symlinkSync('../../outside', join(cwd, 'themes/odd/dlink'))
      symlinkSync('/etc/passwd', join(cwd, 'themes/odd/assets/x.png'))
      symlinkSync('.', join(cwd, 'themes/odd/loop'))
    },
  )
  expect(code).toBe(0)
  for (const secret of [
    'SECRET',
    Buffer.from('SECRET').toString('base64').slice(0, 7),
    Buffer.from('root:x:0').toString('base64').slice(0, 8),
  ])
    expect(html).not.toContain(secret)
  expect(codesIn(err).sort()).toEqual([
    'file-outside',
    'file-outside',
    'file-outside',
    'file-outside',
    'image-missing',
    'link-removed',
  ])
})

it('a font that is broken, something else, empty or enormous is told, and the deck is built', async () => {
  const face = (name: string): string =>
    `@font-face { font-family: ${name}; src: url(fonts/${name}.woff2) }\nh1 { font-family: ${name} }\n`
  const real = await readFile(join(import.meta.dirname, '../../themes/terminal/fonts/jetbrains-mono-latin.woff2'))
  const { code, html, err } = await build(
    ['truncated', 'page', 'empty', 'huge', 'gone'].map(face).join(''),
    {
      'themes/odd/fonts/truncated.woff2': real.subarray(0, 900),
      'themes/odd/fonts/page.woff2': '<!doctype html><script>alert(1)</script>',
      'themes/odd/fonts/empty.woff2': '',
      'themes/odd/fonts/huge.woff2': real,
    },
    (cwd) => truncateSync(join(cwd, 'themes/odd/fonts/huge.woff2'), 200 * 1024 * 1024),
  )
  expect(code).toBe(0)
  expect(html).toContain('Words')
  expect(html.length).toBeLessThan(400_000)
  expect(codesIn(err)).toEqual(['file-type', 'file-type', 'file-type', 'file-too-large', 'font-missing'])
  expect(err).toContain('`fonts/truncated.woff2` is truncated')
})

it('pictures of a theme that would fill the memory are left out and told', async () => {
  const { code, html, err } = await build('section { background: url(a.png) } h1 { background: url(b.svg) }', {
    'themes/odd/a.png': pngOf(60_000, 60_000),
    'themes/odd/b.svg': `<svg xmlns="http://www.w3.org/2000/svg">${'<g id="a"/>'.repeat(1_200_000)}</svg>`,
  })
  expect(code).toBe(0)
  expect(html).toContain('Words')
  expect(codesIn(err)).toEqual(['file-too-large', 'file-too-large'])
})

it('an empty theme file is an error at its place, and the old file stays', async () => {
  const cwd = await folderWith({
    'talk.md': deck,
    'themes/odd/theme.json': manifest(),
    'themes/odd/theme.css': css(''),
  })
  expect((await lectern(['build', 'talk.md', '-o', 'talk.html'], { cwd })).code).toBe(0)
  const before = await readFile(join(cwd, 'talk.html'))
  truncateSync(join(cwd, 'themes/odd/theme.css'), 0)
  const { code, err } = await lectern(['build', 'talk.md', '-o', 'talk.html'], { cwd })
  expect(code).toBe(1)
  expect(err).toContain('themes/odd/theme.css:1:1 error')
  expect((await readFile(join(cwd, 'talk.html'))).equals(before)).toBe(true)
})

it('a pack without a licence, or with a font that is not there, says so', async () => {
  const { code, err } = await build('', { 'themes/odd/theme.json': manifest({ license: undefined }) })
  expect(code).toBe(1)
  expect(err).toContain('`license` is missing')
  const gone = '@font-face { font-family: Gone; src: url(gone.woff2) }'
  expect(codesIn((await build(`${gone} h1 { font-family: Gone }`)).err)).toEqual(['font-missing'])
})
