import type { LivePage, OpenRequest } from '../../model/protocol/live.js'
import { element } from '../dom/element.js'
import { onDocument, onWindow } from '../dom/page.js'
import type { OpenSource } from './panel/problemParts.js'

/** The way from a slide to its source in the author's editor. */
export interface SourceLink {
  readonly open: OpenSource
  /** Opens the first line of a slide. */
  openSlide(section: HTMLElement): void
}

/**
 * Lets Alt-click open the source of what is under the pointer, with a frame around it while Alt is held. `address` is where
 * requests go; `tell` says what became of them.
 */
export function linkSource(
  container: HTMLElement,
  main: HTMLElement,
  page: LivePage,
  address: string,
  tell: (text: string, failed: boolean) => void,
): SourceLink {
  const label = element('span')
  const frame = element('div', { id: 'lectern-aim', 'aria-hidden': 'true' }, label)
  frame.hidden = true
  container.append(frame)

  const open: OpenSource = ({ file, line, column }) => {
    const request: OpenRequest = { file, line, ...(column === undefined ? {} : { column }) }
    post(address, request).then(
      () => tell(`Opened ${file}:${line} in the editor`, false),
      (error: Error) => tell(error.message, true),
    )
  }
  const openAt = (target: Target): void => open({ file: target.file, line: target.line })
  const aim = (x: number, y: number): void => {
    const target = targetAt(main, page.file, x, y)
    frame.hidden = target === undefined
    if (target === undefined) return
    const { left, top, width, height } = target.element.getBoundingClientRect()
    Object.assign(frame.style, { left: `${left}px`, top: `${top}px`, width: `${width}px`, height: `${height}px` })
    frame.classList.toggle('lectern-inside', top < 24)
    label.textContent = `${target.file}:${target.line}`
  }
  let pointer = { x: -1, y: -1 }
  onDocument('pointermove', (event) => {
    pointer = { x: event.clientX, y: event.clientY }
    if (isAlt(event)) aim(pointer.x, pointer.y)
    else frame.hidden = true
  })
  onDocument('keydown', (event) => {
    if (event.key === 'Alt' && isAlt(event)) aim(pointer.x, pointer.y)
    else frame.hidden = true
  })
  onDocument('keyup', (event) => {
    // Else the key alone would open the menu of some browsers.
    if (event.key === 'Alt' && !frame.hidden) event.preventDefault()
    frame.hidden = true
  })
  onWindow('blur', () => {
    frame.hidden = true
  })
  main.addEventListener(
    'click',
    (event) => {
      const target = isAlt(event) ? targetAt(main, page.file, event.clientX, event.clientY) : undefined
      if (target === undefined) return
      event.preventDefault()
      event.stopPropagation()
      openAt(target)
    },
    { capture: true },
  )
  return {
    open,
    openSlide: (section) => openAt(targetOf(section, section, page.file)),
  }
}

/** Kept before anything of the author could stand in its place; see `page.ts`. */
const elementsFromPoint = document.elementsFromPoint.bind(document)

interface Target {
  readonly element: Element
  readonly file: string
  readonly line: number
}

/** The innermost block that knows its line, else the slide. */
function targetAt(main: HTMLElement, file: string, x: number, y: number): Target | undefined {
  const hit = x < 0 ? undefined : elementsFromPoint(x, y).find((one) => main.contains(one))
  const section = hit?.closest<HTMLElement>('section.lectern-slide')
  if (hit === undefined || section === null || section === undefined) return undefined
  const block = hit.closest('[data-l]')
  return targetOf(section, block !== null && section.contains(block) ? block : section, file)
}

function targetOf(section: HTMLElement, block: Element, file: string): Target {
  const line = (Number(section.dataset.line) || 1) + (Number(block.getAttribute('data-l')) || 0)
  // The drawing fills the window, the slide only the part of it that its shape allows.
  const whole = section.querySelector('svg > foreignObject') ?? section
  return { element: block === section ? whole : block, file: section.dataset.file ?? file, line }
}

function isAlt(event: MouseEvent | KeyboardEvent): boolean {
  return event.altKey && !event.ctrlKey && !event.metaKey && !event.shiftKey
}

async function post(address: string, request: OpenRequest): Promise<void> {
  const answer = await fetch(address, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(request),
  }).catch(() => undefined)
  if (answer === undefined) throw new Error('Lectern does not respond. Is `lectern dev` still running?')
  if (answer.status === 403)
    throw new Error('This page belongs to an earlier session. Open the new link from the terminal.')
  if (!answer.ok) throw new Error((await answer.text()).slice(0, 200) || 'The editor could not be opened')
}
