import type { Browser } from 'puppeteer-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { editDeck, waiting } from './editorPage.js'
import { openBrowser } from './open.js'

let browser: Browser
beforeAll(async () => {
  browser = await openBrowser({ network: true })
})
afterAll(() => browser.close())

/** What a deck would do in the frame beside its own source. */
const attack = `window.__pwn=1;parent.__pwn=1;fetch('/__lectern/edit/source?deck=talk').then(r=>r.text()).then(t=>parent.__stolen=t)`
const attacks = [
  `<script>${attack}</script>`,
  `<img src=x onerror="${attack}">`,
  `<iframe srcdoc="<script>parent.${attack}</script>"></iframe>`,
  `<iframe src="/talk/edit"></iframe>`,
  `<a href="javascript:${attack}" target="_top">a</a>`,
  '<form action="/__lectern/edit/source?deck=talk" method="post"><input name="text" value="x"><button>x</button></form>',
  '<meta http-equiv="refresh" content="0;url=/talk/edit">',
  '<base href="http://127.0.0.1:9/" target="_top">',
  '<link rel="stylesheet" href="/__lectern/edit/source?deck=talk">',
  '<style>@import "/__lectern/edit/source?deck=talk"; * { background: url("/__lectern/edit/source?deck=talk") }</style>',
  '![](/__lectern/edit/source?deck=talk)',
  '![bg](../__lectern/edit/state?deck=talk)',
  '<video src="/__lectern/edit/source?deck=talk"></video>',
  `<svg onload="${attack}"><script>${attack}</script></svg>`,
]

test('a hostile deck neither reads nor writes its source, nor gets out of its frame', async () => {
  const deck = attacks.map((one, index) => `# Slide ${index + 1}\n\n${one}`).join('\n\n---\n\n')
  const { page, slides, disk, status, editing } = await editDeck(browser, deck)
  const asked: string[] = []
  page.on('request', (request) => {
    if (request.frame() !== page.mainFrame()) asked.push(request.url())
  })
  await status('Saved')
  await page.reload()
  await status('Saved')
  const frame = await slides()
  const count = Number(await frame.evaluate(`document.querySelectorAll('.lectern-slide').length`))
  expect(count).toBe(attacks.length)
  for (let slide = 0; slide < attacks.length; slide++) {
    await page.evaluate(
      `document.querySelector('#slides').contentWindow.postMessage({ type: 'lectern-go', slide: ${slide} }, origin)`,
    )
    await frame.waitForFunction(`location.hash.startsWith('#${slide + 1}')`)
    // Those that open a window of their own would take this one out of sight.
    await frame.evaluate(
      `document.querySelectorAll('[data-current] :is(a:not([target=_blank]), button)').forEach((one) => one.click())`,
    )
  }
  expect(page.url()).toContain('/talk/edit')
  expect(await page.evaluate('[window.__pwn, window.__stolen]')).toEqual([null, null])
  expect(await frame.evaluate('window.__pwn')).toBeUndefined()
  expect(asked.filter((url) => url.includes('/edit'))).toEqual([])
  expect(page.frames().length).toBe(2)
  expect(await disk()).toBe(deck)
  // Not even scripts of ours in the frame can leave, ask or download.
  const asking: string[] = []
  page.on('dialog', (dialog) => {
    asking.push(dialog.message())
    void dialog.dismiss()
  })
  await frame.evaluate(`alert('asked')`)
  expect(asking).toEqual([])
  const leaving = await frame.evaluate(`(() => {
    try { top.location.href = '/talk/'; return 'left' } catch ({ name }) { return name }
  })()`)
  expect(leaving).toBe('SecurityError')
  const allowed = await page.$eval('#slides', (one) => one.getAttribute('sandbox'))
  expect(allowed).toMatch(/^allow-scripts /)
  expect(allowed).not.toMatch(/top-navigation|modals|downloads|forms/)
  expect(editing.failures).toEqual([])
})

test('messages that do not come from the other half are not listened to', async () => {
  const { page, slides, status } = await editDeck(browser, '# One\n\n---\n\n# Two\n\n---\n\n# Three\n')
  await status('Saved')
  const frame = await slides()
  // From the wrong window, of the wrong form, and at last a right one, which comes after all others.
  const wrong = [
    null,
    'x',
    7,
    [],
    { type: 'lectern-go', slide: '2' },
    { type: 'lectern-go', slide: -1 },
    { type: 'lectern-go', slide: 1.5 },
    { type: '__proto__' },
  ]
  await frame.evaluate(`postMessage({ type: 'lectern-go', slide: 2 }, origin)`)
  for (const data of wrong) {
    await page.evaluate(`document.querySelector('#slides').contentWindow.postMessage(${JSON.stringify(data)}, origin)`)
  }
  await page.evaluate(`postMessage({ type: 'lectern-at', slide: 2 }, origin)`)
  await page.evaluate(
    `document.querySelector('#slides').contentWindow.postMessage({ type: 'lectern-go', slide: 1 }, origin)`,
  )
  await expect.poll(() => frame.evaluate('location.hash'), waiting).toBe('#2')
  expect(await page.$eval('.cm-lineNumbers .cm-activeLineGutter', (one) => one.textContent)).toBe('1')
})
