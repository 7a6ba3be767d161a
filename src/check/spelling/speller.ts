// Spelling by nspell (Hunspell's dictionaries in JavaScript). Its own suggestions take up to a second for a long word, and
// put `ten` before `the` for `teh`: ours are what one slip of the finger turns into the word.
import type NSpell from 'nspell'

/** A dictionary in Hunspell's format. */
export interface SpellingData {
  readonly aff: Uint8Array
  readonly dic: Uint8Array
}

/** What a speller depends on. */
export interface SpellerJob {
  /** Finds the dictionary of a language; `undefined`: there is none. */
  readonly find: (lang: string) => Promise<SpellingData | undefined>
  /** Words that are right in every language: the project's. */
  readonly words: readonly string[]
}

/** Knows languages. */
export interface Speller {
  /** Loads the dictionaries of languages; gives the ones that there is none for. */
  learn(langs: readonly string[]): Promise<void>
  knows(lang: string): boolean
  isRight(word: string, lang: string): boolean
  /** Words that were probably meant, the likeliest first; none when none is near. */
  meant(word: string, lang: string): string[]
}

/** Makes a speller that knows nothing yet. A dictionary is loaded once. */
export function createSpeller({ find, words }: SpellerJob): Speller {
  const known = new Map<string, Promise<NSpell | undefined>>()
  const learned = new Map<string, NSpell>()
  const own = new Set(words.map((word) => plain(word).toLowerCase()))
  const load = async (lang: string): Promise<NSpell | undefined> => {
    const [data, { default: nspell }] = await Promise.all([find(lang), import('nspell')])
    return data && nspell({ aff: Buffer.from(data.aff), dic: Buffer.from(data.dic) })
  }
  const isRight = (written: string, lang: string): boolean => {
    const word = plain(written)
    const speller = learned.get(lang)
    if (speller === undefined || isOwn(word)) return true
    const isKnown = (one: string): boolean => speller.correct(one) || isDerived(one, speller)
    if (isKnown(word) || (joins.test(lang) && isJoined(word, speller))) return true
    if (!/^en\b/i.test(lang)) return false
    // Borrowed words keep their accents (`naïve`), and a deck that only says `en` may be British.
    const bare = word.normalize('NFD').replace(/\p{M}/gu, '')
    return (bare !== word && isKnown(bare)) || (lang === 'en' && american(word).some(isKnown))
  }
  const isOwn = (word: string): boolean => {
    const lower = word.toLowerCase()
    return own.has(lower) || own.has(lower.replace(/(?:'s|s'|')$/, ''))
  }
  return {
    async learn(langs) {
      for (const lang of langs) {
        const loading = known.get(lang) ?? load(lang)
        known.set(lang, loading)
        const speller = await loading
        if (speller !== undefined) learned.set(lang, speller)
      }
    },
    knows: (lang) => learned.has(lang),
    isRight,
    meant: (word, lang) => {
      const speller = learned.get(lang)
      return speller === undefined ? [] : slipsOf(plain(word), speller)
    },
  }
}

/** Dictionaries write apostrophes straight. */
function plain(word: string): string {
  return word.replaceAll('’', "'").normalize('NFC')
}

/** `Python's` is right when `Python` is. */
function isDerived(word: string, speller: NSpell): boolean {
  const stem = /^(.{2,})'s?$/.exec(word)?.[1]
  return stem !== undefined && speller.correct(stem)
}

/** How Americans may write a British word: `colour`, `organised`, `centre`, `travelled`, `defence`, `catalogue`. */
function american(word: string): string[] {
  const pairs = [
    [/our/, 'or'],
    [/is(?=e|ing|ation)/, 'iz'],
    [/ys(?=e|ing)/, 'yz'],
    [/tre(s?)$/, 'ter$1'],
    [/ll(?=ed|ing|er)/, 'l'],
    [/ence(s?)$/, 'ense$1'],
    [/ogue(s?)$/, 'og$1'],
    [/ae/, 'e'],
    [/amme(s?)$/, 'am$1'],
  ] as const
  return pairs.flatMap(([british, replacement]) => (british.test(word) ? [word.replace(british, replacement)] : []))
}

/** Languages that write compounds as one word, which nspell does not take apart. */
const joins = /^(?:de|nl|sv|da|nb|nn|no|fi|hu|is)\b/i

/** Two or three words in one, perhaps with an `s` between: `Straßen|bahn`, `Entwicklung|s|umgebung`. */
function isJoined(word: string, speller: NSpell, parts = 3): boolean {
  const isPart = (part: string): boolean =>
    speller.correct(part.toLowerCase()) || speller.correct(part.charAt(0).toUpperCase() + part.slice(1).toLowerCase())
  for (let cut = leastPart; cut <= word.length - leastPart; cut++) {
    const [head, tail] = [word.slice(0, cut), word.slice(cut)]
    const isHead = isPart(head) || (/.{3,}s$/.test(head) && isPart(head.slice(0, -1)))
    if (isHead && (isPart(tail) || (parts > 2 && isJoined(tail, speller, parts - 1)))) return true
  }
  return false
}

const leastPart = 3

/** Two letters exchanged, one too many, one wrong, one missing: in this order. */
function slipsOf(word: string, speller: NSpell): string[] {
  const letters = [...word.toLowerCase()]
  const alphabet = [...new Set([...'abcdefghijklmnopqrstuvwxyz', ...letters])].filter((letter) => /\p{L}/u.test(letter))
  const at = (from: number): string => letters.slice(0, from).join('')
  const after = (from: number): string => letters.slice(from).join('')
  const each = letters.map((_, index) => index)
  const near = [
    ...each.slice(1).map((i) => at(i - 1) + letters[i] + letters[i - 1] + after(i + 1)),
    ...each.map((i) => at(i) + after(i + 1)),
    ...[...each, letters.length].flatMap((i) => alphabet.map((letter) => at(i) + letter + after(i))),
    ...each.flatMap((i) => alphabet.map((letter) => at(i) + letter + after(i + 1))),
  ]
  const isCapital = /^\p{Lu}/u.test(word)
  const capital = (one: string): string => one.charAt(0).toUpperCase() + one.slice(1)
  const found = [...new Set(near)].flatMap((one) => {
    if (one.length < 2 || one === word.toLowerCase()) return []
    const written = isCapital ? capital(one) : one
    return speller.correct(written) ? [written] : []
  })
  return found.slice(0, 3)
}
