// A real server follows real files, a real browser shows what it sends.
import { PNG } from 'pngjs'
import type { Browser, Page } from 'puppeteer-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type LiveDeck, serveDeck } from './liveDeck.js'
import { openBrowser, openFile } from './open.js'

const slides = [
  '# Rivers',
  '## Steps\n\n* one\n* two\n* three',
  '## Media\n\n<details><summary>More</summary>\n\nHidden text\n\n</details>\n\n<audio src="sound.wav" loop controls></audio>\n\nText of the slide',
  '## The source',
  '## The sea',
]
const deckOf = (all: readonly string[], head = ''): string =>
  `---\ntitle: Rivers\npaginate: true\n${head}---\n\n${all.join('\n\n---\n\n')}\n`

let browser: Browser
let deck: LiveDeck
beforeAll(async () => {
  browser = await openBrowser({ network: true })
  deck = await serveDeck(deckOf(slides), { 'sound.wav': silence(), 'themes/own.css': theme('#334455') })
})
afterAll(async () => {
  await browser.close()
  await deck.close()
})

/** Opens the deck as it is first, and marks its sections, so that a section that stays can be told from a new one. */
async function open(hash = '', { head = '' } = {}): Promise<Page> {
  await deck.save('talk.md', deckOf(slides, head))
  // What the last test left is gone before the page is there.
  await expect.poll(deck.compiled).toBe(deckOf(slides, head))
  const { page } = await openFile(browser, deck.url + hash)
  await connected(page)
  // Whatever the last test left is mended by now, or will be told.
  await page.waitForFunction(
    `document.querySelectorAll('.lectern-slide').length === 5 && document.querySelector('h1')?.textContent === 'Rivers'`,
  )
  await page.evaluate(`document.querySelectorAll('.lectern-slide').forEach((one, index) => { one.mark = index + 1 })`)
  return page
}
const connected = (page: Page): Promise<unknown> => page.waitForSelector('#lectern-badge[data-connection=on]')
const save = (all: readonly string[], head = ''): Promise<void> => deck.save('talk.md', deckOf(all, head))
const replaced = (slide: number, text: string): string[] => slides.map((one, at) => (at + 1 === slide ? text : one))
const shows = (page: Page, text: string): Promise<unknown> =>
  page.waitForFunction(`document.querySelector('#lectern-deck').textContent.includes(${JSON.stringify(text)})`)
const hashOf = async (page: Page): Promise<string> => String(await page.evaluate('location.hash'))
const marks = (page: Page): Promise<unknown> =>
  page.evaluate(`[...document.querySelectorAll('.lectern-slide')].map((one) => one.mark ?? 'new')`)
const status = (page: Page): Promise<string> => page.$eval('#lectern-status', (one) => one.textContent)

describe('a save', () => {
  test('changes the slide that was edited, goes to it, and touches nothing else', async () => {
    const page = await open('#1')
    await page.evaluate(`document.querySelector('[data-title="The source"] h2').mark = 'same'`)
    await save(replaced(4, '## The source\n\nA new sentence'))
    await shows(page, 'A new sentence')
    expect(await marks(page)).toEqual([1, 2, 3, 4, 5])
    expect(await page.evaluate(`document.querySelector('[data-title="The source"] h2').mark`)).toBe('same')
    expect(await hashOf(page)).toBe('#4')
    expect(await status(page)).toBe('Slide 4 of 5: The source')
    // With --debug the window says what it took.
    await expect.poll(() => deck.painted.at(-1)?.patchMs).toBeGreaterThan(0)
    await page.close()
  })

  test('puts a new slide in, and counts anew', async () => {
    const page = await open('#5')
    const edited = [slides[0] ?? '', '## A bridge', ...slides.slice(1)]
    await save(edited)
    await page.waitForSelector('[data-current][data-title="A bridge"]')
    expect(await marks(page)).toEqual([1, 'new', 2, 3, 4, 5])
    expect(await hashOf(page)).toBe('#2')
    const labels = await page.$$eval('.lectern-slide', (all) =>
      all.map((one) => {
        const slide = one.querySelector('section')
        return [one.ariaLabel, slide?.id, slide?.dataset.marpitPagination, slide?.dataset.marpitPaginationTotal]
      }),
    )
    expect(labels[0]).toEqual(['1 of 6: Rivers', '1', '1', '6'])
    expect(labels[5]).toEqual(['6 of 6: The sea', '6', '6', '6'])
    const line = await page.$eval('[data-title="The sea"]', (one) => Number(one.getAttribute('data-line')))
    const after = deckOf(edited)
      .split('\n')
      .slice(line - 1)
    expect(after.find((text) => /\w/.test(text))).toBe('## The sea')
    expect(await page.$eval('.lectern-counter', (one) => one.textContent)).toBe('2 / 6')
    await page.keyboard.press('End')
    expect(await hashOf(page)).toBe('#6')
    await page.close()
  })

  test('that takes the current slide out leads to the next one', async () => {
    const page = await open('#3')
    await save(slides.filter((_, at) => at !== 2))
    await page.waitForFunction(`document.querySelectorAll('.lectern-slide').length === 4`)
    expect(await marks(page)).toEqual([1, 2, 4, 5])
    expect(await page.$eval('[data-current]', (one) => one.dataset.title)).toBe('The source')
    expect(await page.$$eval('[data-current]', (all) => all.length)).toBe(1)
    const reachable = await page.$$eval('.lectern-slide > .marpit', (all) => all.filter((one) => !one.inert).length)
    expect(reachable).toBe(1)
    await page.close()
  })

  test('that moves a slide moves its section', async () => {
    const page = await open('#1')
    await save([...slides.slice(0, 1), ...slides.slice(2), slides[1] ?? ''])
    await page.waitForFunction(`[...document.querySelectorAll('.lectern-slide')].at(-1).dataset.title === 'Steps'`)
    expect(await marks(page)).toEqual([1, 3, 4, 5, 2])
    await page.close()
  })

  test('keeps the step, also when there are fewer than before', async () => {
    const page = await open('#2.3')
    await save(replaced(2, '## Steps\n\n* one\n* two\n* three\n* four'))
    await shows(page, 'four')
    expect(await hashOf(page)).toBe('#2.3')
    expect(
      await page.$$eval('[data-current] [data-lectern-later]', (all) => all.map((one) => one.textContent.trim())),
    ).toEqual(['four'])
    await save(replaced(2, '## Steps\n\n* only'))
    await shows(page, 'only')
    expect(await hashOf(page)).toBe('#2.1')
    await page.close()
  })

  test('leaves what plays, what is open and what is selected as it was, on the very slide', async () => {
    const page = await open('#3')
    await page.evaluate(`(async () => {
      document.querySelector('audio').muted = true
      document.querySelector('audio').mark = 'same'
      await document.querySelector('audio').play()
      document.querySelector('details').open = true
      getSelection().selectAllChildren(document.querySelector('[data-title=Media] section > p:last-of-type'))
    })()`)
    await save(replaced(3, `${(slides[2] ?? '').replace('## Media', '## Media\n\nBefore it all')}\n\nMore text`))
    await shows(page, 'More text')
    expect(
      await page.evaluate(
        `[document.querySelector('audio').mark, document.querySelector('audio').paused, document.querySelector('details').open, String(getSelection())]`,
      ),
    ).toEqual(['same', false, true, 'Text of the slide'])
    // What its author opens is open.
    await save(replaced(3, (slides[2] ?? '').replace('<details>', '<details open>')))
    await page.waitForFunction(`document.querySelector('details').open`)
    await page.close()
  })

  test('of a theme changes colours, while the page and its sound go on', async () => {
    await deck.save('themes/own.css', theme('#334455'))
    const page = await open('#3', { head: 'theme: own\n' })
    await page.waitForFunction(`getComputedStyle(document.querySelector('h1')).color === 'rgb(51, 68, 85)'`)
    await page.evaluate(`(async () => {
      window.mark = 'same'
      document.querySelector('audio').muted = true
      await document.querySelector('audio').play()
    })()`)
    await deck.save('themes/own.css', theme('#aa0000'))
    await page.waitForFunction(`getComputedStyle(document.querySelector('h1')).color === 'rgb(170, 0, 0)'`)
    expect(await page.evaluate(`[window.mark, document.querySelector('audio').paused]`)).toEqual(['same', false])
    expect(await marks(page)).toEqual([1, 2, 3, 4, 5])
    expect(await hashOf(page)).toBe('#3')
    await page.close()
  })

  test('of the theme never shows a slide in a font that is neither the old nor the new one', async () => {
    const page = await open('#1', { head: 'theme: atlas\n' })
    await page.waitForFunction(`getComputedStyle(document.querySelector('h1')).fontFamily.includes('Bricolage')`)
    await page.evaluate(`(() => {
      window.widths = new Set()
      const range = document.createRange()
      const look = () => {
        range.selectNodeContents(document.querySelector('[data-current] h1'))
        window.widths.add(range.getBoundingClientRect().width)
        requestAnimationFrame(look)
      }
      document.fonts.ready.then(look)
    })()`)
    await page.waitForFunction('window.widths.size === 1')
    await save(slides, 'theme: paper\n')
    await page.waitForFunction(`!getComputedStyle(document.querySelector('h1')).fontFamily.includes('Bricolage')`)
    await page.evaluate('document.fonts.ready')
    await page.waitForFunction('window.widths.size > 1')
    expect(await page.evaluate('window.widths.size')).toBe(2)
    await page.close()
  })

  test('never shows a slide without its new picture', async () => {
    await deck.save('photo.png', noise(1))
    const page = await open('#1')
    await page.evaluate(`(() => {
      window.bare = 0
      const look = () => {
        for (const one of document.querySelectorAll('[data-current] img')) if (!one.complete || one.naturalWidth === 0) window.bare++
        requestAnimationFrame(look)
      }
      look()
    })()`)
    await save(replaced(1, '# Rivers\n\n![](photo.png)'))
    await page.waitForSelector('[data-current] img')
    const before = await page.$eval('[data-current] img', (one) => one.src)
    await deck.save('photo.png', noise(2))
    await page.waitForFunction(`document.querySelector('[data-current] img').src !== '${before}'`)
    expect(await page.evaluate('window.bare')).toBe(0)
    await page.close()
  })

  test('fits a heading that is made to fit, and code', async () => {
    const page = await open('#1')
    await save(replaced(4, '# <!-- fit --> Wide\n\n```js\nconst a = 1\n```'))
    await page.waitForSelector('[data-current] h1[is=marp-h1]')
    await page.waitForFunction(
      `document.querySelector('[data-current] h1').shadowRoot?.querySelector('marp-auto-scaling')?.shadowRoot?.querySelector('svg').getBoundingClientRect().width > 600`,
    )
    expect(await page.$eval('[data-current] marp-pre', (one) => one.shadowRoot !== null)).toBe(true)
    await page.close()
  })

  test('of title, size, language and scheme shows everywhere', async () => {
    const page = await open('#1')
    await deck.save(
      'talk.md',
      deckOf(slides, 'size: "4:3"\nlang: de\ncolorScheme: dark\n').replace('title: Rivers', 'title: Flüsse'),
    )
    await page.waitForFunction(`document.title === 'Flüsse'`)
    expect(
      await page.$eval('html', (root) => [
        root.lang,
        root.style.colorScheme,
        root.style.getPropertyValue('--lectern-width'),
        root.querySelector('.lectern-slide svg')?.getAttribute('viewBox'),
      ]),
    ).toEqual(['de', 'dark', '960px', '0 0 960 720'])
    await page.close()
  })

  test('leaves the overview open and its focus where it was', async () => {
    const page = await open('#1')
    await page.keyboard.press('o')
    for (const key of ['ArrowRight', 'ArrowRight'] as const) await page.keyboard.press(key)
    await save(['## Before all', ...slides])
    await page.waitForFunction(`document.querySelectorAll('.lectern-thumb').length === 6`)
    expect(await page.$eval(':focus', (one) => one.textContent)).toBe('4 Media')
    expect(await page.$eval('html', (one) => one.dataset.view)).toBe('overview')
    expect(await page.$$eval('.lectern-thumb', (all) => all.map((one) => one.textContent))).toEqual([
      '1 Before all',
      '2 Rivers',
      '3 Steps',
      '4 Media',
      '5 The source',
      '6 The sea',
    ])
    await page.keyboard.press('Enter')
    expect(await hashOf(page)).toBe('#4')
    await page.close()
  })

  test('goes nowhere when that is switched off, also after the page was loaded again', async () => {
    const page = await open('#1')
    await page.keyboard.press('m')
    await page.click('#lectern-drawer [role=switch]')
    await page.reload()
    await page.waitForSelector('html[data-lectern=ready]')
    await connected(page)
    await save(replaced(4, '## The source of it'))
    await shows(page, 'The source of it')
    expect(await hashOf(page)).toBe('#1')
    await page.evaluate('localStorage.clear()')
    await page.close()
  })
})

/** A picture that takes a while to decode; another seed, another picture. */
function noise(seed: number): Uint8Array {
  const picture = new PNG({ width: 900, height: 600 })
  let value = seed
  for (let at = 0; at < picture.data.length; at++) {
    value = (value * 1_103_515_245 + 12_345) % 2 ** 31
    picture.data[at] = at % 4 === 3 ? 255 : value >> 16
  }
  return PNG.sync.write(picture, { deflateLevel: 1 })
}

/** One second of nothing, as WAV. */
function silence(): Uint8Array {
  const samples = 8000
  const wav = Buffer.alloc(44 + samples, 128)
  wav.write('RIFF', 0)
  wav.writeUInt32LE(36 + samples, 4)
  wav.write('WAVEfmt ', 8)
  wav.writeUInt32LE(16, 16)
  wav.writeUInt16LE(1, 20)
  wav.writeUInt16LE(1, 22)
  wav.writeUInt32LE(samples, 24)
  wav.writeUInt32LE(samples, 28)
  wav.writeUInt16LE(1, 32)
  wav.writeUInt16LE(8, 34)
  wav.write('data', 36)
  wav.writeUInt32LE(samples, 40)
  return wav
}

function theme(colour: string): string {
  return `/* @theme own */\n@import 'default';\nh1 { color: ${colour}; }\n`
}
