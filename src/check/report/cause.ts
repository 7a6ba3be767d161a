import type { Problem } from '../../model/problem.js'
import { onSlides } from './slideList.js'

/** A problem, and what it comes from when others may come from the same. */
export type Caused = Problem & { readonly cause?: string }

/** From so many slides on, what is wrong is in the theme or the deck's style and not on the slide. */
const fewest = 3

/**
 * Tells what comes from one cause once, at its first place, with the slides it is seen on: pale text on eighty slides is one
 * colour in one style sheet. What lies on the network is one decision, too.
 */
export function oncePerCause(problems: readonly Caused[]): Problem[] {
  const groups = new Map<string, Caused[]>()
  const keyOf = ({ code, cause, severity }: Caused): string | undefined => {
    if (code === 'remote-asset') return `${code} ${severity}`
    return cause === undefined ? undefined : `${code} ${severity} ${cause}`
  }
  for (const problem of problems) {
    const key = keyOf(problem)
    if (key !== undefined) groups.set(key, [...(groups.get(key) ?? []), problem])
  }
  return problems.flatMap((problem): Problem[] => {
    const group = groups.get(keyOf(problem) ?? '') ?? [problem]
    const { cause: _, ...plain } = problem
    const slides = group.flatMap(({ slide }) => (slide === undefined ? [] : [slide - 1]))
    const isRemote = problem.code === 'remote-asset'
    if (isRemote ? group.length === 1 : new Set(slides).size < fewest) return [plain]
    if (problem !== group[0]) return []
    const others = group.length - 1
    const more = isRemote ? `, nor ${others === 1 ? 'was' : 'were'} ${others} more` : ', and elsewhere'
    return [{ ...plain, message: plain.message.replace(/\.$/, `${more}${onSlides(slides)}.`) }]
  })
}
