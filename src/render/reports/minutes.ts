/** `1:05`; hours are minutes, too. Nothing for what is not known. */
export function minutes(seconds: number | undefined): string {
  if (seconds === undefined) return ''
  const whole = Math.round(Math.abs(seconds))
  return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, '0')}`
}

/** `+1:05` or `−0:20`; nothing for what comes to less than half a second. */
export function offBy(seconds: number): string {
  return Math.round(seconds) === 0 ? '' : `${seconds > 0 ? '+' : '−'}${minutes(seconds)}`
}

/** `1:05 behind`, `0:20 ahead` or `on time`. */
export function behindOrAhead(seconds: number): string {
  return Math.round(seconds) === 0 ? 'on time' : `${minutes(seconds)} ${seconds > 0 ? 'behind' : 'ahead'}`
}
