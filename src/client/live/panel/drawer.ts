import type { Problem } from '../../../model/problem.js'
import { element, icon } from '../../dom/element.js'
import { root } from '../../dom/page.js'
import { countProblems, type OpenSource, placeLink, severitySign, wording } from './problemParts.js'

/** The list of everything that is to be said about the deck, at the side. */
export interface Drawer {
  show(problems: readonly Problem[]): void
  toggle(): void
  /** True when it was open. */
  close(): boolean
}

/** What the drawer asks of the page. */
export interface DrawerJobs {
  /** Title of a slide, by its number from 1; `undefined` when there is none. */
  titleOf(slide: number): string | undefined
  goToSlide(slide: number): void
  readonly openSource: OpenSource | undefined
  /** Switches and links that stand above the list. */
  readonly settings: readonly HTMLElement[]
  /** Tells whether it is open. */
  changed(isOpen: boolean): void
}

/** Builds the drawer, closed. */
export function buildDrawer(container: HTMLElement, jobs: DrawerJobs): Drawer {
  const close = element(
    'button',
    { type: 'button', class: 'lectern-close', 'aria-label': 'Close', title: 'Close (Esc)' },
    icon(cross),
  )
  const count = element('p', { class: 'lectern-count', role: 'status' })
  const list = element('div', { class: 'lectern-groups' })
  const drawer = element(
    'dialog',
    { id: 'lectern-drawer', 'aria-labelledby': 'lectern-drawer-title' },
    element('header', {}, element('h2', { id: 'lectern-drawer-title' }, 'Problems'), close),
    element('div', { class: 'lectern-settings' }, ...jobs.settings),
    count,
    list,
  )
  container.append(drawer)
  let shown = ''
  let cameFrom: HTMLElement | null = null
  const shut = (): boolean => {
    if (!drawer.open) return false
    const hadFocus = drawer.contains(root.querySelector(':focus'))
    drawer.close()
    jobs.changed(false)
    if (hadFocus) cameFrom?.focus({ preventScroll: true })
    return true
  }
  const open = (): void => {
    cameFrom = root.querySelector<HTMLElement>(':focus')
    drawer.show()
    jobs.changed(true)
    close.focus()
  }
  close.addEventListener('click', shut)
  drawer.addEventListener('keydown', (event) => {
    if (event.isComposing || !['Escape', 'm', 'M'].includes(event.key)) return
    event.preventDefault()
    shut()
  })
  return {
    close: shut,
    toggle: () => {
      if (!shut()) open()
    },
    show: (problems) => {
      const key = JSON.stringify([problems, problems.map(({ slide }) => slide && jobs.titleOf(slide))])
      if (key === shown) return
      shown = key
      count.textContent = problems.length === 0 ? 'No problems.' : countProblems(problems)
      const focused = list.querySelector<HTMLButtonElement>('button:focus')
      const at = focused === null ? -1 : [...list.querySelectorAll('button')].indexOf(focused)
      list.replaceChildren(...groupsOf(problems, jobs))
      if (at !== -1) ([...list.querySelectorAll('button')][at] ?? close).focus()
    },
  }
}

function groupsOf(problems: readonly Problem[], jobs: DrawerJobs): HTMLElement[] {
  const groups = new Map<string, Problem[]>()
  for (const problem of problems) {
    const name = groupName(problem, jobs)
    groups.set(name, [...(groups.get(name) ?? []), problem])
  }
  return Array.from(groups, ([name, all]) =>
    element('section', {}, element('h3', {}, name), element('ul', {}, ...all.map((problem) => item(problem, jobs)))),
  )
}

function groupName({ slide, place }: Problem, { titleOf }: DrawerJobs): string {
  if (slide === undefined) return place.file
  const title = titleOf(slide)
  return title === undefined || title === '' ? `Slide ${slide}` : `Slide ${slide}: ${title}`
}

function item(problem: Problem, { goToSlide, openSource }: DrawerJobs): HTMLElement {
  const { slide, message, hint, code } = problem
  const words = [severitySign(problem.severity), element('span', {}, ...wording(message))]
  const button = element('button', { type: 'button', class: 'lectern-go', title: 'Go to the slide' }, ...words)
  if (slide !== undefined) button.addEventListener('click', () => goToSlide(slide))
  return element(
    'li',
    {},
    slide === undefined ? element('p', { class: 'lectern-go' }, ...words) : button,
    ...(hint === '' ? [] : [element('p', { class: 'lectern-hint' }, ...wording(hint))]),
    element('p', { class: 'lectern-foot' }, placeLink(problem, openSource), element('code', {}, code)),
  )
}

const cross = 'M6.5 6.5l11 11M17.5 6.5l-11 11'
