// Recipes for what an author writes: directives, layouts, tokens, decks.
import { before, camel, intoJson, intoList, withImport } from './edit.mjs'

const slides = (middle) =>
  `---\ntheme: atlas\nfit: none\nlang: en\n---\n\n# A talk of three slides\n\nThe first one says what it is about\n\n---\n\n${middle}\n\n---\n\n# The end\n\nThank you for coming\n`

export const deckRecipes = {
  directive: {
    what: 'a directive: `<!-- _name: value -->`',
    files: (name) => {
      const id = camel(name)
      return {
        [`src/compile/plugins/${id}.ts`]: `import type { MarkdownIt } from '../engine/markdownIt.js'

/** What it does to a slide. */
export function ${id}(md: MarkdownIt): void {
  md.core.ruler.push('lectern_${id}', (state) => {
    if (state.inlineMode) return
    for (const token of state.tokens) {
      const value: unknown = token.meta?.marpitDirectives?.${id}
      if (token.type !== 'marpit_slide_open' || value === undefined) continue
      token.attrSet('data-lectern-${name}', String(value))
    }
  })
}
`,
        [`test/compile/${id}.test.ts`]: `import { expect, test } from 'vitest'
import { codesOf, compileText } from './compileText.js'

test('\`${id}\` changes its slide, and no other', async () => {
  const deck = await compileText('<!-- _${id}: on -->\\n\\n# A\\n\\n---\\n\\n# B')
  expect(deck.problems).toEqual([])
  expect(deck.slides.map(({ directives }) => directives.${id})).toEqual(['on', undefined])
  expect(deck.slides[0]?.html).toContain('data-lectern-${name}="on"')
  expect(deck.slides[1]?.html).not.toContain('data-lectern-${name}')
  // Write what it changes for the audience, and what a value that it does not take says.
  expect(codesOf(await compileText('<!-- _${id}: maybe -->\\n\\n# A'))).toEqual(['1:6 warning directive-value'])
})
`,
      }
    },
    edits: (name) => ({
      'src/compile/editing/catalogue.ts': (text) =>
        intoList(
          text,
          'export const directives',
          ']',
          `  entry('${camel(name)}', 'local', 'text', 'One line for help and completion.'),`,
        ),
      'src/compile/engine/marp.ts': (text) => {
        const id = camel(name)
        const known = before(
          withImport(text, `import { ${id} } from '../plugins/${id}.js'`),
          'this.customDirectives.local.fit =',
          `    this.customDirectives.local.${id} = (value) => (typeof value === 'string' ? { ${id}: value } : {})`,
        )
        return before(known, 'shrink(md, state)', `    ${id}(md)`)
      },
    }),
    next: (name) => [
      'src/compile/editing/catalogue.ts: its scope, kind and help; a kind of its own is checked in src/compile/checks/directives.ts and completed in src/compile/editing/vocabulary.ts',
      `src/compile/plugins/${camel(name)}.ts: what it does to the HTML of its slide`,
      `npx vitest run test/compile/${camel(name)}.test.ts test/compile/vocabulary.test.ts`,
    ],
  },
  layout: {
    what: 'a layout of all packs: `<!-- _class: name -->`',
    files: (name) => ({
      [`themes/base/layouts/${name}.css`]: `/* ${name}: what it is for. Areas are in text.css; write rules for \`section.${name}\`. */\n`,
      [`test/themes/${camel(name)}.test.ts`]: `import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { layouts } from '../../src/compile/looks/layouts.js'

test('${name} lays out what its example has', async () => {
  const css = await readFile(join(import.meta.dirname, '../../themes/base/layouts/${name}.css'), 'utf8')
  const example = layouts.find((layout) => layout.class === '${name}')?.example
  // Write what the layout does, as far as its CSS and its example show.
  expect(css).toMatch(/section\\.${name}[^{]*\\{/)
  expect(example).toContain('what its slots take')
})
`,
    }),
    edits: (name) => ({
      'src/compile/looks/moreLayouts.ts': (text) =>
        intoList(
          text,
          'export const moreLayouts',
          ']',
          `  layout('${name}', 'Title', 'What it is for', [heading, ['text', 'A paragraph']], '## A heading\\n\\nA paragraph'),`,
        ),
      'themes/base/theme.json': (text) =>
        intoJson(
          text,
          'layouts',
          {
            class: name,
            title: 'Title',
            description: 'What it is for',
            slots: [
              { name: 'heading', description: "The slide's heading" },
              { name: 'text', description: 'A paragraph' },
            ],
            example: `<!-- _class: ${name} -->\n\n## A heading\n\nA paragraph\n`,
          },
          // Behind the vocabulary come those that a deck asks for in other ways, and variants.
          (layout) => layout.class === 'chart',
        ),
      'themes/base/theme.css': (text) =>
        before(text, "@import url('./scripts.css')", `@import url('./layouts/${name}.css');`),
    }),
    next: (name) => [
      'src/compile/looks/moreLayouts.ts and themes/base/theme.json: title, slots and example, the same words in both',
      `themes/README.md: a row of the table of layouts`,
      `npx vitest run test/themes/${camel(name)}.test.ts test/themes/layouts.test.ts`,
      'npx lectern theme check atlas: every layout in a real browser; then one pack of each character',
    ],
  },
  token: {
    what: 'a token of all packs: `tokens: { name: value }`',
    files: (name) => ({
      [`test/themes/${camel(name)}.test.ts`]: `import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'

test('the token ${name} has an effect', async () => {
  const base = join(import.meta.dirname, '../../themes/base')
  const names = (await readdir(base, { recursive: true })).filter((name) => name.endsWith('.css'))
  const css = await Promise.all(names.map((name) => readFile(join(base, name), 'utf8')))
  expect(css.filter((text) => text.includes('var(--${name})'))).not.toEqual([])
})
`,
    }),
    edits: (name) => ({
      'themes/base/theme.json': (text) =>
        intoJson(text, 'tokens', { name, type: 'length', default: '1em', meaning: 'What it is, in a few words' }),
      'themes/base/tokens.css': (text) => intoList(text, 'section {', '}', `  --${name}: 1em;`),
    }),
    next: (name) => [
      'themes/base/theme.json: type, default and meaning (themes/theme.schema.json says which there are)',
      `themes/base/: a rule that reads \`var(--${name})\``,
      `npx vitest run test/themes/${camel(name)}.test.ts test/themes/schema.test.ts test/compile/tokens.test.ts`,
    ],
  },
  deck: {
    what: 'a golden deck: what a Marp deck compiles to',
    files: (name) => ({ [`test/decks/golden/${name}/deck.md`]: '# One thing that Marp does\n\nAnd nothing else\n' }),
    edits: () => ({}),
    next: (name) => [
      `test/decks/golden/${name}/deck.md: the smallest deck that shows it`,
      'npx vitest run test/compile/golden.test.ts: compares it with Marp and writes outline, problems and HTML beside it; read them',
    ],
  },
  mistake: {
    what: 'a seeded mistake that `lectern check` must find',
    files: (name) => ({
      [`test/decks/check/bad/${name}.md`]: slides(
        '# A slide with one mistake\n\nWrite it here\n\n<!-- expect: overflow at 15 in "p" -->',
      ),
    }),
    edits: () => ({}),
    next: (name) => [
      `test/decks/check/bad/${name}.md: the mistake, and what is expected of it (test/check/expectations.ts has the words)`,
      `npx vitest run test/check/corpus.test.ts -t ${name}`,
    ],
  },
}

export { slides }
