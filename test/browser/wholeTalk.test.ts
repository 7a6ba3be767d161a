// The talk that comes with Lectern, given once from its first slide to its last: by turns from the speaker's window, the
// room's and the phone, with everything that happens in a talk, and somebody who follows.
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Browser, Page } from 'puppeteer-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { presentDeck } from '../serve/presented.js'
import { giveTalk, visit } from './giving.js'
import { openBrowser } from './open.js'
import { popupOf, until } from './windows.js'

let browser: Browser
beforeAll(async () => {
  browser = await openBrowser({ network: true })
})
afterAll(() => browser.close())

const talkPath = join(import.meta.dirname, '..', '..', 'slides', 'the-rise-of-python', 'deck.md')

/** The talk, with the lists of its last part coming step by step. */
async function steppedTalk(): Promise<string> {
  const text = await readFile(talkPath, 'utf8')
  const from = text.indexOf('# The way we build')
  expect(from).toBeGreaterThan(0)
  return text.slice(0, from) + text.slice(from).replace(/^- /gm, '* ')
}

/** Every place of the talk, as its windows say it. */
async function placesOf(page: Page): Promise<string[]> {
  const steps = (await page.evaluate(
    `[...document.querySelectorAll('main > section')].map((one) => Number(one.dataset.steps) || 0)`,
  )) as number[]
  return steps.flatMap((count, slide) =>
    Array.from({ length: count + 1 }, (_, step) => (step === 0 ? `#${slide + 1}` : `#${slide + 1}.${step}`)),
  )
}

test('the talk is given from start to end, and all windows agree at every step', async () => {
  const talk = await presentDeck({ 'talk.md': await steppedTalk() }, { args: ['--host', '0.0.0.0'] })
  const { speaker, remote, ...first } = await giveTalk(browser, talk)
  let { room } = first
  const follower = await visit(browser, talk.audience.replace(/\/\/[^:]+:/, '//localhost:'))
  const places = await placesOf(speaker)
  expect(places.filter((place) => !place.includes('.'))).toHaveLength(31)
  expect(places.length).toBeGreaterThan(40)
  const agree = async (hash: string): Promise<void> => {
    const [, slide, step = '0'] = /^#(\d+)(?:\.(\d+))?$/.exec(hash) ?? []
    await Promise.all([speaker, room, remote, follower].map((page) => until(page, `location.hash === '${hash}'`)))
    // What the speaker and the phone look at is what the room sees.
    const shown = `[...document.querySelectorAll('[data-current] [data-marpit-fragment]:not([data-lectern-later])')].length`
    const copied = shown.replace('[data-current]', '.lectern-now')
    const seen = Number(await room.evaluate(shown))
    for (const page of [speaker, remote]) {
      await until(
        page,
        `${copied} === ${seen} && document.querySelector('.lectern-where').textContent === '${slide} / 31'`,
      )
    }
    expect(seen).toBe(Number(step))
  }
  const drivers: (() => Promise<void>)[] = [
    () => speaker.keyboard.press('ArrowRight'),
    () => room.keyboard.press('PageDown'),
    () => remote.tap('.lectern-remote-next'),
  ]
  const blank = (is: boolean): string => `document.querySelector('#lectern-blank').hidden === ${!is}`
  const layer = '#lectern-ui > .lectern-ink'
  const events: Readonly<Record<string, () => Promise<void>>> = {
    // A long title of the next slide pushes nothing out of a small window.
    '#3': async () => {
      await speaker.setViewport({ width: 1024, height: 700 })
      await until(speaker, `document.querySelector('.lectern-next h2').textContent.length > 30`)
      await until(speaker, `document.querySelector('.lectern-notes').getBoundingClientRect().right < innerWidth`)
    },
    '#4': async () => {
      await speaker.keyboard.press('b')
      await Promise.all([room, follower].map((page) => until(page, blank(true))))
      await speaker.keyboard.press('b')
      await Promise.all([room, follower].map((page) => until(page, blank(false))))
    },
    '#7': async () => {
      const box = await (await speaker.$('.lectern-now'))?.boundingBox()
      if (!box) throw new Error('no slide in the presenter view')
      const [x, y] = [box.x + box.width / 2, box.y + box.height / 2]
      await speaker.keyboard.press('l')
      await speaker.mouse.move(x, y)
      await until(room, `!document.querySelector('${layer} .lectern-laser').hasAttribute('hidden')`)
      await speaker.keyboard.press('d')
      await until(follower, `document.querySelector('${layer} .lectern-laser').hasAttribute('hidden')`)
      await speaker.mouse.down()
      await speaker.mouse.move(x + 80, y + 20, { steps: 3 })
      await speaker.mouse.up()
      for (const page of [room, follower]) await until(page, `document.querySelectorAll('${layer} g > g').length === 1`)
      await speaker.keyboard.press('Escape')
    },
    // Nothing is lost with a window that is loaded anew.
    '#9': async () => {
      for (const page of [speaker, room, remote]) {
        await page.reload()
        await page.waitForSelector('html[data-lectern=ready]')
      }
      await until(remote, `document.querySelector('.lectern-offline').hidden`)
      await until(speaker, `document.querySelector('.lectern-alarm').hidden`)
    },
    '#14': async () => {
      await speaker.keyboard.type('7')
      await speaker.keyboard.press('Enter')
      await agree('#7')
      await until(room, `document.querySelectorAll('${layer} g > g').length === 1`)
      await speaker.keyboard.press('`')
    },
    // The room's window is closed by accident, and opened again.
    '#18': async () => {
      await room.close()
      await until(speaker, `!document.documentElement.hasAttribute('data-linked')`)
      room = await popupOf(speaker, () => speaker.keyboard.press('p'))
      await until(speaker, `document.documentElement.hasAttribute('data-linked')`)
    },
    // The thumbnails follow when the speaker's window gets another size.
    '#22': async () => {
      for (const [width, height] of [
        [1024, 700],
        [700, 1000],
        [1440, 900],
      ] as const) {
        await speaker.setViewport({ width, height })
        await until(
          speaker,
          `(() => { const { left, width } = document.querySelector('[data-current]').getBoundingClientRect(); return Math.abs(left + width / 2 - innerWidth / 2) < 3 })()`,
        )
      }
    },
  }
  for (const [index, place] of places.entries()) {
    if (index > 0) await drivers[index % drivers.length]?.()
    await agree(place)
    await events[place]?.()
    if (events[place] !== undefined) await agree(place)
  }
  await until(speaker, `!document.querySelector('.lectern-next > p').hidden`)
  await until(remote, `document.querySelector('.lectern-next h2').textContent === 'End of the talk'`)
  // Beyond the end is the end, and nobody in the audience has been told a word of the notes.
  await speaker.keyboard.press('ArrowRight')
  await agree(places.at(-1) ?? '')
  expect(await follower.evaluate(`document.querySelectorAll('template').length`)).toBe(0)
  await Promise.all([speaker, room, remote, follower].map((page) => page.close()))
})
