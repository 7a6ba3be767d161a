import { afterAll, expect, test } from 'vitest'
import { checkWhileWriting } from '../../src/cli/check/liveCheck.js'
import type { Browser } from '../../src/export/browser/run/browser.js'
import { loadClient } from '../../src/load/client.js'
import { packageRoot } from '../../src/load/packageRoot.js'
import { openExportBrowser } from '../../src/project/browser.js'
import { machineIn } from '../machineIn.js'
import { follow } from '../serve/served.js'

const machine = machineIn(process.cwd(), process.env)
const browser = openExportBrowser({ named: undefined, signal: new AbortController().signal, say: () => {} }, machine)
afterAll(() => browser.close())

test('While a deck is written, what a check finds comes after the patch, as a warning, and goes when it is mended', async () => {
  const list = Array.from({ length: 13 }, (_, index) => `- Plan ${index + 1}`).join('\n')
  const deck = (body: string): string =>
    `---\ntheme: atlas\nlang: en\nfit: none\n---\n\n# One\n\n---\n\n# Plans\n\n${body}\n`
  const { session, next, write } = await follow({ 'talk.md': deck('- Plan 1') })
  const failed = (error: unknown): never => {
    throw error
  }
  checkWhileWriting(session, { client: await loadClient(packageRoot()), browser, rules: new Map(), failed })
  await write('talk.md', deck(list))
  const patch = await next(({ shown, found }) => found === undefined && shown.revision === 2)
  expect(patch.problems).toEqual([])
  const found = await next((update) => (update.found?.length ?? 0) > 0)
  expect(found.found?.map(({ code, severity, slide }) => [code, severity, slide])).toEqual([['overflow', 'warning', 2]])
  expect(session.problems().map(({ code }) => code)).toEqual(['overflow'])
  await write('talk.md', deck('- Plan 1\n- Plan 2'))
  await next((update) => update.found?.length === 0)
  expect(session.problems()).toEqual([])
})

test('A check gives way to a save, and comes back after it', async () => {
  const list = Array.from({ length: 13 }, (_, index) => `- Plan ${index + 1}`).join('\n')
  const slides = (word: string): string =>
    Array.from({ length: 12 }, (_, at) => `# ${word} ${at}\n\n${list}`).join('\n\n---\n\n')
  const deck = (word: string): string => `---\ntheme: atlas\nlang: en\n---\n\n${slides(word)}\n`
  const { session, updates, next, write } = await follow({ 'talk.md': deck('One') })
  let [isSaving, asked] = [true, 0]
  const isBusy = (): boolean => {
    asked += 1
    return isSaving
  }
  checkWhileWriting(
    { ...session, isBusy },
    {
      client: await loadClient(packageRoot()),
      browser,
      rules: new Map(),
      failed: (error) => {
        throw error
      },
    },
  )
  await write('talk.md', deck('Two'))
  // The check is at work, and a save is on its way.
  await expect.poll(() => asked, { timeout: 30_000 }).toBeGreaterThan(0)
  expect(updates.some(({ found }) => found !== undefined)).toBe(false)
  isSaving = false
  await write('talk.md', deck('Three'))
  const { found } = await next((update) => (update.found?.length ?? 0) > 0)
  expect(found?.length).toBe(12)
})

test('What checks have measured that were overtaken is forgotten, too: only two decks are remembered', async () => {
  const deck = (word: string): string =>
    `---\ntheme: atlas\nlang: en\n---\n\n${[1, 2, 3].map((at) => `# ${word} ${at}`).join('\n\n---\n\n')}\n`
  const { session, write } = await follow({ 'talk.md': deck('One') })
  let [opened, overtaken, isSaving] = [0, 0, false]
  const isBusy = (): boolean => {
    if (isSaving) overtaken += 1
    return isSaving
  }
  const start = async (): Promise<Browser> => {
    const started = await browser.start()
    // Every check is overtaken once it has begun to measure.
    const open: Browser['open'] = (html, view) => {
      ;[opened, isSaving] = [opened + 1, true]
      return started.open(html, view)
    }
    return { ...started, open }
  }
  const failed = (error: unknown): never => {
    throw error
  }
  const job = { client: await loadClient(packageRoot()), browser: { ...browser, start }, rules: new Map(), failed }
  checkWhileWriting({ ...session, isBusy }, job)
  for (const [at, word] of ['Two', 'Three', 'Four', 'Two'].entries()) {
    ;[overtaken, isSaving] = [0, false]
    await write('talk.md', deck(word))
    await expect.poll(() => [opened, overtaken > 0], { timeout: 30_000 }).toEqual([at + 1, true])
  }
})
