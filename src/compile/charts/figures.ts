// Figures as people write them: with currencies and units, with points, commas, blanks or apostrophes between thousands.

/** How decimals are separated. */
export interface NumberStyle {
  readonly decimal: '.' | ','
  /** True when figures of four digits have their thousands apart. Absent: they have not. */
  readonly grouped?: boolean
}

/** A figure that was read. */
export interface ReadFigure {
  readonly value: number
  readonly before: string
  readonly after: string
}

const shape =
  /^[~≈<>]?\s?(?<sign>[-+−–]?)\s?(?<before>[€$£¥₹]|CHF|EUR|USD|GBP)?\s?(?<sign2>[-−–]?)(?<digits>\p{Nd}[\p{Nd}.,٫٬’'\u00a0\u202f ]*|\.\p{Nd}+)(?<exponent>[eE][-+]?\d{1,3})?\s?(?<after>[%‰°€$£¥₹]|[\p{L}°µ][\p{L}°²³/%. ]{0,11})?$/u

const absent = /^(?:|[-–—.…]|\.\.|n\/?a|na|nan|null|none|k\.? ?a\.?|missing|\?)$/i

/** True for what stands where a figure is missing: nothing, a dash, `n/a`. */
export function isMissing(text: string): boolean {
  return absent.test(text.trim())
}

/** The style that most of these figures are written in; a point where nothing says so. */
export function styleOf(texts: readonly string[], lang: string): NumberStyle {
  let commas = 0
  let points = 0
  for (const text of texts) {
    if (/\d,\d{1,2}(?!\d)|\d,\d{4,}|\.\d{3},\d/.test(text)) commas += 1
    if (/\d\.\d{1,2}(?!\d)|\d\.\d{4,}|,\d{3}\.\d|\b0\.\d/.test(text)) points += 1
  }
  const grouped = texts.some((text) => /(?:^|\D)\d[.,’'\s]\d{3}(?!\d)/.test(text)) ? { grouped: true } : {}
  if (commas !== points) return { decimal: commas > points ? ',' : '.', ...grouped }
  return { ...grouped, decimal: /^(?:de|fr|es|it|pt|nl|pl|cs|da|fi|nb|sv|ru|uk|tr)\b/.test(lang) ? ',' : '.' }
}

/** Reads a figure; `undefined` when the text is none. */
export function readFigure(text: string, style: NumberStyle): ReadFigure | undefined {
  const {
    sign = '',
    sign2 = '',
    before = '',
    digits,
    exponent = '',
    after = '',
  } = shape.exec(text.trim())?.groups ?? {}
  if (digits === undefined) return undefined
  const bare = latin(digits.replaceAll('٫', '.').replaceAll('٬', '’'))
    .replace(/[\s’'\u00a0\u202f]/g, '')
    .replace(/[.,]$/, '')
  const value = Number(`${plain(bare, style)}${exponent}`)
  if (!Number.isFinite(value)) return undefined
  return { value: /[-−–]/.test(sign + sign2) ? -value : value, before, after: after.trim() }
}

/** Digits with one point before the decimals. */
function plain(bare: string, { decimal }: NumberStyle): string {
  const points = bare.split('.').length - 1
  const commas = bare.split(',').length - 1
  if (points + commas === 0) return bare
  if (points > 0 && commas > 0) {
    const last = Math.max(bare.lastIndexOf('.'), bare.lastIndexOf(','))
    return `${bare.slice(0, last).replace(/[.,]/g, '')}.${bare.slice(last + 1)}`
  }
  const sign = points > 0 ? '.' : ','
  if (points + commas > 1) return bare.replaceAll(sign, '')
  // One sign with three digits behind it separates thousands, unless it is what separates decimals here.
  const isGroup = /^[1-9]\d{0,2}[.,]\d{3}$/.test(bare)
  return isGroup && sign !== decimal ? bare.replace(sign, '') : bare.replace(sign, '.')
}

/** Digits of other scripts as Latin ones. */
function latin(digits: string): string {
  return digits.replace(/[^\d.,\s’']/gu, (sign) => {
    const code = sign.codePointAt(0) ?? 0
    const zero = [0x660, 0x6f0, 0x966, 0x9e6, 0xff10].find((one) => code >= one && code < one + 10)
    return zero === undefined ? sign : String(code - zero)
  })
}

/** A figure for an axis or a total: thousands apart, no more decimals than are needed. */
export function writeFigure(value: number, { decimal, grouped: isGrouped }: NumberStyle, decimals?: number): string {
  if (value !== 0 && (Math.abs(value) >= 1e15 || Math.abs(value) < 1e-6))
    return value.toExponential(1).replace('-', '−')
  const fixed = decimals === undefined ? String(Number(value.toPrecision(6))) : value.toFixed(decimals)
  const [whole = '', rest = ''] = fixed.replace('-', '').split('.')
  const grouped =
    whole.length > (isGrouped ? 3 : 4) ? whole.replace(/\B(?=(\d{3})+$)/g, decimal === ',' ? '.' : ',') : whole
  return `${value < 0 && Number(fixed) !== 0 ? '−' : ''}${grouped}${rest === '' ? '' : `${decimal}${rest}`}`
}

/** Words and letters that multiply a figure: `900k` and `1.2m` are on one axis. */
const multipliers: Readonly<Record<string, number>> = {
  k: 1e3,
  K: 1e3,
  Tsd: 1e3,
  tsd: 1e3,
  m: 1e6,
  M: 1e6,
  mn: 1e6,
  Mio: 1e6,
  million: 1e6,
  millions: 1e6,
  bn: 1e9,
  B: 1e9,
  b: 1e9,
  Mrd: 1e9,
  billion: 1e9,
  billions: 1e9,
}

/** What a unit multiplies by; `undefined` for one that does not. */
export function multiplierOf(unit: string): number | undefined {
  return Object.hasOwn(multipliers, unit.replace(/\.$/, '')) ? multipliers[unit.replace(/\.$/, '')] : undefined
}
