import type { Problem, Severity } from '../../../model/problem.js'
import { whereOf } from '../../../model/where.js'
import { element, icon } from '../../dom/element.js'

/** Opens the source in the author's editor; absent where that is not possible. */
export type OpenSource = (at: { readonly file: string; readonly line: number; readonly column?: number }) => void

/** `2 errors, 1 warning`; empty when there is nothing. */
export function countProblems(problems: readonly Problem[]): string {
  return severities
    .map(({ severity, one }) => {
      const count = problems.filter((problem) => problem.severity === severity).length
      return count === 0 ? '' : `${count} ${one}${count === 1 ? '' : 's'}`
    })
    .filter((text) => text !== '')
    .join(', ')
}

/** The worst severity among problems. */
export function worstOf(problems: readonly Problem[]): Severity | undefined {
  return severities.find(({ severity }) => problems.some((problem) => problem.severity === severity))?.severity
}

/** The sign of a severity, with its name for those who do not see it. */
export function severitySign(severity: Severity): HTMLElement {
  const { one, path } = severities.find((each) => each.severity === severity) ?? severities[2]
  const sign = element(
    'span',
    { class: 'lectern-severity' },
    icon(path),
    element('span', { class: 'lectern-unseen' }, one),
  )
  sign.dataset.severity = severity
  return sign
}

/** A message or a hint: what stands in backticks is code. */
export function wording(text: string): (Node | string)[] {
  return text.split(/`([^`]+)`/).map((part, index) => (index % 2 === 0 ? part : element('code', {}, part)))
}

/** `deck.md:12:5`, as a button where the editor can be opened. */
export function placeLink(problem: Problem, openSource: OpenSource | undefined): HTMLElement {
  const { place } = problem
  const text = whereOf(problem)
  if (openSource === undefined) return element('span', { class: 'lectern-place' }, text)
  const link = element('button', { type: 'button', class: 'lectern-place', title: 'Open in the editor' }, text)
  link.addEventListener('click', () => openSource(place))
  return link
}

/** The line of the source with a caret under what is meant; `undefined` when the line cannot be quoted. */
export function sourceFrame({ place, sourceLine }: Problem): HTMLElement | undefined {
  if (sourceLine === undefined) return undefined
  const at = Math.min(place.column - 1, sourceLine.length)
  const from = Math.max(0, Math.min(at - 30, sourceLine.length - widest))
  const to = Math.min(sourceLine.length, from + widest)
  const before = (from > 0 ? '…' : '') + sourceLine.slice(from, at)
  const meant = sourceLine.slice(at, Math.min(to, at + (place.length ?? 1)))
  const after = sourceLine.slice(at + meant.length, to) + (to < sourceLine.length ? '…' : '')
  const number = element('span', { class: 'lectern-line-number' }, `${place.line} │ `)
  // The caret stands under the same letters, whatever their widths.
  const indent = element('span', { class: 'lectern-indent' }, `${place.line} │ ${before}`)
  const caret = element(
    'span',
    { class: 'lectern-caret', 'aria-hidden': 'true' },
    indent,
    '^'.repeat(Math.max(1, meant.length)),
  )
  return element('pre', { class: 'lectern-frame' }, number, before, element('mark', {}, meant), after, '\n', caret)
}

/** In characters. */
const widest = 110

const severities = [
  { severity: 'error', one: 'error', path: 'M12 3.5 21 19.5H3zM12 10v4.5M12 17v.1' },
  { severity: 'warning', one: 'warning', path: 'M12 3.8a8.2 8.2 0 1 0 0 16.4 8.2 8.2 0 0 0 0-16.4M12 8v5M12 16v.1' },
  { severity: 'info', one: 'note', path: 'M12 3.8a8.2 8.2 0 1 0 0 16.4 8.2 8.2 0 0 0 0-16.4M12 11v5M12 8v.1' },
] as const satisfies readonly { severity: Severity; one: string; path: string }[]
