import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { PNG } from 'pngjs'
import type { Browser } from 'puppeteer-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { exportHtml } from '../../src/export/html/html.js'
import { type Built, buildDeck } from './exported.js'
import { openBrowser, openFile } from './open.js'

const picture = PNG.sync.write(new PNG({ width: 8, height: 8 }))
const drawing = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 4 4"><path d="M0 0h4v4z"/></svg>'

const markdown = `---
theme: gaia
title: Everything
style: |
  section.own { background-image: url('own.svg'); }
---

# Everything :smile: 😄

![](a%20b.png) ![w:100](own.svg)

---

<!-- _class: own -->
![bg left](a%20b.png)
![bg](own.svg)

$e^{i\\pi} + 1 = \\mathbf{0}$

---

\`\`\`js
const answer = 42
\`\`\`

---

# A very large title <!-- fit -->

* one
* two
`

let browser: Browser
let built: Built
beforeAll(async () => {
  browser = await openBrowser()
  built = await buildDeck(markdown, { files: { 'a b.png': picture, 'own.svg': drawing } })
})
afterAll(() => browser.close())

test('an exported file asks for nothing and complains about nothing, on every slide', async () => {
  expect(built.deck.problems).toEqual([])
  const { page, requests, complaints } = await openFile(browser, built.url)
  for (let step = 0; step < 8; step++) await page.keyboard.press('ArrowRight')
  await page.keyboard.press('o')
  await page.keyboard.press('Escape')
  expect(String(await page.evaluate('location.hash'))).toBe('#4.2')
  const broken = await page.$$eval('img', (all) => all.filter((one) => one.naturalWidth === 0).map((one) => one.alt))
  expect(broken).toEqual([])
  expect(requests).toEqual([])
  expect(complaints).toEqual([])
  await page.close()
})

test('its fonts are inside and used', async () => {
  const { page } = await openFile(browser, built.url)
  await page.evaluate('document.fonts.ready')
  const loaded = await page.evaluate(`[...document.fonts].filter((f) => f.status === 'loaded').map((f) => f.family)`)
  expect(loaded).toContain('Lato')
  expect(/@font-face\{[^}]*font-family:KaTeX_Main;/.test(built.html)).toBe(true)
  expect(/https?:\/\/(?!www\.w3\.org)[\w./-]*/.exec(built.html)?.[0]).toBeUndefined()
  await page.close()
})

test('without JavaScript every slide can be read, one under the other, and nothing is asked for', async () => {
  const { page, requests, complaints } = await openFile(browser, built.url, { javascript: false })
  const boxes = await page.$$eval('.lectern-slide', (all) => all.map((one) => one.getBoundingClientRect().toJSON()))
  expect(boxes).toHaveLength(4)
  for (const [index, box] of boxes.entries()) {
    expect(box.height).toBeGreaterThan(500)
    if (index > 0) expect(box.top).toBeGreaterThanOrEqual(boxes[index - 1].bottom)
  }
  const hidden = await page.$$eval(
    'li',
    (all) => all.filter((one) => !one.checkVisibility({ visibilityProperty: true })).length,
  )
  expect(hidden).toBe(0)
  expect([...requests, ...complaints]).toEqual([])
  await page.close()
})

test('the policy is in force: a script that gets in does not run', async () => {
  const { page, complaints } = await openFile(browser, built.url)
  await page.evaluate(`{
    const script = document.createElement('script')
    script.textContent = 'window.__pwn = 1'
    document.body.append(script)
    const picture = document.createElement('img')
    picture.src = 'https://example.com/x.png'
    document.body.append(picture)
  }`)
  await page.waitForFunction('performance.now() > 0')
  expect(await page.evaluate('typeof window.__pwn')).toBe('undefined')
  expect(complaints.join('\n')).toMatch(/Content Security Policy/)
  await page.close()
})

test('a picture that is in the file once shows on every slide as it would alone', async () => {
  const noise = new PNG({ width: 60, height: 40 })
  // Green, with enough disorder to be worth sharing.
  for (let at = 0; at < noise.data.length; at += 4)
    noise.data.set([(at * 7919) % 90, 200 + ((at * 31) % 50), 0, 255], at)
  const files = { 'logo.png': PNG.sync.write(noise) }
  const twice = await buildDeck('---\nheader: "![](logo.png)"\n---\n# One\n\n---\n\n# Two\n\n![w:600](logo.png)', {
    files,
  })
  expect(twice.html.split(files['logo.png'].toString('base64'))).toHaveLength(2)
  for (const javascript of [true, false]) {
    const { page, complaints } = await openFile(browser, `${twice.url}#2`, { javascript })
    const shown = await page.$$eval('.lectern-slide:nth-child(2) img', (all) =>
      all.map((one) => ({ width: Math.round(one.offsetWidth), height: Math.round(one.offsetHeight) })),
    )
    expect(shown).toEqual([
      { width: 60, height: 40 },
      { width: 600, height: 400 },
    ])
    const image = await page.$('.lectern-slide:nth-child(2) p img')
    const { data, width, height } = PNG.sync.read(Buffer.from((await image?.screenshot()) ?? []))
    const middle = (Math.floor(height / 2) * width + Math.floor(width / 2)) * 4
    expect(data[middle + 1]).toBeGreaterThan(190)
    expect(data[middle + 2]).toBeLessThan(60)
    expect(complaints).toEqual([])
    await page.close()
  }
})

test('a film that is too large lies beside and still plays from there', async () => {
  // A whole WebM of one frame is not needed: the browser only has to be let through to the file.
  const webm = Buffer.concat([
    Buffer.from('1a45dfa39f4286810142f7810142f2810442f381084282847765626d42878102428581021853806701', 'hex'),
    Buffer.alloc(3000),
  ])
  const film = await buildDeck('# Film\n\n<video src="film.webm"></video>', {
    unsafeHtml: true,
    files: { 'film.webm': webm },
    mediaLimitBytes: 1000,
  })
  const beside = new Map(
    film.deck.files.filter((file) => file.use === 'media').map((file) => [file.key, join(film.folder, file.path)]),
  )
  expect(beside.size).toBe(1)
  const { media } = exportHtml(film.deck, { files: film.files, beside, client: film.client, notes: false })
  expect(media).toEqual([{ from: join(film.folder, 'film.webm'), name: 'talk.media/film.webm' }])
  await mkdir(join(film.folder, 'talk.media'))
  await writeFile(join(film.folder, 'talk.media/film.webm'), webm)
  const { page, requests, complaints } = await openFile(browser, film.url)
  await page.waitForFunction(
    `document.querySelector('video').error !== null || document.querySelector('video').readyState > 0`,
  )
  expect(requests).toEqual([new URL('talk.media/film.webm', film.url).href])
  expect(complaints.filter((line) => line.includes('Content Security Policy'))).toEqual([])
  await page.close()
})

test('a deck of twenty plain slides stays under 400 KB', async () => {
  const slides = Array.from(
    { length: 20 },
    (_, index) => `## Slide ${index}\n\nSome text, and *more* of **it**.\n\n- a\n- b`,
  )
  for (const theme of [
    'default',
    'gaia',
    'uncover',
    'atlas',
    'brand',
    'lecture',
    'lens',
    'night',
    'paper',
    'pebble',
    'terminal',
  ]) {
    const { html } = await buildDeck(`---\ntheme: ${theme}\n---\n\n${slides.join('\n\n---\n\n')}`)
    expect(html.length, theme).toBeLessThan(400_000)
  }
})
