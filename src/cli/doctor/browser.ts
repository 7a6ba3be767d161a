import { LecternError } from '../../model/error.js'
import { openExportBrowser } from '../../project/browser.js'
import type { Machine } from '../../project/machine.js'
import { failure, ok, type Probe, warning } from './probe.js'

/** Finds the browser that exports and checks use, starts it, and lets it draw letters of several scripts. */
export async function probeBrowser(named: string | undefined, machine: Machine, signal: AbortSignal): Promise<Probe[]> {
  const started = performance.now()
  const opened = openExportBrowser({ named, signal, say: () => {} }, machine)
  try {
    const browser = await opened.start()
    const tookMs = Math.round(performance.now() - started)
    const from = browser.quickTabs ? 'bundled with Lectern' : 'installed'
    const found = ok(
      'browser',
      `${browser.version.replace('HeadlessChrome/', 'Chromium ')} (${from}) starts in ${tookMs} ms.`,
    )
    const sandbox = browser.problems.map(({ severity, message, hint }) =>
      severity === 'info' ? ok('sandbox', message, hint) : warning('sandbox', message, hint),
    )
    return [
      found,
      ...(sandbox.length === 0 ? [ok('sandbox', 'The browser runs sandboxed.')] : sandbox),
      await probeFonts(browser),
    ]
  } catch (error) {
    if (!(error instanceof LecternError)) throw error
    const looked =
      error.cause instanceof Error && error.problem.code === 'browser-missing' ? ` (${error.cause.message})` : ''
    return [failure('browser', error.problem.message, `${error.problem.hint}${looked}`)]
  } finally {
    await opened.close()
  }
}

type Started = Awaited<ReturnType<ReturnType<typeof openExportBrowser>['start']>>

/** Letters of scripts that are on no font look like a letter that nobody has. */
const scripts: Readonly<Record<string, string>> = {
  Latin: 'g',
  Greek: 'λ',
  Cyrillic: 'ж',
  Hebrew: 'ש',
  Arabic: 'ع',
  Devanagari: 'क',
  Chinese: '語',
  Japanese: 'か',
  Korean: '한',
}

async function probeFonts(browser: Started): Promise<Probe> {
  const page = await browser.open('<!doctype html><title>fonts</title>', {
    size: { widthPx: 100, heightPx: 100 },
    waitForScript: false,
  })
  try {
    const drawn = await page.evaluate(`(() => {
      const pictureOf = (character) => {
        const context = new OffscreenCanvas(48, 48).getContext('2d')
        context.font = '32px sans-serif'
        context.fillText(character, 4, 36)
        return context.getImageData(0, 0, 48, 48).data.join()
      }
      const [blank, tofu] = [pictureOf(' '), pictureOf('\\u{10fffd}')]
      return Object.entries(${JSON.stringify(scripts)})
        .filter(([, letter]) => ![blank, tofu].includes(pictureOf(letter))).map(([name]) => name)
    })()`)
    const there = Array.isArray(drawn) ? drawn.map(String) : []
    const missing = Object.keys(scripts).filter((name) => !there.includes(name))
    if (!there.includes('Latin'))
      return failure(
        'fonts',
        'The browser renders no text: no fonts were found.',
        'Install a font package, such as fonts-dejavu.',
      )
    if (missing.length === 0) return ok('fonts', 'Fonts cover all scripts that were tested.')
    const hint = `Add a font to the theme for decks in ${missing.slice(0, 2).join(' or ')}; it is then embedded in the file, too.`
    return ok('fonts', `Fonts cover ${there.join(', ')}, but not ${missing.join(', ')}.`, hint)
  } finally {
    page.close()
  }
}
