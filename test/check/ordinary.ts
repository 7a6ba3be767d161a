// Lays ordinary decks out in every pack and looks at them with an eye of its own (`eye.js`), so that a fault that the rules of
// `lectern check` do not know is seen all the same.
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Browser } from 'puppeteer-core'
import { compileDeck, printDocument } from '../browser/exported.js'

/** What is seen on one slide. */
export interface Seen {
  /** 1-based. */
  readonly slide: number
  readonly kind: string
  readonly text: string
  /** How much, or over what. */
  readonly by: string
}

const folder = join(import.meta.dirname, '..', 'decks', 'ordinary')
const eye = await readFile(join(import.meta.dirname, 'eye.js'), 'utf8')

/** Names of the decks. */
export const ordinaryDecks = (await readdir(folder))
  .filter((name) => name.endsWith('.md') && name !== 'README.md')
  .map((name) => name.slice(0, -3))

/** A deck in a pack: everything that nobody has told in a note on its slide. Geometry once, colours in both schemes. */
export async function lookAt(browser: Browser, name: string, pack: string): Promise<readonly Seen[]> {
  const markdown = await readFile(join(folder, `${name}.md`), 'utf8')
  const themed = markdown.includes('\ntheme: ')
    ? markdown.replace(/^theme: .*$/m, `theme: ${pack}`)
    : markdown.replace('---\n', `---\ntheme: ${pack}\n`)
  const built = await compileDeck(themed, { files: await picturesOf() })
  const page = await browser.newPage()
  try {
    const { widthPx: width, heightPx: height } = built.deck.size
    await page.setViewport({ width, height })
    await page.goto(await printDocument(built))
    await page.waitForSelector('html[data-lectern=ready]')
    await page.evaluate(eye)
    const faults = (await page.evaluate('look()')) as Seen[]
    const lost = []
    for (const scheme of ['light', 'dark']) {
      await page.evaluate(`document.documentElement.style.colorScheme = '${scheme}'`)
      lost.push((await page.evaluate('emphases()')) as { slide: number; text: string; seen: boolean }[])
    }
    const [light = [], dark = []] = lost
    const faint = light.flatMap(({ slide, text, seen }, at) =>
      seen && dark[at]?.seen ? [] : [{ slide, text, kind: 'emphasis', by: seen ? 'dark' : 'light' }],
    )
    return [...faults, ...faint].filter((one) => !isTold(one, pack, built.deck.slides[one.slide - 1]?.notes ?? []))
  } finally {
    await page.close()
  }
}

/** Notes such as `Expected in night, paper: outside (28 lines of code).` */
function isTold({ kind }: Seen, pack: string, notes: readonly string[]): boolean {
  return notes.some((note) => {
    const [, packs, kinds = ''] = /Expected(?: in ([\w, ]+))?: ([\w, -]+)/.exec(note) ?? []
    return (
      kinds.split(/, ?/).some((one) => one.trim() === kind) &&
      (packs === undefined || packs.split(/, ?/).includes(pack))
    )
  })
}

async function picturesOf(): Promise<Record<string, Uint8Array>> {
  const names = await readdir(join(folder, 'files'))
  return Object.fromEntries(
    await Promise.all(
      names.map(async (name) => [`files/${name}`, await readFile(join(folder, 'files', name))] as const),
    ),
  )
}
