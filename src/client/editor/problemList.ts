// Our own list instead of the library's: what can be pressed does not stand inside of what can be pressed, it opens the file
// of a problem that stands elsewhere, and the same words as everywhere say what is wrong.
import type { Fix, Problem } from '../../model/problem.js'
import { element } from '../dom/element.js'

/** The list of problems below the text. */
export interface ProblemList {
  /** Shows other problems. */
  show(problems: readonly Problem[]): void
  /** Opens it, or closes it when it is open. */
  toggle(): void
}

/** What can be done about a problem. */
export interface ProblemActions {
  /** Goes to its place. */
  readonly go: (problem: Problem) => void
  /** Puts the right word in the place of the wrong one. */
  readonly mend: (problem: Problem, fix: Fix) => void
  /** The list was closed by key: the focus goes back to the text. */
  readonly closed: () => void
}

/** Builds the list; `button` opens it and says how many there are. */
export function buildProblemList(button: HTMLButtonElement, box: HTMLElement, actions: ProblemActions): ProblemList {
  const list = element('ul')
  const none = element('p', {}, 'No problems in this deck.')
  box.append(list, none)
  const toggle = (): void => {
    box.hidden = !box.hidden
    button.setAttribute('aria-expanded', String(!box.hidden))
    if (!box.hidden) (box.querySelector('button') ?? button).focus()
    else actions.closed()
  }
  box.addEventListener('keydown', (event) => {
    if (event.key !== 'Escape') return
    event.preventDefault()
    toggle()
  })
  button.setAttribute('aria-controls', box.id)
  button.setAttribute('aria-expanded', 'false')
  button.addEventListener('click', toggle)
  return {
    toggle,
    show(problems) {
      const at = [...box.querySelectorAll('button')].findIndex((one) => one.matches(':focus'))
      list.replaceChildren(...problems.map((problem) => item(problem, actions)))
      none.hidden = problems.length > 0
      const worst = (['error', 'warning', 'info'] as const).find((one) =>
        problems.some(({ severity }) => severity === one),
      )
      button.dataset.severity = worst ?? 'none'
      button.textContent = countOf(problems.length)
      // Whoever walks through the list by keys stays in it.
      const buttons = [...box.querySelectorAll('button')]
      if (at >= 0) (buttons[Math.min(at, buttons.length - 1)] ?? button).focus()
    },
  }
}

function item(problem: Problem, { go, mend }: ProblemActions): HTMLElement {
  const { severity, message, hint, place, fix } = problem
  const where = place.file === '' ? '' : `${place.file}:${place.line}`
  const open = element(
    'button',
    { type: 'button', class: 'problem' },
    element('span', { class: 'severity', 'data-severity': severity }, severity),
    element('span', {}, message),
    element('span', { class: 'hint' }, hint),
    element('span', { class: 'where' }, where),
  )
  open.addEventListener('click', () => go(problem))
  if (fix === undefined) return element('li', {}, open)
  const change = element('button', { type: 'button' }, `Change to ${fix.meant}`)
  change.addEventListener('click', () => mend(problem, fix))
  return element('li', {}, open, change)
}

function countOf(count: number): string {
  return count === 0 ? 'No problems' : count === 1 ? '1 problem' : `${count} problems`
}
