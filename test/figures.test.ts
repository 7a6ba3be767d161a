// What two decks and our bundles weigh and what they ask of a browser, as one file that is compared: a regression is a diff that
// somebody reads. Counts are exact. Bytes are a few per cent exact, because other versions of Node and Chromium compress
// otherwise; the file keeps a figure until it has really changed. `npm run test:update -- test/figures.test.ts` writes it.
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Browser } from '../src/export/browser/run/browser.js'
import { withUsedFonts } from '../src/export/fonts/fonts.js'
import { sourceOf } from '../src/export/html/html.js'
import { exportPdf } from '../src/export/pdf/exportPdf.js'
import { kinds, picture, textOf } from './bench/decks.mjs'
import { type Built, buildDeck } from './browser/exported.js'
import { checkFile } from './check/checked.js'
import { makeFolder, removeFolder, startBrowserIn } from './export/machine.js'
import { needRelease } from './freshBuild.js'

type Figures = { readonly [name: string]: number | Figures }

const root = join(import.meta.dirname, '..')
const file = join(import.meta.dirname, 'figures.json')

let folder = ''
let browser: Browser
beforeAll(async () => {
  needRelease()
  folder = await makeFolder()
  browser = await startBrowserIn(folder)
})
afterAll(async () => {
  await browser.close()
  await removeFolder(folder)
})

test('bundles and decks weigh, and ask of a browser, what they did', { timeout: 120_000 }, async () => {
  const pictures = Object.fromEntries(Array.from({ length: 10 }, (_, at) => [`picture-${at}.png`, picture(at)]))
  const rich = await buildDeck(textOf('rich', 20, kinds.rich), { files: pictures })
  const talk = await buildDeck(readFileSync(join(root, 'slides', 'the-rise-of-python', 'deck.md'), 'utf8'))
  const figures = {
    bundles: bundles(),
    'rich, 20 slides': await figuresOf(rich),
    'the-rise-of-python': await figuresOf(talk),
  }
  await expect(`${JSON.stringify(settled(figures, recorded()), null, 2)}\n`).toMatchFileSnapshot(file)
})

function bundles(): Figures {
  const lib = join(root, 'lib')
  const names = readdirSync(lib, { recursive: true, encoding: 'utf8' }).filter((name) =>
    /\.(js|css|cjs|mjs)$/.test(name),
  )
  const sizes = new Map<string, number>()
  for (const name of names.sort()) {
    // The API is cut into chunks that are named by their content; all of them together are one figure.
    const bundle = name.replaceAll('\\', '/').replace(/^api\/.*/, 'api')
    sizes.set(`${bundle} bytes`, (sizes.get(`${bundle} bytes`) ?? 0) + readFileSync(join(lib, name)).length)
  }
  const player = gzipSync(readFileSync(join(lib, 'client', 'player.js'))).length
  return { ...Object.fromEntries(sizes), 'client/player.js gzipped bytes': player }
}

async function figuresOf({ deck, files, client, html, folder: own }: Built): Promise<Figures> {
  const asked = { prints: 0, tabs: 0, restarts: 0 }
  const counted: Browser = {
    ...browser,
    print: (...given) => {
      asked.prints++
      return browser.print(...given)
    },
    open: (...given) => {
      asked.tabs++
      return browser.open(...given)
    },
  }
  const pdf = await exportPdf(withUsedFonts(deck), {
    files,
    browser: Promise.resolve(counted),
    relaunch: () => {
      asked.restarts++
      return startBrowserIn(folder)
    },
    script: { code: client.print.script, source: sourceOf(client.print.script), style: client.print.style },
    modified: new Date('2026-01-02T03:04:05Z'),
  })
  const printed = { ...asked }
  await checkFile(counted, join(own, 'talk.md'))
  return {
    'html bytes': html.length,
    'html requests':
      html.match(/<(?:script|img|link|video|audio|iframe)\b[^>]*\b(?:src|href)="(?!data:|#)/g)?.length ?? 0,
    'pdf bytes': pdf.bytes.length,
    'pdf pages': pdf.pages ?? 0,
    'pdf prints': printed.prints,
    'pdf browser restarts': asked.restarts,
    'check tabs': asked.tabs - printed.tabs,
  }
}

function recorded(): Figures {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Figures
  } catch {
    return {}
  }
}

/** Figures with the recorded ones where they are nearly the same. */
function settled(figures: Figures, before: Figures): Figures {
  const entries = Object.entries(figures).map(([name, value]) => {
    const old = before[name]
    if (typeof value !== 'number') return [name, settled(value, typeof old === 'object' ? old : {})]
    const slack = !/bytes$/.test(name) ? 0 : name.startsWith('pdf') ? 0.05 : 0.02
    return [name, typeof old === 'number' && Math.abs(value - old) <= old * slack ? old : value]
  })
  return Object.fromEntries(entries)
}
