// Films and sounds of a talk in several windows: started in one, they play in all, and are heard in the audience's.
import type { Browser, Page } from 'puppeteer-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { presentDeck } from '../serve/presented.js'
import { silence } from '../silence.js'
import { buildDeck } from './exported.js'
import { giveTalk, visit } from './giving.js'
import { openBrowser } from './open.js'
import { openTwo, until } from './windows.js'

const slides = `# Film

<video src="long.wav" controls title="Waves"></video>

<audio src="short.wav" controls></audio>

---

# Other

---

# By itself

<video src="long.wav" autoplay></video>`

const files = { 'long.wav': silence(40), 'short.wav': silence(1) }

let browser: Browser
beforeAll(async () => {
  browser = await openBrowser({ network: true })
})
afterAll(() => browser.close())

/** The first film of the slide that shows in a window. */
const onSlide = `document.querySelector('[data-current] :is(video, audio)')`
const inView = `document.querySelector('.lectern-now .lectern-preview :is(video, audio)')`
const playing = (media: string): string => `${media}?.paused === false && ${media}.currentTime > 0`
const isAt = (media: string, seconds: number): string =>
  `${media}.currentTime >= ${seconds - 1} && ${media}.currentTime < ${seconds + 6}`

const click = async (page: Page, index = 0): Promise<void> => (await page.$$('.lectern-film button'))[index]?.click()

async function seek(page: Page, seconds: number): Promise<void> {
  await until(page, `document.querySelector('.lectern-film input')?.disabled === false`)
  await page.evaluate(`(() => {
    const slider = document.querySelector('.lectern-film input')
    slider.value = ${seconds}
    for (const name of ['input', 'change']) slider.dispatchEvent(new Event(name))
  })()`)
}

test('what is started, paused and moved in one window is so in the other, with sound in the audience’s', async () => {
  const built = await buildDeck(slides, { files })
  const { audience, presenter, complaints } = await openTwo(browser, built.url)
  expect(await presenter.$$eval('.lectern-film button', (all) => all.map(({ title }) => title))).toEqual([
    'Play Waves (K)',
    'Play Sound (K)',
  ])
  await click(presenter)
  await until(audience, playing(onSlide))
  await until(presenter, playing(inView))
  expect(await audience.evaluate(`${onSlide}.muted`)).toBe(false)
  expect(await presenter.evaluate(`${inView}.muted`)).toBe(true)
  expect(
    await presenter.evaluate(`[...document.querySelectorAll('#lectern-deck video')].every(({ paused }) => paused)`),
  ).toBe(true)
  await seek(presenter, 20)
  await until(audience, `${playing(onSlide)} && ${isAt(onSlide, 20)}`)
  // By the audience's own controls, and by keys in both windows.
  await audience.evaluate(`${onSlide}.pause()`)
  await until(presenter, `${inView}.paused && ${isAt(inView, 20)}`)
  await until(presenter, `document.querySelector('.lectern-film button').title === 'Play Waves (K)'`)
  await audience.keyboard.press('k')
  await until(presenter, playing(inView))
  await presenter.keyboard.press('k')
  await until(audience, `${onSlide}.paused`)
  // Several at once; one that ends is ended for all.
  await click(presenter, 1)
  await until(presenter, `document.querySelectorAll('.lectern-film button')[1].title === 'Pause Sound (K)'`)
  await until(audience, `document.querySelector('[data-current] audio').ended`)
  await until(presenter, `document.querySelectorAll('.lectern-film button')[1].title === 'Play Sound (K)'`)
  // Another slide has its own films; the one that was left begins again.
  await presenter.keyboard.press('ArrowRight')
  await until(audience, `location.hash === '#2' && document.querySelector('video').paused`)
  await until(presenter, `document.querySelector('.lectern-films').hidden`)
  await presenter.keyboard.press('ArrowLeft')
  await until(presenter, `document.querySelector('.lectern-film button')?.title === 'Play Waves (K)'`)
  await seek(presenter, 5)
  await until(audience, `${onSlide}.paused && ${isAt(onSlide, 5)}`)
  // One that starts by itself runs in the presenter view, too, and goes over to another window with the slides.
  await presenter.keyboard.press('End')
  await until(presenter, playing(inView))
  await presenter.keyboard.press('x')
  await until(audience, playing(inView))
  await until(presenter, playing(onSlide))
  expect(await audience.evaluate(`${inView}.muted`)).toBe(true)
  expect(complaints).toEqual([])
})

test('with a server, a phone starts and stops it, and who follows hears nothing', async () => {
  const talk = await presentDeck({ 'talk.md': slides, ...files }, { args: ['--host', '0.0.0.0'] })
  const { speaker, room, remote } = await giveTalk(browser, talk)
  const follower = await visit(browser, talk.audience.replace(/\/\/[^:]+:/, '//localhost:'))
  await remote.tap('.lectern-film button')
  await until(room, playing(onSlide))
  await until(follower, playing(onSlide))
  expect(await room.evaluate(`${onSlide}.muted`)).toBe(false)
  expect(await follower.evaluate(`${onSlide}.muted`)).toBe(true)
  await until(speaker, playing(inView))
  // People who follow change nothing.
  await follower.evaluate(`${onSlide}.pause()`)
  await remote.tap('.lectern-film button')
  await until(room, `${onSlide}.paused`)
  expect(await remote.evaluate(`${inView}.paused`)).toBe(true)
})
