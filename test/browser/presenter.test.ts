// The presenter view of the one-file talk: two real windows of one browser, opened from disk.
import type { Browser, Page } from 'puppeteer-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Built, buildDeck } from './exported.js'
import { openBrowser, openFile } from './open.js'
import { openTwo, popupOf, textOf, until } from './windows.js'

const deck = `---
title: Talk
duration: 10
---
# One

<!-- time: 1m -->

<!-- Say **hello** to [the second](#2) -->

---

# Two

* a
* b

<!-- second note -->

---

# Three

---

# Four`

let browser: Browser
let built: Built
beforeAll(async () => {
  browser = await openBrowser()
  built = await buildDeck(deck, { notes: true })
})
afterAll(() => browser.close())

const visible = (pane: string): string =>
  `[...document.querySelectorAll('${pane} li')].filter((li) => getComputedStyle(li).visibility === 'visible').map((li) => li.textContent).join()`

test('shows this step, the next step, notes as Markdown, numbers and time', async () => {
  const { audience, presenter, complaints } = await openTwo(browser, built.url)
  expect(await presenter.evaluate(`document.querySelector('.lectern-notes').innerHTML`)).toContain(
    '<strong>hello</strong>',
  )
  expect(await presenter.evaluate(`document.title`)).toBe('Presenter: Talk')
  // What is not there now takes no room: neither the alarm nor the pens.
  const shown = `[...document.querySelectorAll('#lectern-presenter [hidden]')].filter((one) => getComputedStyle(one).display !== 'none').length`
  expect(await presenter.evaluate(shown)).toBe(0)
  await presenter.keyboard.press('ArrowRight')
  await presenter.keyboard.press('ArrowRight')
  await until(audience, `location.hash === '#2.1'`)
  await until(presenter, `document.querySelector('.lectern-step').textContent === 'step 1 / 2'`)
  expect(await textOf(presenter, '.lectern-where')).toBe('2 / 4')
  expect(await presenter.evaluate(visible('.lectern-now'))).toBe('a')
  expect(await presenter.evaluate(visible('.lectern-next'))).toBe('a,b')
  expect(await audience.evaluate(visible('[data-current]'))).toBe('a')
  expect(await textOf(presenter, '.lectern-notes')).toBe('second note')
  await presenter.keyboard.press('ArrowRight')
  await until(presenter, `document.querySelector('.lectern-next h2').textContent === 'Next: Three'`)
  await presenter.keyboard.press('End')
  await until(presenter, `!document.querySelector('.lectern-next > p').hidden`)
  // The audience's window has no notes on show, and nothing was asked of the network.
  expect(await audience.evaluate(`document.body.innerText.includes('second note')`)).toBe(false)
  expect(complaints).toEqual([])
  await Promise.all([presenter.close(), audience.close()])
})

test('either window drives, with the same keys, and both stay together', async () => {
  const { audience, presenter } = await openTwo(browser, built.url)
  await audience.keyboard.press('ArrowRight')
  await until(presenter, `document.querySelector('.lectern-where').textContent === '2 / 4'`)
  await presenter.keyboard.press('b')
  await until(audience, `!document.querySelector('#lectern-blank').hidden`)
  await until(presenter, `document.querySelector('.lectern-covered').textContent === 'The screen is black'`)
  await audience.keyboard.press('PageDown')
  await until(presenter, `document.querySelector('.lectern-covered').hidden`)
  await presenter.keyboard.press('g')
  await presenter.keyboard.type('four')
  await presenter.keyboard.press('Enter')
  await until(audience, `location.hash === '#4'`)
  await presenter.keyboard.press('o')
  expect(await presenter.evaluate('document.documentElement.dataset.view')).toBe('overview')
  expect(await audience.evaluate('document.documentElement.dataset.view ?? ""')).toBe('')
  await presenter.keyboard.press('Home')
  await presenter.keyboard.press('Enter')
  await until(audience, `location.hash === '#1'`)
  expect(await presenter.evaluate('document.documentElement.dataset.view')).toBe('presenter')
  await presenter.keyboard.down('Shift')
  await presenter.keyboard.press('D')
  await presenter.keyboard.up('Shift')
  await until(audience, `document.documentElement.style.colorScheme === 'dark'`)
  await presenter.evaluate(`document.querySelector('.lectern-notes a').click()`)
  await until(audience, `location.hash === '#2'`)
  await presenter.evaluate(`document.querySelectorAll('.lectern-thumb')[2].click()`)
  await until(audience, `location.hash === '#3'`)
  await Promise.all([presenter.close(), audience.close()])
})

test('windows that are driven at the same time end at one place', async () => {
  const { audience, presenter } = await openTwo(browser, built.url)
  const where = (page: Page) => page.evaluate(`location.hash + document.querySelector('#lectern-blank').hidden`)
  for (let round = 0; round < 6; round++) {
    await Promise.all([
      presenter.keyboard.press(round % 2 === 0 ? 'End' : 'b'),
      audience.keyboard.press(round % 3 === 0 ? 'Home' : 'PageDown'),
    ])
  }
  await expect.poll(async () => (await where(presenter)) === (await where(audience))).toBe(true)
  // And stay there: nothing is still on its way.
  await presenter.keyboard.press('ArrowLeft')
  await expect.poll(async () => (await where(presenter)) === (await where(audience))).toBe(true)
  await Promise.all([presenter.close(), audience.close()])
})

test('the audience’s window shows a move before the speaker’s own, which waits for it no longer than a moment', async () => {
  const { audience, presenter } = await openTwo(browser, built.url)
  const watch = `new MutationObserver(() => {
    globalThis.shownAt ??= performance.timeOrigin + performance.now()
  }).observe(document.querySelector('main'), { subtree: true, attributes: true, attributeFilter: ['data-current'] })`
  await Promise.all([audience.evaluate(watch), presenter.evaluate(watch)])
  await presenter.keyboard.press('ArrowRight')
  for (const page of [presenter, audience]) await until(page, `location.hash === '#2'`)
  const [first, second] = [await audience.evaluate('shownAt'), await presenter.evaluate('shownAt')]
  expect(Number(first)).toBeLessThan(Number(second))
  // A window that is covered gets no frames.
  await audience.evaluate('window.requestAnimationFrame = () => 0')
  await presenter.keyboard.press('End')
  await until(presenter, `document.querySelector('.lectern-where').textContent === '4 / 4'`)
  await Promise.all([presenter.close(), audience.close()])
})

test('the timer starts with the talk, pauses with T and a click, is reset by Shift+T only, and survives reloads', async () => {
  const { audience, presenter } = await openTwo(browser, built.url)
  const running = `document.querySelector('.lectern-timer').dataset.running`
  expect(await presenter.evaluate(running)).toBe('false')
  await presenter.keyboard.press('ArrowRight')
  await until(presenter, `${running} === 'true'`)
  await until(presenter, `document.querySelector('.lectern-timer').textContent === '0:01'`)
  expect(await textOf(presenter, '.lectern-left')).toBe('9:59 left')
  expect(await textOf(presenter, '.lectern-pace')).toBe('0:59 ahead')
  await presenter.click('.lectern-timer')
  await until(presenter, `${running} === 'false'`)
  const shown = await textOf(presenter, '.lectern-timer')
  expect(shown).not.toBe('0:00')
  await presenter.reload()
  await presenter.waitForFunction(`document.querySelector('.lectern-alarm')?.hidden === true`)
  expect(await textOf(presenter, '.lectern-timer')).toBe(shown)
  await presenter.keyboard.press('t')
  await until(presenter, `${running} === 'true'`)
  await audience.reload()
  await audience.waitForSelector('html[data-lectern=ready]')
  await presenter.keyboard.down('Shift')
  await presenter.keyboard.press('T')
  await presenter.keyboard.up('Shift')
  await until(presenter, `${running} === 'false' && document.querySelector('.lectern-timer').textContent === '0:00'`)
  await Promise.all([presenter.close(), audience.close()])
})

test('the pace is said in words and colour, with what to skip', async () => {
  const { presenter, audience } = await openTwo(browser, built.url)
  const ago = async (seconds: number): Promise<string> => {
    await presenter.evaluate(
      `(() => { const real = Date.now; globalThis.shift = ${seconds * 1000}; Date.now = () => real() + globalThis.shift })()`,
    )
    await until(
      presenter,
      `document.querySelector('.lectern-timer').textContent.startsWith('${Math.floor(seconds / 60)}:')`,
    )
    return String(
      await presenter.evaluate(
        `[document.querySelector('.lectern-pace').textContent, document.querySelector('.lectern-pace').dataset.mood, document.querySelector('.lectern-skip').textContent].join(' | ')`,
      ),
    )
  }
  await presenter.keyboard.press('t')
  expect(await ago(240)).toMatch(/^3:00 behind \| very-late \| skip 2 “Two”$/)
  await Promise.all([presenter.close(), audience.close()])
})

test('reloading or closing either window loses nothing', async () => {
  const { audience, presenter } = await openTwo(browser, built.url)
  await presenter.keyboard.press('ArrowRight')
  await presenter.keyboard.press('b')
  await until(audience, `location.hash === '#2' && !document.querySelector('#lectern-blank').hidden`)
  await audience.reload()
  await audience.waitForSelector('html[data-lectern=ready]')
  expect(await audience.evaluate(`location.hash + document.querySelector('#lectern-blank').hidden`)).toBe('#2false')
  await until(presenter, `document.querySelector('.lectern-alarm').hidden`)
  await presenter.keyboard.press('b')
  await until(audience, `document.querySelector('#lectern-blank').hidden`)
  // The audience's window is closed by accident: the presenter goes on, says so, and opens it where the talk is.
  await audience.close()
  await until(presenter, `!document.querySelector('.lectern-alarm').hidden`)
  await presenter.keyboard.press('ArrowRight')
  const again = await popupOf(presenter, () => presenter.click('.lectern-alarm'))
  expect(await again.evaluate(`location.hash + document.documentElement.dataset.role`)).toBe('#2.1audience')
  await until(presenter, `document.querySelector('.lectern-alarm').hidden`)
  await presenter.keyboard.press('ArrowRight')
  await until(again, `location.hash === '#2.2'`)
  // And the other way round.
  await presenter.close()
  await until(again, `!document.documentElement.hasAttribute('data-linked')`)
  await again.keyboard.press('ArrowRight')
  const presenterAgain = await popupOf(again, () => again.keyboard.press('s'))
  await until(presenterAgain, `document.querySelector('.lectern-where').textContent === '3 / 4'`)
  await Promise.all([again.close(), presenterAgain.close()])
})

test('the screens are swapped without losing the place', async () => {
  const { audience, presenter } = await openTwo(browser, built.url)
  await presenter.keyboard.press('ArrowRight')
  await presenter.keyboard.press('x')
  await until(
    audience,
    `document.documentElement.dataset.role === 'presenter' && document.querySelector('.lectern-where').textContent === '2 / 4'`,
  )
  // This window shows a move only after the other one has had its frame.
  await until(
    presenter,
    `document.documentElement.dataset.role === 'audience' && location.hash === '#2' && document.querySelector('#lectern-presenter') === null`,
  )
  await presenter.reload()
  await presenter.waitForSelector('html[data-lectern=ready]')
  expect(await presenter.evaluate('document.documentElement.dataset.role')).toBe('audience')
  await audience.keyboard.press('ArrowRight')
  await until(presenter, `location.hash === '#2.1'`)
  await Promise.all([presenter.close(), audience.close()])
})

test('layout and size of the notes are set by mouse or keyboard and remembered', async () => {
  const { audience, presenter } = await openTwo(browser, built.url)
  const size = `getComputedStyle(document.querySelector('.lectern-notes')).fontSize`
  expect(await presenter.evaluate(size)).toBe('22px')
  await presenter.keyboard.press('+')
  await presenter.keyboard.press('+')
  await presenter.keyboard.press('-')
  await presenter.focus('[aria-label="Width of the slide"]')
  await presenter.keyboard.press('ArrowLeft')
  await presenter.keyboard.press('ArrowLeft')
  expect(await audience.evaluate('location.hash')).toBe('#1')
  const bar = await presenter.$('[aria-label="Height of the next step"]')
  const box = await bar?.boundingBox()
  if (!box) throw new Error('no splitter')
  await presenter.mouse.move(box.x + 50, box.y + 5)
  await presenter.mouse.down()
  await presenter.mouse.move(box.x + 50, box.y + 105)
  await presenter.mouse.up()
  const read = `[${size}, ...[...document.querySelectorAll('[role=separator]')].map((one) => one.getAttribute('aria-valuenow'))]`
  const before = await presenter.evaluate(read)
  expect(before).toEqual(['25px', '58', expect.stringMatching(/^(5[5-9]|6\d)$/), '84'])
  await presenter.reload()
  await presenter.waitForSelector('.lectern-notes')
  expect(await presenter.evaluate(read)).toEqual(before)
  await Promise.all([presenter.close(), audience.close()])
})

test('a file without notes says so, and has none anywhere', async () => {
  const { url, html } = await buildDeck(deck, { notes: false })
  expect(html).not.toMatch(/second note|Say <strong>|<template/)
  const { audience, presenter } = await openTwo(browser, url)
  expect(await textOf(presenter, '.lectern-notes')).toBe('No notes on this slide.')
  await Promise.all([presenter.close(), audience.close()])
})

test('F5 and Esc from a clicker change nothing', async () => {
  const { audience, presenter } = await openTwo(browser, built.url)
  await presenter.evaluate('globalThis.kept = true')
  for (const key of ['PageDown', 'F5', 'Escape', 'PageDown', 'F5', 'PageUp'] as const)
    await presenter.keyboard.press(key)
  await until(audience, `location.hash === '#2'`)
  expect(await presenter.evaluate('globalThis.kept')).toBe(true)
  await Promise.all([presenter.close(), audience.close()])
})

test('a browser that blocks the window is told of, and the player goes on', async () => {
  const { page } = await openFile(browser, built.url)
  await page.evaluate(`window.open = () => null`)
  await page.keyboard.press('p')
  await until(page, `document.querySelector('#lectern-toast').textContent.startsWith('The browser blocked')`)
  await page.keyboard.press('ArrowRight')
  expect(await page.evaluate(`[location.hash, document.documentElement.dataset.role ?? null]`)).toEqual(['#2', null])
  await page.close()
})

test('the header takes one line at 1024 pixels, and the bar of tools covers no heading', async () => {
  const { audience, presenter } = await openTwo(browser, built.url)
  await presenter.setViewport({ width: 1024, height: 768 })
  for (const key of ['t', 'b'] as const) await presenter.keyboard.press(key)
  await until(presenter, `document.querySelector('.lectern-covered').textContent !== ''`)
  const [height, clock] = (await presenter.evaluate(
    `[document.querySelector('#lectern-presenter-head').offsetHeight, document.querySelector('.lectern-clock').textContent]`,
  )) as [number, string]
  expect(height).toBeLessThan(64)
  expect(clock).not.toMatch(/^0\d/)
  await presenter.keyboard.press('b')
  await until(audience, `!document.querySelector('#lectern-blank').checkVisibility()`)
  await audience.keyboard.press('d')
  const apart = await audience.evaluate(`(() => {
    const bar = document.querySelector('#lectern-tools').getBoundingClientRect()
    const text = document.createRange()
    text.selectNodeContents(document.querySelector('[data-current] h1'))
    const { right, bottom } = text.getBoundingClientRect()
    return bar.width > 0 && (bar.left > right || bar.top > bottom) && bar.top > 60
  })()`)
  expect(apart).toBe(true)
  await Promise.all([audience.close(), presenter.close()])
})
