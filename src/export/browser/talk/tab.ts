import type { Size } from '../../../model/deck.js'
import { orAborted } from '../../orAborted.js'
import { asciiHtml } from './asciiHtml.js'
import { takePicture } from './capture.js'
import type { Picture, PictureJob, View } from './openPage.js'
import type { Pipe } from './pipe.js'
import { printTab } from './printTab.js'
import { takeStill, whileDrawing } from './stills.js'

/** One page of a browser, empty until it is shown something, and again once it is cleared. */
export interface Tab {
  /** Puts the document into the page and waits until fonts, pictures and our script have settled, but not for ever. */
  show(html: string, view: View): Promise<void>
  /** Changes the medium and the colour scheme of what is shown. */
  emulate(view: View): Promise<void>
  /** Evaluates JavaScript in a world of its own: it sees the document, and no script of the page sees it. */
  evaluate(expression: string): Promise<unknown>
  /** Prints what is shown, one sheet of exactly that size per page. */
  pdf(size: Size): Promise<Uint8Array>
  /** Takes a picture of a part of what is shown. */
  picture(job: PictureJob): Promise<Picture>
  /** Makes the page empty again, for another document. Nothing of the last one stays, neither window nor scripts. */
  clear(): Promise<void>
  /** True when it draws only for pictures of its whole window. */
  readonly stills: boolean
  /**
   * Aborted when the page dies. A signal and not a promise: a page serves thousands of documents, and a promise that is raced
   * against keeps the results of all races in memory until it settles.
   */
  readonly died: AbortSignal
  close(): void
}

interface Made {
  readonly targetId: string
  /** Asked once, by whoever listens from then on. */
  readonly hasCrashed: () => boolean
}

/** Asks for an empty page, in a window of its own: behind another tab, a full Chrome draws nothing, and a picture of it is waited for in vain. */
async function makePage(pipe: Pipe, stills: boolean): Promise<Made> {
  // It can die before anybody else listens.
  const dead = new Set<string | undefined>()
  const deafen = pipe.listen(({ method, params }) => {
    if (method === 'Target.targetCrashed') dead.add(params.targetId)
  })
  const { targetId } = await pipe.send('Target.createTarget', {
    url: 'about:blank',
    newWindow: true,
    ...(stills ? { enableBeginFrameControl: true } : {}),
  })
  return {
    targetId,
    hasCrashed: () => {
      deafen()
      return dead.has(targetId)
    },
  }
}

/**
 * Opens an empty page that cannot navigate, fetch, ask or open other pages. `stills`: it draws only when it is told to. May be
 * asked for before the browser has said a word.
 */
export async function openTab(pipe: Pipe, stills: boolean): Promise<Tab> {
  const { targetId, hasCrashed } = await makePage(pipe, stills)
  const { sessionId } = await pipe.send('Target.attachToTarget', { targetId, flatten: true })
  const { died, deafen } = guard(pipe, targetId, sessionId, hasCrashed())
  const prepared = Promise.all([
    pipe.send('Page.getFrameTree', {}, sessionId),
    pipe.send('Page.enable', {}, sessionId),
    pipe.send('Fetch.enable', { patterns: [{ urlPattern: '*' }] }, sessionId),
  ])
  const [{ frameTree }] = await orAborted(prepared, died)
  const frameId = frameTree.frame.id
  // The first text that a browser lays out takes 30 ms more than any other: it looks for its fonts then.
  pipe.send('Page.setDocumentContent', { frameId, html: warmUp }, sessionId).catch(() => {})
  let world: Promise<number> | undefined
  let shown: Size | undefined
  return {
    died,
    stills,
    show: async (html, view) => {
      shown = view.size
      world = show(pipe, sessionId, frameId, html, view)
      const firstMs = view.media === 'screen' ? 0 : paperFrameMs
      await (stills ? whileDrawing({ pipe, sessionId, firstMs }, world) : world)
    },
    emulate: (view) => {
      shown = view.size
      return emulate(pipe, sessionId, view)
    },
    evaluate: async (expression) => evaluate(pipe, sessionId, await world, expression),
    clear: async () => {
      world = undefined
      const { errorText } = await pipe.send('Page.navigate', { url: 'about:blank' }, sessionId)
      if (errorText !== undefined) throw new Error(errorText)
    },
    picture: (job) => (stills ? takeStill(pipe, sessionId, job) : takePicture(pipe, sessionId, job, shown)),
    pdf: (size) => printTab(pipe, sessionId, size),
    close: () => {
      deafen()
      pipe.send('Target.closeTarget', { targetId }).catch(() => {})
    },
  }
}

/**
 * Answers what a page may ask. Requests never succeed: everything that belongs to a document is inside it as `data:`,
 * which does not come by here. `Aborted` also stops a navigation without replacing the page by an error.
 */
function guard(
  pipe: Pipe,
  targetId: string,
  sessionId: string,
  isDead: boolean,
): { died: AbortSignal; deafen: () => void } {
  const dying = new AbortController()
  if (isDead) dying.abort(new Error('The page crashed.'))
  const deafen = pipe.listen(({ method, params, sessionId: from }) => {
    if (method === 'Target.targetCrashed' && params.targetId === targetId) dying.abort(new Error('The page crashed.'))
    if (method === 'Target.detachedFromTarget' && params.sessionId === sessionId)
      dying.abort(new Error('The page was closed.'))
    if (from !== sessionId) return
    if (method === 'Fetch.requestPaused' && params.requestId !== undefined) {
      const refusal = { requestId: params.requestId, errorReason: 'Aborted' } as const
      pipe.send('Fetch.failRequest', refusal, sessionId).catch(() => {})
    }
    if (method === 'Page.javascriptDialogOpening') {
      pipe.send('Page.handleJavaScriptDialog', { accept: false }, sessionId).catch(() => {})
    }
  })
  return { died: dying.signal, deafen }
}

/** Shows a document and gives the world in which it can be asked. */
async function show(pipe: Pipe, sessionId: string, frameId: string, html: string, view: View): Promise<number> {
  const settings = emulate(pipe, sessionId, view)
  const content = pipe.send('Page.setDocumentContent', { frameId, html: asciiHtml(html) }, sessionId)
  // A world of our own: scripts of the page cannot redefine what we ask.
  const world = pipe.send('Page.createIsolatedWorld', { frameId, worldName: 'lectern' }, sessionId)
  const [{ executionContextId }] = await Promise.all([world, content, settings])
  await evaluate(pipe, sessionId, executionContextId, `(${settled})(${view.waitForScript}, ${patienceMs})`)
  return executionContextId
}

/** For paper, its styles from the start: switching to them when printing would lay out twice and could ask for new pictures. */
async function emulate(
  pipe: Pipe,
  sessionId: string,
  { size, media = 'print', scheme, scale = 1 }: View,
): Promise<void> {
  const [width, height] = [Math.round(size.widthPx), Math.round(size.heightPx)]
  const screen = { width, height, deviceScaleFactor: scale, mobile: false }
  const features = [
    { name: 'prefers-reduced-motion', value: 'reduce' },
    ...(scheme === undefined ? [] : [{ name: 'prefers-color-scheme', value: scheme }]),
  ]
  await Promise.all([
    pipe.send('Emulation.setEmulatedMedia', { media, features }, sessionId),
    pipe.send('Emulation.setDeviceMetricsOverride', screen, sessionId),
  ])
}

async function evaluate(
  pipe: Pipe,
  sessionId: string,
  contextId: number | undefined,
  expression: string,
): Promise<unknown> {
  if (contextId === undefined) throw new Error('Nothing is shown that could be asked.')
  const asked = { expression, contextId, awaitPromise: true, returnByValue: true }
  const { result, exceptionDetails: fault } = await pipe.send('Runtime.evaluate', asked, sessionId)
  if (fault !== undefined) throw new Error(fault.exception?.description ?? fault.text)
  return result.value
}

const warmUp =
  '<!doctype html><p>Aa <b>Aa</b> <code>Aa</code><svg><text>A</text></svg><script>document.body.offsetHeight</script>'

/** Most decks are printed before anybody has asked for a frame, and each costs as much as laying a slide out. */
const paperFrameMs = 100

/** How long fonts, pictures and our script may take to settle once the page is parsed. All are inside the document. */
const patienceMs = 5000

/**
 * Runs in the page. Getters are taken from the prototype because `<img name="fonts">` hides `document.fonts`.
 * A picture need not be decoded before it is printed, only loaded: printing decodes what it draws.
 */
const settled = `(waitForScript, patienceMs) => {
  const own = (name) => Object.getOwnPropertyDescriptor(Document.prototype, name).get.call(document)
  const root = own('documentElement')
  const once = (target, type) => new Promise((done) => target.addEventListener(type, done, { once: true }))
  const ready = async () => {
    const pictures = [...own('images')]
    for (const picture of pictures) picture.loading = 'eager'
    if (own('readyState') !== 'complete') await once(window, 'load')
    root.getBoundingClientRect()
    await own('fonts').ready
    const late = pictures.filter((picture) => !picture.complete)
    await Promise.all(late.map((picture) => Promise.race([once(picture, 'load'), once(picture, 'error')])))
    if (!waitForScript) return
    await new Promise((done) => {
      const look = () => root.dataset.lectern === 'ready' && done()
      new MutationObserver(look).observe(root, { attributeFilter: ['data-lectern'] })
      look()
    })
  }
  return Promise.race([ready(), new Promise((done) => setTimeout(done, patienceMs))]).then(() => true)
}`
