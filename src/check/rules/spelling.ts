import type { Slide } from '../../model/deck.js'
import { lineOfSlide } from '../../model/origin.js'
import { lineOfKey } from '../report/lineOfKey.js'
import type { DeckContext, Finding, Rule } from '../rule.js'
import { languagesIn } from '../spelling/languages.js'
import { type Word, wordsOf } from '../spelling/words.js'

/** Words that are in no dictionary. */
export const spelling: Rule = {
  id: 'spelling',
  level: 'off',
  why: "Everyone notices a typo in the title. Words are looked up in the dictionary for the deck’s `lang`; English is included, other languages are npm packages of your project (`npm install --save-dev dictionary-de`). Add names to `check: { words: ['Königsberg'], wordsFile: 'words.txt' }`. Code, addresses, file names, words with digits or capitals inside, and capitalised words within a sentence are left alone.",
  options: { notes: { default: 0, meaning: '1 to check speaker notes, too' } },
  deck: (context) => {
    const { deck, speller } = context
    if (speller === undefined) return []
    const missing = languagesIn(deck).filter((lang) => !speller.knows(lang))
    const found = new Map<
      string,
      { readonly slide: Slide; readonly word: Word; readonly lang: string; times: number }
    >()
    for (const slide of deck.slides)
      for (const word of wordsOf(slide.text, { notes: context.option('notes') > 0 })) {
        const lang = word.lang ?? deck.meta.lang
        if (!isWrong(word, lang, speller)) continue
        const key = `${lang} ${word.text.toLowerCase()}`
        const known = found.get(key)
        if (known === undefined) found.set(key, { slide, word, lang, times: 1 })
        else known.times += 1
      }
    return [
      ...missing.map((lang) => withoutDictionary(lang, context)),
      ...[...found.values()].map((one) => findingOf(one, speller)),
    ]
  },
  bad: '# The begining\n\nWe recieve the first users',
  good: '# The beginning\n\nWe receive the first users',
}

type Known = NonNullable<DeckContext['speller']>

/** A capitalised word is a name, unless it begins a sentence (or the language writes nouns so) and is one slip from a word. */
function isWrong({ text, first }: Word, lang: string, speller: Known): boolean {
  if (!speller.knows(lang) || speller.isRight(text, lang)) return false
  if (!/^\p{Lu}/u.test(text)) return true
  return (first || /^de\b/i.test(lang)) && speller.meant(text, lang).length > 0
}

function withoutDictionary(lang: string, { deck, source }: DeckContext): Finding {
  return {
    message: `There is no dictionary for the language “${lang}”, so its spelling is not checked.`,
    hint: `Install one in the project: \`npm install --save-dev dictionary-${lang.toLowerCase()}\`.`,
    line: lineOfKey(source, 'lang'),
    file: deck.file,
  }
}

interface Misspelt {
  readonly slide: Slide
  readonly word: Word
  readonly lang: string
  readonly times: number
}

function findingOf({ slide, word, lang, times }: Misspelt, speller: Known): Finding {
  const [likely, ...others] = speller.meant(word.text, lang)
  const often = times === 1 ? '' : ` It occurs ${times} times.`
  const other = others.length === 0 ? '' : ` (or ${others.map((one) => `“${one}”`).join(', ')})`
  const guess = likely === undefined ? 'Check the spelling' : `Did you mean “${likely}”${other}?`
  return {
    slide: slide.index,
    message: `“${word.text}” is not in the dictionary (${lang}).${often}`,
    hint: `${guess}${likely === undefined ? '; if' : ' If'} the word is correct, add it to \`check.words\` in the configuration.`,
    ...lineOfSlide(slide, word.lineBelow),
    column: word.column,
    length: word.text.length,
  }
}
