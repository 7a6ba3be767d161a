import type { Slide } from '../../model/deck.js'
import type { DeckContext, Finding, Rule } from '../rule.js'

/** Private things that go out with the file. */
export const leak: Rule = {
  id: 'leak',
  level: 'warning',
  why: 'The HTML contains the speaker notes, and anyone who has the file can read them. If notes are private, share a build made with `--no-notes`. Keys and passwords are reported on slides, too; revoke any that are real.',
  options: { notes: { default: 0, meaning: '1 to report every slide with notes, not only private ones' } },
  deck: ({ deck, option }) => deck.slides.flatMap((slide) => [...inNotes(slide, option), ...onSlide(slide)]),
  bad: '# Results\n\n<!-- CONFIDENTIAL: the numbers of Q3 are not public. -->',
  good: '# Results\n\n<!-- The numbers are those of the annual report. -->',
}

function inNotes({ index, notes }: Slide, option: DeckContext['option']): Finding[] {
  const secret = notes.flatMap((note) => secretIn(note, [['a password', alone]]) ?? [])[0]
  const [word] = notes.flatMap(
    (note) => privateWords.exec(note)?.[0] ?? (option('notes') > 0 && note.trim() ? [''] : []),
  )
  const hint = 'Share a build made with `lectern build --no-notes`, or remove it from the notes.'
  if (secret !== undefined) {
    const message = `The notes contain ${secret.what} (“${shown(secret.written)}”) and are included in the HTML.`
    return [{ slide: index, message, hint, words: secret.written }]
  }
  if (word === undefined) return []
  const message =
    word === ''
      ? 'The notes of this slide are included in the HTML.'
      : `The notes say “${word.slice(0, 40)}” and are included in the HTML.`
  return [{ slide: index, message, hint, words: word === '' ? '<!--' : word }]
}

/** What the audience sees, in code and in text. Directives and notes are comments, and judged above. */
function onSlide({ index, text }: Slide): Finding[] {
  const secret = secretIn(text.replace(/<!--[\s\S]*?-->/g, ''))
  if (secret === undefined) return []
  return [
    {
      slide: index,
      message: `The slide shows ${secret.what} (“${shown(secret.written)}”).`,
      hint: 'Use a placeholder such as `<your token>`, and revoke this one if it is real.',
      words: secret.written,
    },
  ]
}

interface Secret {
  readonly what: string
  readonly written: string
}

/** The first secret of a text. A word that only stands for one is none. */
function secretIn(text: string, more: typeof secrets = []): Secret | undefined {
  for (const [what, pattern] of [...secrets, ...more])
    for (const [whole, value = whole] of text.matchAll(pattern))
      if (!isStandIn(value)) return { what, written: whole.split('\n', 1)[0] ?? whole }
  return undefined
}

const passwordNames =
  '(?<![A-Za-z0-9])(?:password|passwd|passwort|kennwort|mot de passe|contraseña|senha|pwd?)["\']?[ \\t]*[:=][ \\t]*'

/** Shapes that keys have by their makers' rules, and names of secrets with a value that looks like one. */
const secrets: readonly (readonly [what: string, pattern: RegExp])[] = [
  ['a private key', /-----BEGIN (?:[A-Z]+ )*PRIVATE KEY(?: BLOCK)?-----/g],
  ['an AWS key', /\b(?:AKIA|ASIA)[A-Z0-9]{16}\b/g],
  ['a GitHub token', /\b(?:gh[opsur]_[A-Za-z0-9]{36,}|github_pat_\w{22,})/g],
  ['a GitLab token', /\bglpat-[\w-]{20,}/g],
  ['a Slack token', /\bxox[abprs]-[\w-]{10,}/g],
  ['a Google key', /\bAIza[\w-]{35}/g],
  ['a secret key', /\bsk[-_](?=[\w-]*\d)(?=[\w-]*[A-Z])[\w-]{20,}/g],
  ['an npm token', /\bnpm_[A-Za-z0-9]{36}\b/g],
  ['a password in a URL', /\b[a-z][a-z+]{2,14}:\/\/[^\s/:@]{1,60}:([^\s/:@]{4,60})@[\w.-]+/g],
  ['a token', /\beyJ[\w-]{10,}\.eyJ[\w-]{10,}\.[\w-]{5,}/g],
  ['a password', new RegExp(`${passwordNames}["'\`]?(?=\\S*[\\d!#$%^&*+@])([^\\s"'\`,;]{4,})`, 'gi')],
  [
    'a secret',
    /(?<![A-Za-z0-9])(?:(?:secret[_ -])?(?:access|auth|api|secret|private|client)[_ -]?(?:token|key|secret)|token|secret|bearer)["']?[ \t]*[:=][ \t]*["'`]?(?=(?:[a-z.~+/_-]*\d){3})(?=[\w.~+/-]*[a-z])([\w.~+/-]{10,})(?![\w(])/gi,
  ],
]

/** In notes a word alone will do: nobody explains there what a password is. */
const alone = new RegExp(`^\\s*${passwordNames}(\\S{6,})\\s*$`, 'gim')

/** `<password>`, `$TOKEN`, `xxxx`, `process.env.KEY`, `your-token`, `getToken()`, `string`: written where a secret would be. */
function isStandIn(value: string): boolean {
  return (
    /^[<${[(*.…%/~\\]|[()<>{}|]|^(.)\1+$|^(?:your|my|the|some|example|dummy|test|fake|changeme|placeholder|process|os|env|config|self|this|req|user|string|str|null|none|true|false|undefined|required|optional|input|getpass)(?:$|[-_.\d])/i.test(
      value,
    ) || /^(?:[A-Z_]+|pass(?:word|wd)?|passwort|secret|token)$/.test(value)
  )
}

/** Secrets are told by how they begin: a log of checks is read by many. */
function shown(written: string): string {
  return written.length <= 16 ? written : `${written.slice(0, 12)}…`
}

const privateWords =
  /\b(?:confidential|do not share|don't share|not public|not for publication|embargo(?:ed)?|internal only|vertraulich|streng geheim)/i
