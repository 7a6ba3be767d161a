/** From values to pixels, and the round values at which an axis is labelled. */
export interface Scale {
  readonly at: (value: number) => number
  readonly ticks: readonly number[]
  /** Decimals that the ticks need. */
  readonly decimals: number
  readonly from: number
  readonly to: number
}

interface Range {
  readonly from: number
  readonly to: number
  /** Pixels of the beginning and the end. */
  readonly start: number
  readonly end: number
  /** About how many ticks. */
  readonly count: number
}

/** A linear scale that covers the range with round ends. `exact`: it begins (or ends) where it is told to. */
export function linear(
  { from, to, start, end, count }: Range,
  exact: { readonly from?: boolean; readonly to?: boolean } = {},
): Scale {
  const span = to - from || Math.abs(to) || 1
  const step = roundStep(span / Math.max(count, 1))
  const decimals = (String(Number(step.toPrecision(6))).split('.')[1] ?? '').length
  const first = exact.from === true ? from : Math.floor(from / step + 1e-9) * step
  const last = exact.to === true ? to : Math.ceil(to / step - 1e-9) * step
  const top = last > first ? last : first + step
  const ticks: number[] = []
  for (let tick = Math.ceil(first / step - 1e-9); tick * step <= top + step * 1e-9; tick++)
    ticks.push(Number((tick * step).toPrecision(12)))
  return {
    at: (value) => start + ((value - first) / (top - first)) * (end - start),
    ticks,
    decimals,
    from: first,
    to: top,
  }
}

function roundStep(raw: number): number {
  const unit = 10 ** Math.floor(Math.log10(raw))
  const share = raw / unit
  return (share <= 1.0001 ? 1 : share <= 2.0001 ? 2 : share <= 2.5001 ? 2.5 : share <= 5.0001 ? 5 : 10) * unit
}

/** A logarithmic scale between powers of ten (or halves of them, for a short range). All values have to be above zero. */
export function logarithmic({ from, to, start, end }: Range): Scale {
  const [low, high] = [Math.floor(Math.log10(from) + 1e-9), Math.ceil(Math.log10(to) - 1e-9)]
  const top = high > low ? high : low + 1
  const marks = top - low <= 2 ? [1, 2, 5] : [1]
  const ticks: number[] = []
  for (let power = low; power <= top; power++)
    for (const mark of marks) {
      const tick = Number(`${mark}e${power}`)
      if (tick <= 10 ** top) ticks.push(tick)
    }
  const at = (value: number): number => start + ((Math.log10(value) - low) / (top - low)) * (end - start)
  return { at, ticks, decimals: Math.max(0, -low), from: 10 ** low, to: 10 ** top }
}
