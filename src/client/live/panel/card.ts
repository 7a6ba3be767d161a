import type { Problem } from '../../../model/problem.js'
import { element, icon } from '../../dom/element.js'
import { type OpenSource, placeLink, severitySign, sourceFrame, wording } from './problemParts.js'

/** The card with the errors, over the last good slide. */
export interface Card {
  /** Shows the errors among the problems; none, and the card goes away. */
  show(problems: readonly Problem[]): void
  /** Puts the card away until the errors change; true when it was there. */
  hide(): boolean
}

/** Builds the card, hidden. `more` opens the list of everything. */
export function buildCard(container: HTMLElement, openSource: OpenSource | undefined, more: () => void): Card {
  const close = element(
    'button',
    { type: 'button', class: 'lectern-close', 'aria-label': 'Hide', title: 'Hide (Esc)' },
    icon(cross),
  )
  const title = element('strong')
  const list = element('div', { class: 'lectern-errors', tabindex: '0', role: 'group', 'aria-label': 'Errors' })
  const rest = element('button', { type: 'button', class: 'lectern-more' })
  const card = element(
    'section',
    { id: 'lectern-card', role: 'alert' },
    element('header', {}, title, element('span', {}, 'Showing the last working version.'), close),
    list,
    rest,
  )
  card.hidden = true
  container.append(card)
  let shown = ''
  const hide = (): boolean => {
    const was = !card.hidden
    card.hidden = true
    return was
  }
  close.addEventListener('click', hide)
  rest.addEventListener('click', more)
  return {
    hide,
    show: (problems) => {
      const errors = problems.filter(({ severity }) => severity === 'error')
      const key = JSON.stringify(errors)
      if (key === shown) return
      shown = key
      card.hidden = errors.length === 0
      title.textContent = errors.length === 1 ? '1 error' : `${errors.length} errors`
      list.replaceChildren(...errors.slice(0, atOnce).map((problem) => article(problem, openSource)))
      rest.hidden = errors.length <= atOnce
      rest.textContent = `${errors.length - atOnce} more`
    },
  }
}

function article(problem: Problem, openSource: OpenSource | undefined): HTMLElement {
  const parts = [
    element(
      'p',
      { class: 'lectern-message' },
      severitySign(problem.severity),
      element('span', {}, ...wording(problem.message)),
    ),
    sourceFrame(problem),
    problem.hint === '' ? undefined : element('p', { class: 'lectern-hint' }, ...wording(problem.hint)),
    element('p', { class: 'lectern-foot' }, placeLink(problem, openSource), element('code', {}, problem.code)),
  ]
  return element('article', {}, ...parts.filter((part) => part !== undefined))
}

const atOnce = 3
const cross = 'M6.5 6.5l11 11M17.5 6.5l-11 11'
