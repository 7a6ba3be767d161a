import type { Problem } from '../../model/problem.js'
import { element } from '../element.js'
import { countProblems, worstOf } from './problemParts.js'

/** The small sign in the corner: whether the page is connected, and how many problems there are. */
export interface Badge {
  problems(problems: readonly Problem[]): void
  connected(isConnected: boolean): void
  expanded(isOpen: boolean): void
}

/** Builds the sign; pressing it asks for the list. */
export function buildBadge(container: HTMLElement, press: () => void): Badge {
  const text = element('span')
  const badge = element(
    'button',
    {
      type: 'button',
      id: 'lectern-badge',
      'aria-controls': 'lectern-drawer',
      'aria-expanded': 'false',
      title: 'Problems (M)',
    },
    element('span', { class: 'lectern-dot' }),
    text,
  )
  // Told only when it changes for long enough to matter: the first connection is nothing to talk about.
  const status = element('div', { class: 'lectern-unseen', role: 'status' })
  container.append(badge, status)
  badge.addEventListener('click', press)
  let isConnected = true
  let counted = ''
  const write = (): void => {
    text.textContent = isConnected ? counted || 'Live' : 'Not connected, trying again'
  }
  write()
  return {
    problems: (problems) => {
      counted = countProblems(problems)
      badge.dataset.worst = worstOf(problems) ?? ''
      write()
    },
    connected: (is) => {
      if (is !== isConnected) status.textContent = is ? 'Connected again' : 'The connection to Lectern is lost'
      isConnected = is
      badge.dataset.connection = is ? 'on' : 'off'
      write()
    },
    expanded: (isOpen) => badge.setAttribute('aria-expanded', String(isOpen)),
  }
}
