import type { Rule } from '../rule.js'

/** Private things that go out with the file. */
export const leak: Rule = {
  id: 'leak',
  level: 'warning',
  why: 'The HTML carries the speaker notes, so that the talk can be given from it; whoever gets the file can read them. Notes that say they are private, or hold what looks like a password, should not go along: build with `--no-notes` what you share.',
  options: { notes: { default: 0, meaning: '1 to be told of every slide with notes, not only of private ones' } },
  deck: ({ deck, option }) =>
    deck.slides.flatMap(({ index, notes }) => {
      const found = notes.flatMap(
        (note) => privateWords.exec(note)?.[0] ?? (option('notes') > 0 && note.trim() ? [''] : []),
      )
      const [word] = found
      if (word === undefined) return []
      return [
        {
          slide: index,
          message:
            word === ''
              ? 'The notes of this slide go out with the HTML.'
              : `The notes say “${word}” and go out with the HTML.`,
          hint: 'Share what `lectern build --no-notes` makes, or take it out of the notes.',
          words: word === '' ? '<!--' : word,
        },
      ]
    }),
  bad: '# Results\n\n<!-- CONFIDENTIAL: the numbers of Q3 are not public. -->',
  good: '# Results\n\n<!-- The numbers are those of the annual report. -->',
}

const privateWords =
  /\b(?:confidential|do not share|don't share|not public|not for publication|embargo(?:ed)?|internal only|password\s*[:=]\s*\S+|passwort\s*[:=]\s*\S+|api[_ -]?key\s*[:=]\s*\S+|secret\s*[:=]\s*\S+|vertraulich|streng geheim)/i
