// `node test/bench/talk.mjs [--presses 40]`: from a key in the presenter's window to pixels in the audience's, between two
// windows of a file, and over `lectern present`; and from a tap on a phone's remote. The windows are pages of one browser and share its clock. A move counts as
// shown when the browser says that the slide's heading is on the screen (Element Timing), and as begun with the time of the
// key event, or of the finger that is lifted. What one window alone takes, in the same run, is what the machine needs for any change of a slide.
import { execFileSync, spawn } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import puppeteer from 'puppeteer-core'

const option = (name, usual) => {
  const at = process.argv.indexOf(`--${name}`)
  return at === -1 ? usual : Number(process.argv[at + 1])
}
const presses = option('presses', 40)
const fingerMs = 60
const executablePath = process.env.LECTERN_BROWSER ?? process.env.CHROME_PATH
if (executablePath === undefined)
  throw new Error('Name a browser: LECTERN_BROWSER=/usr/bin/chromium node test/bench/talk.mjs')
const command = resolve(import.meta.dirname, '../../bin/lectern.js')
const folder = await mkdtemp(join(tmpdir(), 'lectern-talk-'))
const env = { ...process.env, NO_COLOR: '1', XDG_CACHE_HOME: folder }
await writeFile(
  join(folder, 'talk.md'),
  Array.from(
    { length: 60 },
    (_, index) => `# Slide ${index + 1}\n\n- some text\n- and more of it\n\n\`\`\`js\nconst a = ${index}\n\`\`\``,
  ).join('\n\n---\n\n'),
)
execFileSync(process.execPath, [command, 'build', 'talk.md', '-o', folder, '-q'], { cwd: folder, env })
const browser = await puppeteer.launch({
  executablePath,
  pipe: true,
  args: [...(process.getuid?.() === 0 ? ['--no-sandbox'] : []), '--disable-background-networking'],
})
const server = spawn(process.execPath, [command, 'present', 'talk.md', '--port', '0'], {
  cwd: folder,
  env,
  stdio: ['ignore', 'ignore', 'pipe'],
})
try {
  const alone = await browser.newPage()
  await alone.goto(pathToFileURL(join(folder, 'talk.html')).href)
  await alone.waitForSelector('html[data-lectern=ready]')
  await press('one window alone', alone, alone)
  await alone.close()
  await measure('window to window, from a file', pathToFileURL(join(folder, 'talk.html')).href, 'audience')
  const link = await new Promise((done) => {
    let said = ''
    server.stderr.on('data', (chunk) => {
      said += chunk
      const found = /Presenter\s+(\S+)/.exec(said)?.[1]
      if (found) done(found)
    })
  })
  await measure('over the server', link, 'presenter')
  await remote(new URL(link).origin)
} finally {
  await browser.close()
  server.kill('SIGKILL')
  await rm(folder, { recursive: true, force: true })
}

/** A page like a phone's, with the rights of the browser that used the link, and a new window for the audience. */
async function remote(origin) {
  // A window of its own: a tab behind another one is not drawn, and waits with what it is told by a finger.
  const phone = await browser.newPage({ type: 'window' })
  await phone.setViewport({ width: 390, height: 844, hasTouch: true, isMobile: true })
  await phone.goto(`${origin}/talk/remote`)
  await phone.waitForSelector('html[data-lectern=ready]')
  await phone.waitForFunction(`document.querySelector('.lectern-offline')?.textContent === ''`)
  await phone.evaluate(
    `for (let count = 0; count < 200; count += 1) document.querySelector('.lectern-remote-back').click()`,
  )
  const audience = await browser.newPage({ type: 'window' })
  await audience.goto(`${origin}/talk/`)
  await audience.waitForSelector('html[data-lectern=ready]')
  await audience.waitForFunction(`document.querySelector('[data-current]')?.dataset.title === 'Slide 1'`)
  const box = await (await phone.$('.lectern-remote-next')).boundingBox()
  await press('tap on a phone, over the server', phone, audience, async () => {
    // A finger stays for a moment; what counts is when it lets go.
    await phone.touchscreen.touchStart(box.x + box.width / 2, box.y + box.height / 2)
    await new Promise((done) => setTimeout(done, fingerMs))
    await phone.touchscreen.touchEnd()
  })
}

/** Opens both windows, presses a key again and again, and prints the median and the slowest. */
async function measure(title, url, first) {
  const one = await browser.newPage()
  await one.goto(url)
  await one.waitForSelector('html[data-lectern=ready]')
  const popup = new Promise((done) => one.once('popup', done))
  await one.keyboard.press('p')
  const other = await popup
  await other.waitForSelector('html[data-lectern=ready]')
  const [audience, presenter] = first === 'audience' ? [one, other] : [other, one]
  await presenter.waitForFunction(`document.querySelector('.lectern-alarm')?.hidden === true`)
  if (first === 'presenter') {
    // Only the server may carry the moves: the windows lose sight of each other.
    await audience.evaluate(`window.name = ''`)
    const direct = audience.url()
    const alone = await browser.newPage()
    await alone.goto(direct)
    await alone.waitForSelector('html[data-lectern=ready]')
    await audience.close()
    await press(title, presenter, alone)
    await alone.close()
  } else await press(title, presenter, audience)
  // Windows that nobody looks at would be drawn meanwhile, too.
  await presenter.close()
  if (!audience.isClosed()) await audience.close()
}

/** Presses → again and again, or does something else that goes on. `audience` may be the same window. */
async function press(title, presenter, audience, act = () => presenter.keyboard.press('ArrowRight')) {
  // Element Timing reports each text once, when it is on the screen for the first time, to four milliseconds.
  await audience.evaluate(`globalThis.shown = new Map(); for (const heading of document.querySelectorAll('main h1'))
    heading.setAttribute('elementtiming', heading.textContent)
  new PerformanceObserver((list) => {
    for (const { identifier, renderTime } of list.getEntries()) shown.set(identifier, performance.timeOrigin + renderTime)
  }).observe({ type: 'element' })`)
  await presenter.evaluate(`globalThis.pressed = new Map(); for (const kind of ['keydown', 'touchend']) addEventListener(kind, (event) => {
    const next = document.querySelectorAll('[data-current]')[0].nextElementSibling?.dataset.title
    pressed.set(next, performance.timeOrigin + event.timeStamp)
  }, { capture: true })`)
  for (let index = 0; index < presses; index++) {
    await act()
    await audience.waitForFunction(`shown.size > ${index}`, { polling: 25 })
    // The presenter's own window shows it later; the next key comes when that is done, as a speaker's would.
    await presenter.waitForFunction(`location.hash === '#${index + 2}'`, { polling: 25 })
  }
  const [from, to] = await Promise.all([presenter.evaluate('[...pressed]'), audience.evaluate('[...shown]')])
  const times = new Map(to)
  const taken = from
    .map(([slide, at]) => times.get(slide) - at)
    .filter((ms) => Number.isFinite(ms))
    .sort((a, b) => a - b)
  console.log(
    `${title}: median ${taken[Math.floor(taken.length / 2)].toFixed(1)} ms, slowest ${taken.at(-1).toFixed(1)} ms of ${taken.length}`,
  )
}
