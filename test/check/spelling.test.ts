import { mkdir, symlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { createSpeller } from '../../src/check/spelling/speller.js'
import { wordsOf } from '../../src/check/spelling/words.js'
import { dictionaryNames, loadDictionary } from '../../src/load/dictionary.js'
import { packageRoot } from '../../src/load/packageRoot.js'
import { folderWith, lectern } from '../cli/lectern.js'

const wordsIn = (markdown: string, notes = false): string[] => wordsOf(markdown, { notes }).map(({ text }) => text)

describe('Words of a slide', () => {
  test.each([
    ['code', 'Run `npm strat` now\n\n```js\nconst wrod = 1\n```\n\n~~~\nmroe\n~~~\nEnd', ['Run', 'now', 'End']],
    ['code in lists', '- One\n  ```sh\n  wrod\n  ```\n- Two', ['One', 'Two']],
    [
      'addresses',
      'See <https://exmaple.com>, [here](a/brigde.md "t") or me@exmaple.com\n\n[ref]: htpp',
      ['See', 'here', 'or'],
    ],
    [
      'files and options',
      'Edit deck.md, ./wrod or /usr/lcoal/bin with --wrod and @hadnle',
      ['Edit', 'or', 'with', 'and'],
    ],
    ['formulas', 'So $x + yyz$ costs $$a\nbbcc$$ 5kg and $7', ['So', 'costs', 'and']],
    ['tags and comments', '<b class="wrod">Bold</b> <!-- wrod --> &nbsp; <style>h1 { colro: red }</style>', ['Bold']],
    ['capitals', 'HTTP and JavaScript and iPhone and x2 go', ['and', 'and', 'and', 'go']],
    ['other scripts', 'Say שלום and 你好 and ok', ['Say', 'and', 'and', 'ok']],
    ['keywords of pictures', '![bg left:40% w:300 The river](a.png)', ['The', 'river']],
    ['callouts and emoji', '> [!NOTE]\n> Well :smiel: done', ['Well', 'done']],
  ])('are none in %s', (_, markdown, words) => {
    expect(wordsIn(markdown)).toEqual(words)
  })

  test('stand where they stand in the file, in the language of their element, first in their sentence or not', () => {
    expect(wordsOf('# A title\n\n| Cell. Then | <i lang="fr">mot</i>', { notes: false })).toEqual([
      { text: 'title', lineBelow: 0, column: 5, first: false },
      { text: 'Cell', lineBelow: 2, column: 3, first: true },
      { text: 'Then', lineBelow: 2, column: 9, first: true },
      { text: 'mot', lineBelow: 2, column: 29, first: true, lang: 'fr' },
    ])
  })

  test('are those of notes when they are asked for, and never those of directives', () => {
    const markdown =
      'Go\n<!-- Say it -->\n<!-- _class: lead -->\n<!-- step -->\n<!--\npaginate: true\nheader: wrod\n-->'
    expect(wordsIn(markdown, true)).toEqual(['Go', 'Say', 'it'])
    expect(wordsIn(markdown)).toEqual(['Go'])
  })
})

describe('A speller', () => {
  test('knows English as it comes along, British words in a deck that only says en, and the words of the project', async () => {
    const find = (lang: string) => loadDictionary(lang, { cwd: '/nowhere', packageRoot: packageRoot() })
    const speller = createSpeller({ find, words: ['Königsberg', 'marpit'] })
    await speller.learn(['en', 'en-US'])
    const right = (word: string, lang = 'en') => speller.isRight(word, lang)
    for (const word of [
      'bridges',
      'don’t',
      'Euler’s',
      'naïve',
      'café',
      'colour',
      'organised',
      'Königsberg’s',
      'Marpit',
    ])
      expect([word, right(word)]).toEqual([word, true])
    for (const word of ['begining', 'recieve', 'coluor']) expect([word, right(word)]).toEqual([word, false])
    expect(right('colour', 'en-US')).toBe(false)
    expect(speller.meant('recieve', 'en')[0]).toBe('receive')
    expect(speller.meant('Teh', 'en')[0]).toBe('The')
    expect(speller.meant('xqzvbk', 'en')).toEqual([])
  })

  test('takes compounds apart where a language writes them as one word', async () => {
    const data = { aff: Buffer.from('SET UTF-8\n'), dic: Buffer.from('4\nEntwicklung\nUmgebung\nHaus\nTür\n') }
    const speller = createSpeller({ find: async () => data, words: [] })
    await speller.learn(['de', 'fr'])
    expect(speller.isRight('Entwicklungsumgebung', 'de')).toBe(true)
    expect(speller.isRight('Haustür', 'de')).toBe(true)
    expect(speller.isRight('Haustürr', 'de')).toBe(false)
    expect(speller.isRight('Haustür', 'fr')).toBe(false)
  })
})

describe('Dictionaries', () => {
  test('are packages by the language, and a British deck does not get the American one', () => {
    expect(dictionaryNames('de-AT')).toEqual(['dictionary-de-at', 'dictionary-de'])
    expect(dictionaryNames('en-GB')).toEqual(['dictionary-en-gb'])
    expect(dictionaryNames('en-US')).toEqual(['dictionary-en'])
    expect(dictionaryNames('../x')).toEqual([])
  })

  test('come from the project, and a package that leads out of it is not read', async () => {
    const cwd = await folderWith({
      'node_modules/dictionary-xx/index.aff': 'SET UTF-8\n',
      'node_modules/dictionary-xx/index.dic': '1\nwort\n',
      'outside/index.aff': '',
    })
    await mkdir(join(cwd, 'project', 'node_modules'), { recursive: true })
    await symlink(join(cwd, 'outside'), join(cwd, 'project', 'node_modules', 'dictionary-yy'))
    const places = { packageRoot: packageRoot() }
    expect((await loadDictionary('xx', { ...places, cwd }))?.dic.length).toBe(7)
    expect(await loadDictionary('yy', { ...places, cwd: join(cwd, 'project') })).toBeUndefined()
  })
})

test('The command looks words up when it is asked to, and says where, what was meant and what is missing', async () => {
  const cwd = await folderWith({
    'talk.md': '---\nlang: en\n---\n\n# The begining of Königsberg\n\nA <b lang="xx">wort</b> frmo Euler\n',
    'words.txt': '# names\nKönigsberg\n',
    'lectern.config.json': JSON.stringify({
      check: { rules: { spelling: 'error' }, words: ['frmo'], wordsFile: 'words.txt' },
    }),
  })
  const { err, code } = await lectern(['check', 'talk.md'], { cwd })
  expect(code).toBe(1)
  expect(err).toContain('talk.md:5:7 error “begining” is not in the dictionary (en). spelling')
  expect(err).toContain(
    '→ Did you mean “beginning”? If the word is correct, add it to `check.words` in the configuration.',
  )
  expect(err).toContain('talk.md:2:1 error There is no dictionary for the language “xx”')
  expect(err).toContain('`npm install --save-dev dictionary-xx`')
  expect(err).not.toMatch(/frmo”|Königsberg”/)
  await writeFile(
    join(cwd, 'lectern.config.json'),
    '{ "check": { "rules": { "spelling": "warn" }, "wordsFile": "gone.txt" } }',
  )
  const gone = await lectern(['check', 'talk.md'], { cwd })
  expect([gone.code, gone.err.split('\n')[0]]).toEqual([
    2,
    'gone.txt error The words in `gone.txt` cannot be read. config-invalid',
  ])
})
