import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import axe from 'axe-core'
import { expect, test } from 'vitest'
import { renderTranscript } from '../../src/render/reports/transcript.js'
import { buildDeck } from './exported.js'
import { openBrowser } from './open.js'

test('a transcript has no fault that axe knows, light and dark, and asks for nothing', async () => {
  const markdown =
    '# One\n\n### Deep\n\n- a [link](https://example.org)\n\n| a |\n|---|\n| b |\n\n<!-- # Big\n\nnote -->\n\n---\n\ntext\n\n```sh\nls\n```\n'
  const { deck, folder } = await buildDeck(markdown)
  const path = join(folder, 'transcript.html')
  await writeFile(path, renderTranscript(deck, { notes: true, slides: undefined }).html)
  const browser = await openBrowser()
  try {
    for (const value of ['light', 'dark']) {
      const page = await browser.newPage()
      await page.setBypassCSP(true)
      const requests: string[] = []
      page.on('request', (request) => requests.push(request.url()))
      await page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value }])
      await page.goto(pathToFileURL(path).href)
      await page.evaluate(axe.source)
      const { violations } = (await page.evaluate('axe.run()')) as axe.AxeResults
      expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([])
      expect(requests).toHaveLength(1)
      await page.close()
    }
  } finally {
    await browser.close()
  }
})
