// The phone that drives the talk, in every position it is held in, and what its help and that of others lists.
import axe from 'axe-core'
import type { Browser, Page } from 'puppeteer-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { presentDeck } from '../serve/presented.js'
import { giveTalk, visit } from './giving.js'
import { openBrowser } from './open.js'

let browser: Browser
beforeAll(async () => {
  browser = await openBrowser({ network: true })
})
afterAll(() => browser.close())

const sizes = [
  [390, 844],
  [844, 390],
  [667, 375],
  [568, 320],
  [740, 360],
  [1024, 768],
  [1180, 820],
  [320, 568],
] as const

/** Everything that lies outside of the window, is too small for a finger, or has vanished from the slides. */
const faults = `(() => {
  const found = []
  for (const one of document.querySelectorAll('#lectern-remote button')) {
    if (!one.checkVisibility()) continue
    const { left, top, right, bottom, width, height } = one.getBoundingClientRect()
    if (left < 0 || top < 0 || right > innerWidth || bottom > innerHeight) found.push(one.textContent + ' is outside')
    if (Math.min(width, height) < 44) found.push(one.textContent + ' is small')
  }
  const { height, width } = document.querySelector('#lectern-remote .lectern-notes').getBoundingClientRect()
  if (height < 60 || width < 120) found.push('no room for notes')
  for (const title of document.querySelectorAll('.lectern-preview h2'))
    if (title.getBoundingClientRect().height === 0) found.push('a slide without its heading')
  if (document.documentElement.scrollWidth > innerWidth) found.push('wider than the window')
  return found
})()`

const listed = (page: Page): Promise<unknown> =>
  page.evaluate(
    `[...document.querySelectorAll('#lectern-help dt')].filter((one) => one.closest('[hidden]') === null).map((one) => one.textContent)`,
  )

test('the remote has all its buttons within reach at every size, and each window its own help', async () => {
  const deck =
    '---\nlang: en\nduration: 20\n---\n\n# One\n\n<!-- Say hello -->\n\n---\n\n## Two\n\n* a\n\n<!-- Go on -->\n\n---\n\n## Three'
  const talk = await presentDeck({ 'talk.md': deck }, { args: ['--host', '0.0.0.0'] })
  const { speaker, room, remote } = await giveTalk(browser, talk)
  await remote.evaluate(`document.querySelector('.lectern-remote-next').click()`)
  await remote.waitForFunction(`document.querySelector('.lectern-where').textContent === '2 / 3'`)
  for (const [width, height] of sizes) {
    await remote.setViewport({ width, height, hasTouch: true, isMobile: true })
    await remote.waitForFunction(`innerWidth === ${width}`)
    expect([width, height, await remote.evaluate(faults)]).toEqual([width, height, []])
  }
  await remote.setViewport({ width: 568, height: 320, hasTouch: true, isMobile: true })
  await remote.evaluate(`[...document.querySelectorAll('button')].find((one) => one.textContent === 'Help').click()`)
  const onPhone = await listed(remote)
  expect(onPhone).toEqual(expect.arrayContaining(['Laser pointer', 'Start or pause the timer', 'Black screen']))
  expect(onPhone).not.toEqual(expect.arrayContaining(['Presenter view']))
  await remote.evaluate(axe.source)
  expect(await remote.evaluate(`axe.run().then(({ violations }) => violations.map(({ id }) => id))`)).toEqual([])

  const follower = await visit(browser, talk.audience)
  for (const page of [speaker, room, follower]) await page.keyboard.press('?')
  expect(await listed(speaker)).toEqual(expect.arrayContaining(['Larger notes', 'Draw', 'Next step']))
  expect(await listed(room)).not.toContain('Larger notes')
  expect(await listed(follower)).toEqual([
    'Next step',
    'Previous step',
    'Skip to the next slide',
    'Skip to the previous slide',
    'First slide',
    'Last slide',
    'Go to a slide',
    'Back to the previous position',
    'Overview',
    'Full screen',
    'Reading view',
    'Switch between dark and light',
    'This help',
    'Close the current view',
  ])
  await Promise.all([speaker, room, remote, follower].map((page) => page.close()))
})
