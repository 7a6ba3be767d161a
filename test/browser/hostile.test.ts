import type { Browser } from 'puppeteer-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { buildDeck } from './exported.js'
import { openBrowser, openFile } from './open.js'

let browser: Browser
beforeAll(async () => {
  browser = await openBrowser()
})
afterAll(() => browser.close())

/** Names that the player or its libraries would break over if the page's own were hidden. */
const names = [
  'location',
  'history',
  'title',
  'body',
  'documentElement',
  'querySelector',
  'querySelectorAll',
  'getElementById',
  'createElement',
  'addEventListener',
  'activeElement',
  'fonts',
  'defaultView',
  'exitFullscreen',
  'fullscreenElement',
  'visualViewport',
  'matchMedia',
  'sessionStorage',
  'requestAnimationFrame',
  'customElements',
  'presenter',
  'config',
  'deck',
  'lectern-deck',
  'lectern-status',
  'lectern-ui',
  '__proto__',
  'constructor',
  '1',
]

describe('names in the deck that hide the page’s own (DOM clobbering)', () => {
  const use = async (url: string): Promise<void> => {
    const { page, complaints } = await openFile(browser, url)
    for (const key of ['ArrowRight', 'ArrowLeft', 'o', 'Escape', '?', 'Escape', 'g'] as const)
      await page.keyboard.press(key)
    await page.keyboard.type('last')
    await page.keyboard.press('Enter')
    expect(String(await page.evaluate('window.location.hash'))).toBe('#3')
    await page.reload()
    await page.waitForSelector('html[data-lectern=ready]')
    expect(String(await page.evaluate('window.location.hash'))).toBe('#3')
    expect(await page.$eval('body > #lectern-ui > [role=status]', (one) => one.textContent)).toBe('Slide 3 of 3: Last')
    expect(complaints).toEqual([])
    await page.close()
  }

  test('as headings', async () => {
    const headings = names.map((name) => `### ${name}`).join('\n')
    const { url } = await buildDeck(`# First\n\n${headings}\n\n---\n\n# Second\n\n---\n\n# Last`)
    await use(url)
  })

  test('even if the sanitizer let elements with such names and ids through', async () => {
    const images = names.map((name) => `<img name="${name}" id="${name}" src="data:,"><a id="${name}" name="url"></a>`)
    const { url } = await buildDeck('# First\n\n---\n\n# Second\n\n---\n\n# Last', {
      tamper: (deck) => ({
        ...deck,
        slides: deck.slides.map((slide) => ({
          ...slide,
          html: slide.html.replace('</section>', `${images.join('')}</section>`),
        })),
      }),
    })
    await use(url)
  })
})

test('hostile front matter and headings run nothing and the deck still works', async () => {
  const pwn = 'window.__pwn=1'
  const { url } = await buildDeck(`---
title: '</title><script>${pwn}</script>'
description: '"><script>${pwn}</script>'
author: '</style><script>${pwn}</script>'
lang: 'en" onload="${pwn}'
---

# </script><script>${pwn}</script>

---

# </style><img src=x onerror=${pwn}>
`)
  const { page } = await openFile(browser, url)
  await page.keyboard.press('ArrowRight')
  await page.keyboard.press('o')
  await page.keyboard.press('Escape')
  await page.keyboard.press('g')
  expect(await page.evaluate('typeof window.__pwn')).toBe('undefined')
  expect(await page.$$eval('script', (all) => all.length)).toBe(1)
  expect(String(await page.evaluate('location.hash'))).toBe('#2')
  await page.close()
})

test('the policy alone stops scripts that a broken sanitizer let through', async () => {
  const evil = `<script>window.__pwn=1</script><img src="data:," onerror="window.__pwn=1"><a href="javascript:window.__pwn=1">x</a>`
  const { url } = await buildDeck('# One\n\n---\n\n# Two', {
    tamper: (deck) => ({
      ...deck,
      slides: deck.slides.map((slide) => ({ ...slide, html: slide.html.replace('</section>', `${evil}</section>`) })),
    }),
  })
  const { page } = await openFile(browser, url)
  await page.click('[data-current] a')
  await page.keyboard.press('ArrowRight')
  expect(await page.evaluate('typeof window.__pwn')).toBe('undefined')
  expect(String(await page.evaluate('location.hash'))).toBe('#2')
  await page.close()
})

test('a theme that covers everything cannot take the controls away', async () => {
  const { url } = await buildDeck('# One\n\n---\n\n# Two', {
    tamper: (deck) => ({
      ...deck,
      css: `${deck.css} div.marpit *::before{content:"";position:fixed;inset:0;z-index:2147483647;background:red}`,
    }),
  })
  const { page } = await openFile(browser, url)
  await page.mouse.move(400, 400)
  await page.click('[data-command=next]')
  expect(String(await page.evaluate('location.hash'))).toBe('#2')
  await page.close()
})
