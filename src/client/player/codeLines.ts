/** A fence that steps through its lines. */
export interface CodeLines {
  readonly block: Element
  /** Step at which the first stage shows. */
  readonly from: number
  /** Lines (from 1) that each stage points at, as ranges with both ends inside; empty for all of the code. */
  readonly stages: readonly (readonly Range[])[]
}

type Range = readonly [from: number, to: number]

/** The stepped code in a slide. */
export function readCodeLines(content: Element): CodeLines[] {
  return [...content.querySelectorAll('[data-lectern-lines]')].map((block) => ({
    block,
    from: Number(block.getAttribute('data-lectern-from')) || 0,
    stages: (block.getAttribute('data-lectern-lines') ?? '').split('|').map(readStage),
  }))
}

/** Points at the lines of the stage that belongs to a step. `Infinity` is the last one. */
export function showLines({ block, from, stages }: CodeLines, step: number): void {
  const stage = stages[Math.min(Math.max(step - from, 0), stages.length - 1)] ?? []
  block.toggleAttribute('data-lectern-pointed', stage.length > 0)
  for (const [index, line] of [...block.querySelectorAll('.line')].entries()) {
    line.classList.toggle(
      'highlighted',
      stage.some(([first, last]) => index + 1 >= first && index + 1 <= last),
    )
  }
}

/** What a step points at, in words; empty when nothing changes at it. */
export function tellLines(codes: readonly CodeLines[], step: number): string {
  for (const { from, stages } of codes) {
    const stage = stages[step - from]
    if (stage === undefined || (step === from && stage.length === 0)) continue
    if (stage.length === 0) return 'all lines of the code'
    const parts = stage.map(([first, last]) => (first === last ? `${first}` : `${first} to ${last}`))
    return parts.length === 1 && !parts[0]?.includes('to') ? `line ${parts[0]}` : `lines ${parts.join(', ')}`
  }
  return ''
}

function readStage(text: string): Range[] {
  return Array.from(text.matchAll(/(\d+)(?:-(\d+))?/g), ([, first, last = first]) => [Number(first), Number(last)])
}
