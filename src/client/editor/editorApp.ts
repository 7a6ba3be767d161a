import { setDiagnostics } from '@codemirror/lint'
import type { ViewUpdate } from '@codemirror/view'
import type { Problem } from '../../model/problem.js'
import type { EditorPage } from '../../model/protocol/editor.js'
import { element } from '../dom/element.js'
import { followSlides, putCursor } from './follow.js'
import { type EditorLayout, showNotice } from './layout.js'
import { offerDrafts } from './offer.js'
import { type OpenText, openText } from './openText.js'
import { buildProblemList } from './problemList.js'
import { diagnosticsOf, goToProblem } from './problems.js'
import { connectServer, followDeck } from './server.js'
import { beginOf, setSlides } from './slidesInText.js'
import { showStatus } from './status.js'
import { buildEditor, fromOutside } from './view.js'

/** Opens the deck of the page for editing. Rejects when the server does not answer. */
export async function openEditorApp(page: EditorPage, shell: EditorLayout, nonce: string): Promise<void> {
  const server = connectServer(page)
  const sheets = new Map<string, OpenText>()
  let deck = await server.state()
  let shown: OpenText | undefined

  const save = (): void => void shown?.saver.save()
  const editor = buildEditor({ parent: shell.text, known: () => deck, save, updated }, nonce)
  const { view } = editor
  const follower = followSlides(view, shell.frame, (slide) => {
    const start = deck.slides[slide]
    if (start !== undefined) void open(start.file).then(() => goTo(slide))
  })

  const list = buildProblemList(shell.problems, shell.list, {
    go: (problem) => void openFor(problem).then(() => goToProblem(view, problem)),
    mend: (problem, fix) => void openFor(problem).then(() => goToProblem(view, problem, fix)),
    closed: () => view.focus(),
  })
  const openFor = async ({ place }: Problem): Promise<void> => {
    if (deck.sources.includes(place.file)) await open(place.file)
  }

  function updated(update: ViewUpdate): void {
    const isTyped = update.docChanged && !update.transactions.some((one) => one.annotation(fromOutside))
    if (isTyped) shown?.saver.edited()
    follower.updated(update)
  }

  /** True when something is known that could not be marked, because the text was being written. */
  let isBehind = false
  /** Marks problems and slides; only in the text that is on disk. */
  function mark(): void {
    list.show(deck.problems)
    isBehind = shown?.saver.isSafe() !== true
    if (shown === undefined || isBehind) return
    const { file } = shown
    view.dispatch({ effects: setSlides.of({ slides: deck.slides, file }) })
    view.dispatch(setDiagnostics(view.state, diagnosticsOf(view.state.doc, deck.problems, file)))
  }

  function told(sheet: OpenText): void {
    if (sheet !== shown) return
    const { state, note } = sheet.status()
    showStatus(shell.status, state, note)
    document.title = `${state.kind === 'saved' ? '' : '• '}${page.title} – editing`
    if (state.kind === 'saved' && isBehind) mark()
  }

  function goTo(slide: number): void {
    const at = beginOf(view.state, slide)
    if (at !== undefined) putCursor(view, at)
  }

  /** Puts a text on the screen; the one before goes on being saved behind it. */
  async function open(file: string): Promise<void> {
    if (shown?.file === file) return
    const known = sheets.get(file)
    const read = known === undefined ? await server.source(file) : undefined
    if (read?.ok === false) {
      showNotice(shell, `${read.message} It cannot be edited here.`, [])
      return
    }
    const desk = { editor, server, nonce, project: page.project, told, isShown: (one: OpenText) => one === shown }
    const sheet = known ?? (read && (await openText(read.source, desk)))
    if (sheet === undefined) return
    sheets.set(file, sheet)
    if (shown !== undefined) shown.state = view.state
    void shown?.saver.save()
    shown = sheet
    view.setState(sheet.state)
    listTexts()
    told(sheet)
    mark()
    if (read?.ok && read.source.readOnly)
      showNotice(shell, `${file} is read-only: your edits stay in this browser.`, [])
    if (known === undefined) offerDrafts(shell, sheet, () => view.focus())
  }

  function listTexts(): void {
    const options = deck.sources.map((file) => element('option', { value: file }, file))
    shell.file.replaceChildren(...options)
    shell.file.disabled = options.length < 2
    shell.file.value = shown?.file ?? ''
  }

  let refreshing: Promise<void> | undefined
  let again = false
  /** Asks for everything anew; once more when something happened meanwhile. */
  async function refresh(): Promise<void> {
    again = refreshing !== undefined
    refreshing ??= (async () => {
      do {
        again = false
        try {
          deck = await server.state()
        } catch {
          // The connection says so, and asks again when it is back.
        }
        listTexts()
        mark()
        for (const sheet of sheets.values()) await sheet.saver.check()
      } while (again)
      refreshing = undefined
    })()
    await refreshing
  }

  shell.status.addEventListener('click', save)
  shell.save.addEventListener('click', () => {
    save()
    view.focus()
  })
  shell.file.addEventListener('change', () => void open(shell.file.value).then(() => view.focus()))
  shell.follow.addEventListener('click', () => {
    const isOn = shell.follow.getAttribute('aria-pressed') !== 'true'
    shell.follow.setAttribute('aria-pressed', String(isOn))
    follower.follow(isOn)
  })
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState !== 'hidden') return
    for (const sheet of sheets.values()) {
      sheet.flush()
      if (!sheet.saver.isSafe()) void sheet.saver.save()
    }
  })
  addEventListener('pagehide', () => {
    for (const sheet of sheets.values()) sheet.flush()
  })
  addEventListener('beforeunload', (event) => {
    for (const sheet of sheets.values()) {
      sheet.flush()
      if (sheet.wouldLose()) event.preventDefault()
    }
  })
  addEventListener('keydown', (event) => {
    if (!(event.ctrlKey || event.metaKey) || event.altKey) return
    if (event.shiftKey && event.key.toLowerCase() === 'm') {
      event.preventDefault()
      list.toggle()
    }
    if (event.key !== 's') return
    const isDone = event.defaultPrevented
    event.preventDefault()
    if (!isDone) save()
  })

  const place = Number(/^#(\d+)$/.exec(location.hash)?.[1] ?? 0) - 1
  await open(deck.slides[place]?.file ?? deck.sources[0] ?? '')
  goTo(place)
  view.focus()
  followDeck(
    server,
    () => void refresh(),
    (is) => {
      document.body.toggleAttribute('data-lost', !is)
    },
  )
}
