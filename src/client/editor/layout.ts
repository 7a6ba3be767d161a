import type { EditorPage } from '../../model/protocol/editor.js'
import { element, icon } from '../dom/element.js'
import { makeSplitter } from './splitter.js'

/** The parts of the page. */
export interface EditorLayout {
  /** Choice of the text, for decks of several. */
  readonly file: HTMLSelectElement
  readonly status: HTMLButtonElement
  readonly problems: HTMLButtonElement
  readonly follow: HTMLButtonElement
  readonly save: HTMLButtonElement
  /** Line under the bar for what has to be decided or known. */
  readonly notice: HTMLElement
  readonly text: HTMLElement
  /** Below the text; hidden until it is asked for. */
  readonly list: HTMLElement
  readonly frame: HTMLIFrameElement
}

/** Builds the page: a bar, and below it the text and the slides beside each other. */
export function buildLayout(page: EditorPage): EditorLayout {
  const file = element('select', { id: 'file', 'aria-label': 'Text' })
  const status = element('button', { id: 'status', type: 'button', 'aria-live': 'polite' })
  const problems = element('button', { id: 'problems', type: 'button', title: 'Problems (Ctrl+Shift+M)' })
  const follow = element(
    'button',
    { id: 'follow', type: 'button', 'aria-pressed': 'true', title: 'Keep cursor and slide in sync' },
    icon('M9 7.5H7a4.5 4.5 0 0 0 0 9h2M15 7.5h2a4.5 4.5 0 0 1 0 9h-2M8.5 12h7'),
    element('span', {}, 'Follow'),
  )
  const save = element('button', { id: 'save', type: 'button', title: 'Save now (Ctrl+S)' }, 'Save')
  const show = element(
    'a',
    { id: 'show', href: page.deck, target: '_blank', rel: 'noopener', title: 'Open the slides in a separate window' },
    icon('M13.5 5H19v5.5M19 5l-8 8M10 6H5v13h13v-5'),
    element('span', {}, 'Slides'),
  )
  const notice = element('div', { id: 'notice', role: 'status' })
  notice.hidden = true
  const text = element('div', { id: 'text' })
  const list = element('section', { id: 'list', 'aria-label': 'Problems' })
  list.hidden = true
  // The deck's own scripts never run here; the sandbox is for what else a page could do: leave, ask, download.
  const frame = element('iframe', {
    id: 'slides',
    title: 'Slides',
    src: `${page.deck}${/^#\d+$/.test(location.hash) ? location.hash : ''}`,
    sandbox: 'allow-scripts allow-same-origin allow-popups allow-popups-to-escape-sandbox',
    allow: 'fullscreen',
  })
  const bar = element('div', {
    id: 'splitter',
    role: 'separator',
    tabindex: '0',
    'aria-label': 'Width of the text',
    'aria-controls': 'text',
  })
  const box = element(
    'main',
    { id: 'split' },
    element('section', { 'aria-label': 'Text' }, text, list),
    bar,
    element('section', { 'aria-label': 'Slides' }, frame),
  )
  document.body.append(
    element(
      'header',
      { id: 'bar' },
      element('h1', {}, page.title),
      file,
      status,
      element('span', { class: 'gap' }),
      problems,
      follow,
      save,
      show,
    ),
    notice,
    box,
  )
  makeSplitter(bar, box)
  return { file, status, problems, follow, save, notice, text, list, frame }
}

/** Shows a line with buttons under the bar; gives what takes it away. */
export function showNotice(
  { notice }: EditorLayout,
  text: string,
  actions: readonly { readonly label: string; readonly run: () => void }[],
): () => void {
  const hide = (): void => {
    notice.hidden = true
    notice.replaceChildren()
  }
  const buttons = actions.map(({ label, run }) => {
    const button = element('button', { type: 'button' }, label)
    button.addEventListener('click', run)
    return button
  })
  notice.replaceChildren(element('span', {}, text), ...buttons)
  notice.hidden = false
  return hide
}
