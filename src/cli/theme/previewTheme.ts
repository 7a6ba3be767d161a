import { join } from 'node:path'
import { layoutSamples } from '../../compile/looks/layoutSamples.js'
import { wholePreview } from '../../compile/looks/wholePreview.js'
import type { Browser } from '../../export/browser/run/browser.js'
import { sourceOf } from '../../export/html/html.js'
import { pictureSchemes } from '../../export/pictures/schemePictures.js'
import { withBrowser } from '../../export/printing.js'
import type { Client } from '../../load/client.js'
import { loadSource, sourceFromText } from '../../load/deck/source.js'
import type { Deck } from '../../model/deck.js'
import type { Problem } from '../../model/problem.js'
import type { Source } from '../../model/source.js'
import type { ExportBrowser } from '../../project/browser.js'
import { type Preparation, prepareDeck } from '../../project/prepareDeck.js'
import { contactSheetWidthPx, renderContactSheet } from '../../render/reports/contactSheet.js'
import type { SchemeShow, ThemePreview, ThemeShow } from '../../render/reports/themePreview.js'
import type { ChosenTheme } from './previewThemes.js'

export interface PreviewJob extends Preparation {
  /** The deck to show; absent: each theme's own preview. */
  readonly source: Source | undefined
  readonly client: Client
  readonly browser: ExportBrowser
  readonly signal: AbortSignal
}

/** A deck in one theme, with a picture (PNG) of all its slides for each scheme. */
export interface PreviewedTheme {
  readonly show: ThemeShow
  readonly size: ThemePreview['size']
  readonly sheets: readonly { readonly name: string; readonly bytes: Uint8Array }[]
  readonly problems: readonly Problem[]
  /** Absolute paths of all that it was made from. */
  readonly inputs: readonly string[]
}

/** Twelve times thirty slides make a page of about ten megabytes, on which one slide fills the window. */
const scale = 1
const quality = 70

/** Compiles the deck in a theme, once, and takes its pictures in each of the theme's schemes. */
export async function previewTheme({ entry, option }: ChosenTheme, job: PreviewJob): Promise<PreviewedTheme> {
  const { name, title, description } = entry
  const source = job.source ?? (await ownPreview(entry, job.machine.cwd))
  const { deck, files, problems, inputs } = await prepareDeck(source, {
    ...job,
    settings: { ...job.settings, theme: option },
  })
  const size = deck.size
  const fault = problems.find(({ severity }) => severity === 'error')
  if (fault !== undefined || deck.slides.length === 0) {
    const show = { name, title, description, schemes: [], fault: fault?.message ?? 'The deck has no slides to show.' }
    return { show, size, sheets: [], problems, inputs }
  }
  const schemes = entry.colorSchemes
  const { script, style } = job.client.print
  const work = {
    file: deck.file,
    count: deck.slides.length * schemes.length,
    browser: job.browser.start(),
    relaunch: job.browser.relaunch,
    signal: job.signal,
    ...(job.settings.timeoutMs === undefined ? {} : { timeoutMs: job.settings.timeoutMs }),
  }
  return withBrowser(work, async (browser, signal) => {
    const print = { script, style, scriptSource: sourceOf(script) }
    const taken = await pictureSchemes(deck, { files: files.files, print, browser, schemes, scale, quality, signal })
    const shown = schemes.map((scheme, at) => schemeShow(deck, scheme, taken[at] ?? []))
    const show: ThemeShow = { name, title, description, schemes: shown }
    const sheets: { name: string; bytes: Uint8Array }[] = []
    for (const scheme of shown) {
      const { html } = renderContactSheet(size, show, scheme)
      sheets.push({ name: `${fileOf(name)}-${scheme.scheme}.png`, bytes: await pictureOf(html, browser, signal) })
    }
    return { show, size, sheets, problems, inputs }
  })
}

function schemeShow(deck: Deck, scheme: SchemeShow['scheme'], pictures: readonly Uint8Array[]): SchemeShow {
  const slides = deck.slides.map(({ title }, index) => ({
    title,
    picture: `data:image/webp;base64,${Buffer.from(pictures[index] ?? []).toString('base64')}`,
  }))
  return { scheme, slides }
}

async function ownPreview({ name, folder, layouts }: ChosenTheme['entry'], cwd: string): Promise<Source> {
  if (folder !== undefined) {
    const source = await loadSource(join(folder, 'preview.md'), { cwd }).catch(() => undefined)
    if (source !== undefined) return { ...source, text: wholePreview(source.text, layouts) }
  }
  const text = layoutSamples([], ['normal'])
    .map(({ markdown }) => markdown)
    .join('\n\n---\n\n')
  return sourceFromText(`---\ntitle: ${name}\n---\n\n${text}\n`, { file: name, path: '', root: folder ?? cwd, name })
}

async function pictureOf(html: string, browser: Browser, signal: AbortSignal): Promise<Uint8Array> {
  const view = {
    size: { widthPx: contactSheetWidthPx, heightPx: 900 },
    media: 'screen',
    waitForScript: false,
    signal,
  } as const
  const page = await browser.open(html, view)
  try {
    const heightPx = Number(await page.evaluate('Math.ceil(document.documentElement.getBoundingClientRect().height)'))
    return await page.picture({ format: 'png', clip: { xPx: 0, yPx: 0, widthPx: contactSheetWidthPx, heightPx } })
  } finally {
    page.close()
  }
}

/** The name of a CSS theme may be anything. */
function fileOf(name: string): string {
  return (
    name
      .replace(/[^\w.-]+/g, '-')
      .replace(/^\.+/, '')
      .slice(0, 80) || 'theme'
  )
}
