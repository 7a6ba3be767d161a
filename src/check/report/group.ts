import type { Fault } from '../measure/faults.js'

/** Faults of the same kind on one slide, told as one: the first is where to look. */
export interface FaultGroup {
  readonly first: Fault
  readonly worst: Fault
  /** `“Plan 10” is`, or `“Plan 10” and 3 more are`. */
  readonly subject: string
}

/** Puts faults together that say the same of texts in a row: ten lines of a list are one thing to mend. */
export function groupFaults(faults: readonly Fault[], keyOf: (fault: Fault) => string): FaultGroup[] {
  const groups = new Map<string, Fault[]>()
  for (const fault of faults) groups.set(keyOf(fault), [...(groups.get(keyOf(fault)) ?? []), fault])
  return [...groups.values()].flatMap((group) => {
    const [first] = group
    if (first === undefined) return []
    const worst = group.reduce((most, one) => (one.by > most.by ? one : most), first)
    const more = group.length - 1
    return [{ first, worst, subject: more === 0 ? `“${first.text}” is` : `“${first.text}” and ${more} more are` }]
  })
}
