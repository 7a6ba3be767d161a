// A talk given for real: the command's server, the speaker's two windows, a phone, and people who follow.
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import axe from 'axe-core'
import type { Browser, Page } from 'puppeteer-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { presentDeck } from '../serve/presented.js'
import { giveTalk, visit } from './giving.js'
import { openBrowser } from './open.js'
import { popupOf, until } from './windows.js'

const deck = {
  'talk.md':
    '---\ntitle: Talk\nduration: 10\n---\n# One\n\n<!-- Say **hello** -->\n\n---\n\n# Two\n\n* a\n* b\n\n<!-- second -->\n\n---\n\n# Three\n\n---\n\n# Four',
}

let browser: Browser
beforeAll(async () => {
  browser = await openBrowser({ network: true })
})
afterAll(() => browser.close())

async function violations(page: Page): Promise<string[]> {
  await page.evaluate(axe.source)
  return (await page.evaluate(`axe.run(document, { resultTypes: ['violations'] }).then(({ violations }) =>
    violations.map(({ id, nodes }) => id + ' ' + nodes.map((node) => node.target.join(' ')).join(', ')))`)) as string[]
}

test('speaker, room, phone and audience are at one place, whoever of the first three moves', async () => {
  const talk = await presentDeck(deck, { args: ['--host', '0.0.0.0'] })
  const { speaker, room, remote } = await giveTalk(browser, talk)
  const follower = await visit(browser, talk.audience.replace(/\/\/[^:]+:/, '//localhost:'))
  const all = [speaker, room, remote, follower]
  const at = async (hash: string): Promise<void> => {
    for (const page of all) await until(page, `location.hash === '${hash}'`)
  }
  expect(room.url()).toMatch(/\/talk\/(#1)?$/)
  await remote.tap('.lectern-remote-next')
  await at('#2')
  await speaker.keyboard.press('ArrowRight')
  await at('#2.1')
  await room.keyboard.press('PageDown')
  await at('#2.2')
  await remote.tap('.lectern-remote-back')
  await at('#2.1')
  await until(remote, `document.querySelector('.lectern-notes').textContent === 'second'`)
  await until(speaker, `document.querySelector('.lectern-stage-bar > span').textContent === '2 screens'`)
  // Black from the phone, the laser by dragging on it.
  await remote.tap('.lectern-remote-small')
  await until(follower, `!document.querySelector('#lectern-blank').hidden`)
  await remote.tap('.lectern-remote-small')
  await until(room, `document.querySelector('#lectern-blank').hidden`)
  const box = await (await remote.$('#lectern-remote .lectern-now'))?.boundingBox()
  if (!box) throw new Error('no slide on the phone')
  await remote.touchscreen.touchStart(box.x + box.width / 2, box.y + box.height / 2)
  await until(follower, `!document.querySelector('#lectern-ui > .lectern-ink .lectern-laser').hasAttribute('hidden')`)
  await remote.touchscreen.touchEnd()
  await until(room, `document.querySelector('#lectern-ui > .lectern-ink .lectern-laser').hasAttribute('hidden')`)
  // A laser that is put away stays away, by whatever way its last words went round.
  await speaker.keyboard.press('l')
  const pane = await (await speaker.$('.lectern-now'))?.boundingBox()
  if (!pane) throw new Error('no slide in the presenter view')
  for (let x = 0; x < 20; x++) await speaker.mouse.move(pane.x + pane.width / 2 + x, pane.y + pane.height / 2)
  await until(follower, `!document.querySelector('#lectern-ui > .lectern-ink .lectern-laser').hasAttribute('hidden')`)
  await speaker.keyboard.press('l')
  const isOut = (layer: string): string => `document.querySelector('${layer} .lectern-laser').hasAttribute('hidden')`
  for (const [page, layer] of [
    [follower, '#lectern-ui > .lectern-ink'],
    [room, '#lectern-ui > .lectern-ink'],
    [speaker, '.lectern-now'],
  ] as const) {
    await until(page, isOut(layer))
  }
  await speaker.keyboard.press('ArrowLeft')
  await at('#2')
  await speaker.keyboard.press('ArrowRight')
  await at('#2.1')
  expect(await speaker.evaluate(isOut('.lectern-now'))).toBe(true)
  // The audience has no notes, and no way to the presenter view.
  expect((await follower.content()).includes('Say <strong>')).toBe(false)
  await follower.keyboard.press('p')
  await until(follower, `document.querySelector('#lectern-toast').textContent.includes('for the speaker only')`)
  // Someone who follows looks around alone, and comes back; a late one is there at once.
  await follower.keyboard.press('End')
  await until(follower, `location.hash === '#4' && !document.querySelector('#lectern-back').hidden`)
  expect(await speaker.evaluate('location.hash')).toBe('#2.1')
  await speaker.keyboard.press('ArrowRight')
  await until(room, `location.hash === '#2.2'`)
  expect(await follower.evaluate('location.hash')).toBe('#4')
  await follower.click('#lectern-back')
  await at('#2.2')
  const late = await visit(browser, talk.audience.replace(/\/\/[^:]+:/, '//localhost:'))
  await until(late, `location.hash === '#2.2'`)
  for (const page of [speaker, remote, follower]) expect(await violations(page), page.url()).toEqual([])
  await Promise.all([...all, late].map((page) => page.close()))
})

test('when the server is lost, the speaker’s windows go on together, the phone says so, and all find each other again', async () => {
  const talk = await presentDeck(deck, { args: ['--host', '0.0.0.0'] })
  const { speaker, room, remote } = await giveTalk(browser, talk)
  await speaker.keyboard.press('ArrowRight')
  await until(remote, `location.hash === '#2'`)
  talk.process.kill('SIGKILL')
  await talk.ended
  await until(
    remote,
    `!document.querySelector('.lectern-offline').hidden && document.querySelector('.lectern-remote-next').disabled`,
  )
  await until(speaker, `document.querySelector('.lectern-lost').textContent.startsWith('No server')`)
  await speaker.keyboard.press('End')
  await until(room, `location.hash === '#4'`)
  // What is started again presents another deck, whose revisions are counted from the same number.
  const again = await presentDeck(
    { 'talk.md': deck['talk.md'].replace('# Four', '# Four, mended') },
    { args: ['--host', '0.0.0.0'], folder: talk.folder, port: talk.port },
  )
  await until(remote, `location.hash === '#4' && document.querySelector('.lectern-offline').hidden`)
  for (const page of [room, remote, speaker])
    await until(page, `document.querySelector('[data-title="Four, mended"]') !== null`)
  await remote.tap('.lectern-remote-back')
  await until(room, `location.hash === '#3'`)
  expect(again.said()).toContain('resuming where it stopped')
  await Promise.all([speaker, room, remote].map((page) => page.close()))
})

test('a deck that changed is offered, and taken over at the same place', async () => {
  const talk = await presentDeck(deck)
  const speaker = await visit(browser, talk.link)
  const room = await popupOf(speaker, () => speaker.keyboard.press('p'))
  await speaker.keyboard.press('ArrowRight')
  await until(room, `location.hash === '#2'`)
  await room.evaluate('globalThis.same = true')
  await writeFile(join(talk.folder, 'talk.md'), deck['talk.md'].replace('# Two', '# Changed'))
  await until(
    speaker,
    `[...document.querySelectorAll('.lectern-alarm')].some((one) => !one.hidden && one.textContent.includes('deck has changed'))`,
  )
  expect(await room.evaluate('globalThis.same')).toBe(true)
  await speaker.evaluate(
    `[...document.querySelectorAll('.lectern-alarm')].find((one) => one.textContent.includes('deck has changed')).click()`,
  )
  for (const page of [speaker, room]) {
    await until(page, `document.querySelector('[data-current]')?.dataset.title === 'Changed' && location.hash === '#2'`)
  }
  await speaker.keyboard.press('ArrowRight')
  await until(room, `location.hash === '#2.1'`)
  await Promise.all([speaker.close(), room.close()])
})
