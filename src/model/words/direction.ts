/** Languages that are written from right to left. Source: Unicode CLDR, layout/orientation, living languages. */
const rightToLeft = [
  'ar',
  'arc',
  'ckb',
  'dv',
  'fa',
  'he',
  'ks',
  'lrc',
  'mzn',
  'nqo',
  'ps',
  'sd',
  'syr',
  'ug',
  'ur',
  'yi',
]

/** True for a language (BCP 47) that is written from right to left, by its script when it names one. */
export function isRightToLeft(lang: string): boolean {
  const [language = '', ...more] = lang.toLowerCase().split('-')
  const script = more.find((part) => part.length === 4)
  return script === undefined ? rightToLeft.includes(language) : ['arab', 'hebr'].includes(script)
}

/** The attribute that gives text in a language its direction; empty for those from left to right, which is the usual one. */
export function directionOf(lang: string): string {
  return isRightToLeft(lang) ? ' dir="rtl"' : ''
}
