// Recipes for what Lectern does: rules, problem codes, formats, configuration keys, commands.
import { slides } from './deckRecipes.mjs'
import { before, camel, intoList, withImport } from './edit.mjs'

const pascal = (name) => camel(`-${name}`)

export const codeRecipes = {
  rule: {
    what: 'a rule of `lectern check`',
    files: (name) => ({
      [`src/check/rules/${camel(name)}.ts`]: `import type { Rule } from '../rule.js'

/** What it finds, in a few words. */
export const ${camel(name)}: Rule = {
  id: '${name}',
  level: 'warning',
  why: 'Why it matters to an audience, and what to do about it.',
  options: {},
  slide: ({ slide, measurement }) =>
    measurement.pictures
      .filter(() => false)
      .map(({ element, box, below }) => ({
        slide: slide.index,
        message: 'What is wrong, in the words of the author.',
        hint: 'Do this next.',
        element,
        box,
        below,
      })),
  bad: '# A slide on which it finds something',
  good: '# A slide on which it finds nothing',
}
`,
      [`test/decks/check/bad/${name}.md`]: slides(
        `# A slide with the mistake\n\nWrite it here\n\n<!-- expect: ${name} -->`,
      ),
    }),
    edits: (name) => ({
      'src/check/rules.ts': (text) =>
        intoList(
          withImport(text, `import { ${camel(name)} } from './rules/${camel(name)}.js'`),
          'export const rules',
          ']',
          `  ${camel(name)},`,
        ),
      'src/model/codes.ts': (text) => before(text, "'baseline-invalid'", `  '${name}': 'What it finds, in one line.',`),
    }),
    next: (name) => [
      `src/check/rules/${camel(name)}.ts: the rule; src/model/measurement.ts says what is measured of a slide`,
      `test/decks/check/bad/${name}.md: the mistake, and where it is expected (test/check/expectations.ts has the words)`,
      `npx vitest run test/check/corpus.test.ts test/check/clean.test.ts -t ${name}`,
      `npm run build && node bin/rules.mjs ${name}: writes docs/rules/${name}.md with a picture of both slides`,
    ],
  },
  code: {
    what: 'a problem that an author can cause',
    files: (name) => ({
      [`test/compile/${camel(name)}.test.ts`]: `import { expect, test } from 'vitest'
import { codesOf, compileText } from './compileText.js'

test.each([
  ['# A deck that has it', ['1:1 warning ${name}']],
  ['# A neighbour that has not', []],
])('${name} in %s', async (text, expected) => {
  expect(codesOf(await compileText(text))).toEqual(expected)
})
`,
    }),
    edits: (name) => ({
      'src/model/codes.ts': (text) => before(text, '// files', `  '${name}': 'When it is raised, in one line.',`),
    }),
    next: (name) => [
      'src/compile/checks/: what finds it, called in src/compile/compile.ts; every problem has a place and a hint',
      `npx vitest run test/compile/${camel(name)}.test.ts`,
    ],
  },
  format: {
    what: 'an output format: `--to name`',
    files: (name) => ({
      [`src/export/${camel(name)}.ts`]: `import type { Deck } from '../model/deck.js'
import type { ExportJob } from './exporter.js'

/** Writes a deck as ${name}. */
export async function export${pascal(name)}(deck: Deck, job: ExportJob): Promise<void> {
  await job.deliver({ kind: 'text', name: \`\${deck.name}.${name}.txt\`, bytes: Buffer.from(${camel(name)}Of(deck)) })
}

/** What the file says. */
export function ${camel(name)}Of(deck: Deck): string {
  return deck.slides.map(({ title }) => \`\${title}\\n\`).join('')
}
`,
      [`test/export/${camel(name)}.test.ts`]: `import { expect, test } from 'vitest'
import { ${camel(name)}Of } from '../../src/export/${camel(name)}.js'
import { handmade } from '../render/handmade.js'

test('${name} says of a deck what it is for', () => {
  expect(${camel(name)}Of(handmade([{ title: 'A' }, { title: 'B' }]))).toBe('what the file says')
})
`,
    }),
    edits: (name) => ({
      'src/model/artefact.ts': (text) => before(text, "  | 'transcript'", `  | '${name}'`),
      'src/export/formats.ts': (text) =>
        intoList(
          text,
          'export const formatTable',
          '}',
          `  '${name}': {
    ending: '.${name}.txt',
    what: 'what it is, for --help',
    needsBrowser: false,
    make: async (deck, job) => (await import('./${camel(name)}.js')).export${pascal(name)}(deck, job).then(said),
  },`,
        ),
    }),
    next: (name) => [
      `src/export/formats.ts: ending, help, and whether it needs a browser (src/export/pictures/card.ts is a short one that does)`,
      'what is a string of HTML or text is made in src/render/; src/export/ gives it to a browser or to the disk',
      `npx vitest run test/export/${camel(name)}.test.ts`,
      'README.md: a row of the table of formats',
    ],
  },
  key: {
    what: 'a key of the configuration',
    files: (name) => ({
      [`test/load/${camel(name)}.test.ts`]: `import { expect, test } from 'vitest'
import { checkConfig } from '../../src/load/config/configShape.js'

test('a configuration takes ${camel(name)}, and says what is wrong with it', () => {
  expect(checkConfig({ ${camel(name)}: 'a' })).toEqual({ config: { ${camel(name)}: 'a' } })
  expect(checkConfig({ ${camel(name)}: '' })).toMatchObject({ mistakes: ['what is said of it'] })
})
`,
    }),
    edits: (name) => ({
      'src/load/config/configShape.ts': (text) =>
        intoList(text, 'export const configShape = v.object({', '})', `  ${camel(name)}: v.optional(text),`),
    }),
    next: (name) => [
      'src/load/config/configShape.ts: its type, and a line in the comment of `Config`',
      'settings.ts: flags before configuration before defaults; then a test of what it changes',
      `npx vitest run test/load/${camel(name)}.test.ts test/load/config.test.ts`,
    ],
  },
  command: {
    what: 'a command: `lectern name`',
    files: (name) => ({
      [`src/cli/${name}/${camel(name)}Command.ts`]: `import { Command } from 'commander'
import type { ExitCode } from '../../model/error.js'
import type { CommandContext } from '../commandContext.js'
import { withCommonOptions } from '../options/options.js'

/** Describes \`lectern ${name}\`. */
export function ${camel(name)}Command(context: CommandContext, done: (exitCode: ExitCode) => void): Command {
  const command = new Command('${name}').description('what it does, in one line').argument('[decks...]', 'decks')
  return withCommonOptions(command).action(async (decks: string[]) => {
    const { ${camel(name)} } = await import('./${camel(name)}.js')
    done(await ${camel(name)}(decks, context))
  })
}
`,
      [`src/cli/${name}/${camel(name)}.ts`]: `import { type ExitCode, exitCodes } from '../../model/error.js'
import type { CommandContext } from '../commandContext.js'

/** Runs \`lectern ${name}\`. */
export async function ${camel(name)}(decks: readonly string[], { terminal }: CommandContext): Promise<ExitCode> {
  terminal.out.write(\`\${decks.length}\\n\`)
  return exitCodes.ok
}
`,
      [`test/cli/${camel(name)}.test.ts`]: `import { expect, test } from 'vitest'
import { folderWith, lectern } from './lectern.js'

test('lectern ${name} says what it is for', async () => {
  const cwd = await folderWith({ 'talk.md': '# A talk' })
  expect(await lectern(['${name}', 'talk.md'], { cwd })).toEqual({ code: 0, out: 'what it prints\\n', err: '' })
})
`,
    }),
    edits: (name) => ({
      'src/cli/program.ts': (text) =>
        before(
          withImport(text, `import { ${camel(name)}Command } from './${name}/${camel(name)}Command.js'`),
          'tame(lectern, write)',
          `  lectern.addCommand(${camel(name)}Command(context, done))`,
        ),
    }),
    next: (name) => [
      `src/cli/${name}/: options in one file, what it does in the other, which is loaded when the command runs`,
      `npm run build && npx vitest run test/cli/${camel(name)}.test.ts`,
    ],
  },
}
