import type { Place, Problem } from '../../model/problem.js'
import { nearest } from '../../model/words/nearest.js'
import { transitions } from '../editing/catalogue.js'

/** Longest transition, in seconds: beyond it something else was meant. */
const longestSeconds = 10

/** Says what is wrong with a transition: nobody knows its name, or its length is none. */
export function badTransition(value: string, css: string, place: Place): Problem[] {
  const [name = '', duration, ...rest] = value.trim().split(/\s+/)
  const say = (message: string, hint: string): Problem[] => [
    { severity: 'warning', code: 'directive-value', message, hint, place },
  ]
  if (!transitions.includes(name)) {
    const own = ownTransitions(css)
    if (!own.includes(name)) {
      const meant = nearest(name, [...transitions, ...own])
      return say(
        `The transition “${name.slice(0, 60)}” does not exist.`,
        meant === undefined
          ? `Use ${[...transitions, ...own].join(', ')}.`
          : `Did you mean \`${[meant, duration].filter(Boolean).join(' ')}\`?`,
      )
    }
  }
  if (rest.length === 0 && (duration === undefined || isDuration(duration))) return []
  return say(
    `“${[duration, ...rest].join(' ').slice(0, 60)}” is not a valid transition duration.`,
    `Use 1s or 400ms, for example; at most ${longestSeconds}s.`,
  )
}

function isDuration(text: string): boolean {
  const [, number, unit] = /^(\d+|\d*\.\d+)(s|ms)$/.exec(text) ?? []
  return number !== undefined && Number(number) / (unit === 'ms' ? 1000 : 1) <= longestSeconds
}

/** Names of the transitions that CSS defines by `@keyframes marp-transition-…` and its outgoing and incoming halves. */
function ownTransitions(css: string): string[] {
  const rules = css.matchAll(
    /@(?:-\w+-)?keyframes\s+marp-(?:(?:outgoing|incoming)-)?transition-(?:backward-)?([\w-]+)/g,
  )
  return [...new Set(Array.from(rules, ([, name]) => name ?? ''))]
}
