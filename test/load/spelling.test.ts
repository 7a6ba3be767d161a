import { describe, expect, it } from 'vitest'
import { applyFixes } from '../../src/check/fix.js'
import { compile } from '../../src/compile/compile.js'
import { loadFiles } from '../../src/load/assets/assets.js'
import { loadSource } from '../../src/load/deck/source.js'
import { missingFiles } from '../../src/project/check/localLinks.js'
import { compileJob } from '../compile/compileText.js'
import { folderWith } from './folder.js'
import { onePixel } from './pictures.js'

const files = {
  'p/package.json': '{}',
  'p/assets/Über uns.png': onePixel,
  'p/d/img/a b.png': onePixel,
  'p/d/img/Foto.PNG': onePixel,
  'p/d/img/caf\u00e9.png': onePixel,
  'p/d/50% off.png': onePixel,
  'p/d/a%20b.png': onePixel,
  'p/d/some file.pdf': '%PDF-',
  'p/d/Plan.pdf': '%PDF-',
  'p/d/parts/own.png': onePixel,
}

/** What is told of a deck, and what its text is when the fixes are carried out. */
async function spelling(text: string, part?: string) {
  const cwd = folderWith({ ...files, 'p/d/deck.md': text, ...(part === undefined ? {} : { 'p/d/parts/p.md': part }) })
  const source = await loadSource('p/d/deck.md', { cwd })
  const deck = await compile(source, compileJob())
  const sources = { deckRoot: source, themeRoots: new Map(), allowNet: false, mediaLimitBytes: 1 }
  const { problems } = await loadFiles(deck.files, sources)
  const all = [...deck.problems, ...problems, ...(await missingFiles(deck, source))]
  const file = part === undefined ? 'p/d/deck.md' : 'p/d/parts/p.md'
  const here = all.filter(({ place }) => place.file === file)
  return { codes: all.map(({ code }) => code), mended: applyFixes(part ?? text, here).text }
}

describe('an address that is nearly right is told, with the right one as a fix', () => {
  it.each([
    ['![](img/a b.png)', 'address-spelling', '![](img/a%20b.png)'],
    ['![bg left:40%](img/a b.png "A title")', 'address-spelling', '![bg left:40%](img/a%20b.png "A title")'],
    ['Text ![](50% off.png) more', 'address-spelling', 'Text ![](50%25%20off.png) more'],
    ['![ref]\n\n[ref]: img/a b.png', 'address-spelling', '![ref]\n\n[ref]: img/a%20b.png'],
    ['[Plan][]\n\n[plan]: some file.pdf', 'address-spelling', '[Plan][]\n\n[plan]: some%20file.pdf'],
    ['[x](some file.pdf)', 'address-spelling', '[x](some%20file.pdf)'],
    ['- [x](some file.pdf#page=3)', 'address-spelling', '- [x](some%20file.pdf#page=3)'],
    ['![](img\\Foto.PNG)', 'address-spelling', '![](img/Foto.PNG)'],
    ['![](..\\assets\\Über%20uns.png)', 'address-spelling', '![](../assets/Über%20uns.png)'],
    ['<img src="img\\Foto.PNG">', 'address-spelling', '<img src="img/Foto.PNG">'],
    ['![](img/foto.png)', 'address-spelling', '![](img/Foto.PNG)'],
    ['![](IMG/Foto.PNG)', 'address-spelling', '![](img/Foto.PNG)'],
    ['![](img/A%20B.png)', 'address-spelling', '![](img/a%20b.png)'],
    ['![](img/cafe\u0301.png)', 'address-spelling', '![](img/caf\u00e9.png)'],
    ['![](img/Fotto.PNG)', 'image-missing', '![](img/Foto.PNG)'],
    ['![](/assets/Über%20uns.png)', 'address-spelling', '![](../assets/Über%20uns.png)'],
    ['- ![bg right](/img/Foto.PNG)', 'address-spelling', '- ![bg right](img/Foto.PNG)'],
    ['<img src="/d/img/a%20b.png">', 'address-spelling', '<img src="img/a%20b.png">'],
    ['[x](/d/Plan.pdf#page=2)', 'address-spelling', '[x](Plan.pdf#page=2)'],
    ['[x](/Plan.pdf)', 'address-spelling', '[x](Plan.pdf)'],
    ['[x](plan.pdf)', 'link-broken', '[x](Plan.pdf)'],
    ['[x](plan.pdf#page=2)', 'link-broken', '[x](Plan.pdf#page=2)'],
    ['[x](SOME%20file.pdf)', 'link-broken', '[x](some%20file.pdf)'],
    ['<style>h1 { background: url(img/foto.png) }</style>\n\n# A', 'address-spelling', undefined],
  ])('%s', async (text, code, mended) => {
    const told = await spelling(text)
    expect(told.codes).toEqual([code])
    if (mended === undefined) return
    expect(told.mended).toBe(mended)
    // And what was mended is right: nothing is left to be told.
    expect((await spelling(mended)).codes).toEqual([])
  })

  it('also in a part of the deck, from its own folder', async () => {
    const include = '# A\n\n<!-- include: parts/p.md -->\n'
    const told = await spelling(include, '![](Own.png) ![](../IMG/Foto.PNG)')
    expect(told.mended).toBe('![](own.png) ![](../img/Foto.PNG)')
  })

  it.each([
    ['![](file:///home/me/a.png)', 'link-removed'],
    ['[x](file:///home/me/a.pdf)', 'link-removed'],
    ['![](a%20b.png)', 'image-missing'],
    ['![](nothing.png)', 'image-missing'],
    ['![](/etc/none.png)', 'image-missing'],
    ['![](/.git/a.png)', 'file-outside'],
    ['![](/../a.png)', 'file-outside'],
    ['[x](/none.pdf)', 'link-broken'],
    ['<video src="/none.mp4"></video>', 'media-missing'],
  ])('without a fix where nobody knows one: %s', async (text, code) => {
    expect(await spelling(text)).toEqual({ codes: [code], mended: text })
  })

  it.each([
    '[1](see there)',
    '\\[x](some file.pdf)',
    '`![](a b.png)`',
    '    ![](a b.png)',
    'f[i](x, y) and [a] (b c.d)',
    '![](<img/a b.png>)',
    '![](img/a%20b.png)',
    '![](50%25%20off.png)',
    '![](./img/../img/Foto.PNG)',
    '[x](<some file.pdf>)',
  ])('and nothing is told of %s', async (text) => {
    expect((await spelling(`# A\n\n${text}`)).codes).toEqual([])
  })
})
