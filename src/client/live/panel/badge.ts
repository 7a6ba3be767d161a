import type { Problem } from '../../../model/problem.js'
import { element } from '../../dom/element.js'
import type { Connection } from '../channel.js'
import { countProblems, worstOf } from './problemParts.js'

/** The small sign in the corner: whether the page is connected, and how many problems there are. */
export interface Badge {
  problems(problems: readonly Problem[]): void
  connected(connection: Connection): void
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
  const status = element('div', { class: 'lectern-unseen', role: 'status' })
  container.append(badge, status)
  badge.addEventListener('click', press)
  let connection: Connection | undefined
  let counted = ''
  const write = (): void => {
    text.textContent = connection === 'on' ? counted || 'Live' : signs[connection ?? 'off']
  }
  write()
  return {
    problems: (problems) => {
      counted = countProblems(problems)
      badge.dataset.worst = worstOf(problems) ?? ''
      write()
    },
    connected: (now) => {
      // Each try comes through here; what is known to have ended stays so until it is there again.
      if (now === connection || (now === 'off' && connection === 'ended')) return
      if (connection !== undefined) status.textContent = words[now]
      connection = now
      badge.dataset.connection = now
      write()
    },
    expanded: (isOpen) => badge.setAttribute('aria-expanded', String(isOpen)),
  }
}

const signs = { off: 'Disconnected, reconnecting', ended: 'Session ended. Open the new link' } as const

const words = {
  on: 'Reconnected',
  off: 'Disconnected from Lectern',
  ended: 'The session has ended. Open the new link from the terminal.',
} as const
