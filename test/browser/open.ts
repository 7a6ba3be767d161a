import { tmpdir } from 'node:os'
import puppeteer, { type Browser, type HTTPRequest, type Page } from 'puppeteer-core'
import { embeddedPack } from '../../src/export/browser/find/chromium.js'
import { findBrowser } from '../../src/export/browser/find/findBrowser.js'

/** Starts the browser that exports use, with every network cut unless it is asked for. The caller closes it. */
export async function openBrowser({
  network = false,
  hosts,
  screens,
}: {
  readonly network?: boolean
  /** Names that lead elsewhere, as Chromium's `--host-resolver-rules` has them. */
  readonly hosts?: string
  /** Screens, as Chromium's `--screen-info` has them; one of 800 × 600 else. */
  readonly screens?: string
} = {}): Promise<Browser> {
  const isRoot = process.getuid?.() === 0
  const executable = await findBrowser({
    cwd: process.cwd(),
    env: process.env,
    platform: process.platform,
    arch: process.arch,
    tempFolder: tmpdir(),
    pack: embeddedPack(),
    isRoot,
    say: () => undefined,
  })
  return puppeteer.launch({
    executablePath: executable.path,
    pipe: true,
    env: { ...process.env, ...executable.env },
    args: [
      ...(isRoot ? ['--no-sandbox'] : []),
      '--disable-background-networking',
      '--disable-gpu',
      ...(screens === undefined ? [] : [`--screen-info=${screens}`]),
      ...(hosts === undefined ? [] : [`--host-resolver-rules=${hosts}`]),
      ...(network
        ? []
        : [
            '--host-resolver-rules=MAP * ~NOTFOUND',
            '--proxy-server=http://127.0.0.1:9',
            '--proxy-bypass-list=<-loopback>',
          ]),
    ],
  })
}

/** A page and everything that it asked for or complained about. */
export interface Opened {
  readonly page: Page
  /** Addresses asked for, without the document itself and `data:`. */
  readonly requests: readonly string[]
  /** Errors and warnings of the console, and uncaught errors. */
  readonly complaints: readonly string[]
}

export interface OpenOptions {
  readonly javascript?: boolean
  readonly width?: number
  readonly height?: number
  readonly touch?: boolean
  readonly scheme?: 'light' | 'dark'
}

/** Opens a file and waits until the player (or the print document) says that it is ready. */
export async function openFile(browser: Browser, url: string, options: OpenOptions = {}): Promise<Opened> {
  const page = await browser.newPage()
  const requests: string[] = []
  const complaints: string[] = []
  const [document] = url.split('#')
  page.on('request', (request: HTTPRequest) => {
    const asked = request.url()
    if (!asked.startsWith('data:') && asked.split('#')[0] !== document) requests.push(asked)
  })
  page.on('console', (message) => {
    if (['error', 'warn'].includes(message.type())) complaints.push(message.text())
  })
  page.on('pageerror', (error) => complaints.push(String(error)))
  const { width = 1280, height = 800, touch = false } = options
  await page.setViewport({ width, height, hasTouch: touch, isMobile: touch })
  await page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: options.scheme ?? 'light' }])
  await page.setJavaScriptEnabled(options.javascript ?? true)
  await page.goto(url)
  if (options.javascript ?? true) await page.waitForSelector('html[data-lectern=ready]')
  return { page, requests, complaints }
}
