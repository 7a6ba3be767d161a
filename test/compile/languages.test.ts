import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { languageIn, shikiName } from '../../src/compile/highlight/languages.js'
import { codesOf, compileJob, compileText } from './compileText.js'

const grammars = join(dirname(fileURLToPath(import.meta.resolve('shiki'))), 'langs')

describe('a name of a language', () => {
  it.each([
    ['Python', 'python', 'python'],
    ['SQL', 'sql', 'sql'],
    ['C#', 'c#', 'csharp'],
    ['C++', 'c++', 'cpp'],
    ['Objective-C', 'objective-c', 'objective-c'],
    ['objectivec', 'objectivec', 'objective-c'],
    ['Shell', 'shell', 'shell'],
    ['{.python', 'python', 'python'],
    ['{.Python}', 'python', 'python'],
    ['{r,', 'r', 'r'],
    ['{python}', 'python', 'python'],
    ['rust,no_run', 'rust', 'rust'],
    ['python=', 'python', 'python'],
    ['python:main.py', 'python', 'python'],
    ['lang=js', 'js', 'js'],
    ['language-js', 'js', 'js'],
    ['js{1,3}', 'js', 'js'],
    ['PostgreSQL', 'postgresql', 'sql'],
    ['Golang', 'golang', 'go'],
    ['x++', 'x++', 'x++'],
    ['=', '=', '='],
    ['{', '{', '{'],
  ])('%s', (written, shown, known) => {
    expect([languageIn(written), shikiName(languageIn(written))]).toEqual([shown, known])
  })

  it('leads to a grammar that is there', () => {
    const aliases =
      'as autohotkey apacheconf nasm dos h edn cson hpp cr c# patch env exs fortran f# feature golang gradle hx htm https cfg pde node django ipynb javascriptreact jldoctest ktx mak mkd octave nginxconf nixos obj-c obj-c++ ml delphi pl pp pycon rlang irb scm sh-session st mysql ado svh tk typescriptreact craftcms vba mma plist docker-compose htmlbars hylang osascript freedesktop'
    for (const alias of aliases.split(' ')) {
      expect(shikiName(alias), alias).not.toBe(alias)
      expect(existsSync(join(grammars, `${shikiName(alias)}.mjs`)), alias).toBe(true)
    }
  })
})

it('code is coloured under each, and a class says which', async () => {
  const job = compileJob()
  for (const [info, language] of [
    ['Python', 'python'],
    ['C#', 'c#'],
    ['{.js .numberLines}', 'js'],
    ['objectivec', 'objectivec'],
    ['PostgreSQL', 'postgresql'],
    ['js{1}', 'js'],
  ]) {
    const deck = await compileText(`# x\n\n\`\`\`${info}\nreturn "a"; // 1\n\`\`\``, job)
    expect(codesOf(deck).join(' '), info).not.toContain('code-language-unknown')
    expect(deck.slides[0]?.html, info).toMatch(/<pre [^>]*class="shiki/)
    expect(deck.slides[0]?.html, info).toContain(`language-${language}"`)
  }
})

it('a name that nobody knows is told, and one that means plain text is not', async () => {
  expect(codesOf(await compileText('# x\n\n```Foobar\na\n```'))).toEqual(['3:4 warning code-language-unknown'])
  expect(codesOf(await compileText('# x\n\n```output\na\n```\n\n```none\na\n```\n\n```Text\na\n```'))).toEqual([])
})
