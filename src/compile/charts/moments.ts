/**
 * Where a category lies on a continuous axis: a year, a date, a month, a quarter or a plain number, as a number. `undefined` for
 * words. Dates are counted in years, so that years and months of one column agree.
 */
export function momentOf(text: string): number | undefined {
  const trimmed = text.trim()
  const date = /^(\d{4})-(\d{1,2})(?:-(\d{1,2})(?:[T ].*)?)?$/.exec(trimmed)
  if (date !== null) return inYears(Number(date[1]), Number(date[2]), Number(date[3] ?? 1))
  const german = /^(\d{1,2})\.(\d{1,2})\.(\d{4})$/.exec(trimmed)
  if (german !== null) return inYears(Number(german[3]), Number(german[2]), Number(german[1]))
  const quarter = /^(?:Q([1-4])\s*[/ ]?\s*(\d{4})|(\d{4})\s*[-/ ]?\s*Q([1-4]))$/i.exec(trimmed)
  if (quarter !== null) return Number(quarter[2] ?? quarter[3]) + (Number(quarter[1] ?? quarter[4]) - 1) / 4
  const month = /^(\p{L}{3})\p{L}*\.?\s+(\d{4})$/u.exec(trimmed)
  const index = months.indexOf((month?.[1] ?? '').toLowerCase())
  if (month !== null && index >= 0) return inYears(Number(month[2]), index + 1, 1)
  return /^[-−+]?\d{1,12}(?:\.\d+)?$/.test(trimmed) ? Number(trimmed.replace('−', '-')) : undefined
}

const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']

function inYears(year: number, month: number, day: number): number | undefined {
  if (month < 1 || month > 12 || day < 1 || day > 31) return undefined
  return year + (month - 1) / 12 + (day - 1) / 372
}

/** Moments of all categories, when each has one and they rise; else `undefined`, and categories are equally far apart. */
export function momentsOf(texts: readonly string[]): number[] | undefined {
  const moments = texts.map(momentOf)
  const rise = moments.every((one, at) => one !== undefined && (at === 0 || one > (moments[at - 1] ?? Number.NaN)))
  return rise && moments.length > 1 ? (moments as number[]) : undefined
}

/** Labels of dates on an axis: a month where it begins, with its year where that begins; years alone over a long time. */
export function dateLabels(texts: readonly string[], lang: string): (string | undefined)[] | undefined {
  const dates = texts.map((text) => /^(\d{4})-(\d{1,2})-\d{1,2}/.exec(text.trim()))
  if (texts.length < 14 || dates.some((date) => date === null)) return undefined
  const [first, last] = [Number(dates[0]?.[1]), Number(dates.at(-1)?.[1])]
  const tag = /^[a-z]{2,3}(?:-[A-Za-z]{2,4})?$/.test(lang) ? lang : 'en'
  const name = new Intl.DateTimeFormat(tag, { month: 'short', timeZone: 'UTC' })
  return dates.map((date, at) => {
    const before = dates[at - 1]
    const isNewYear = before?.[1] !== date?.[1]
    if (last - first > 3) return isNewYear && at > 0 ? date?.[1] : undefined
    if (!isNewYear && before?.[2] === date?.[2]) return undefined
    const month = name.format(Date.UTC(Number(date?.[1]), Number(date?.[2]) - 1, 1))
    return isNewYear ? `${month} ${date?.[1]}` : month
  })
}
