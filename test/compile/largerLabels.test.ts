import { expect, test } from 'vitest'
import { compileJob, compileText } from './compileText.js'

const theme = { name: 'pack', css: '/* @theme pack */', file: 'pack.css', layouts: [] }
const job = compileJob({ themes: [theme], themeNames: ['default', 'pack'] })

/** Width to height of a diagram, and whether a label has two lines. */
async function drawn(source: string, name = 'pack') {
  const { slides } = await compileText(`---\ntheme: ${name}\n---\n\n\`\`\`mermaid\n${source}\n\`\`\``, job)
  const html = slides[0]?.html ?? ''
  const [, width = 0, height = 1] = (
    /<svg data-marp-mermaid[^>]* viewBox="0 0 ([\d.]+) ([\d.]+)"/.exec(html) ?? []
  ).map(Number)
  return { ratio: width / height, isFolded: !html.includes('Merge queue') }
}

const chain =
  'A[Pull request] --> B(Unit tests)\nB --> C{{Merge queue}}\nC --> D["Integration tests"]\nD --> E([Nightly image])\nE --> F[Release candidate]\nF --> G[Stable channel]'

test('a flowchart that is much wider than a slide has its labels in two lines', async () => {
  const [flat, wide] = [await drawn(`flowchart LR\n${chain}`), await drawn(`flowchart LR\n${chain}`, 'default')]
  expect(flat.isFolded).toBe(true)
  expect(wide.isFolded).toBe(false)
  expect(flat.ratio).toBeGreaterThan(1)
  expect(flat.ratio).toBeLessThan(wide.ratio * 0.7)
})

test('one that has room, and other diagrams, are drawn as they were written', async () => {
  expect((await drawn(`flowchart TD\n${chain}`)).isFolded).toBe(false)
  expect((await drawn('flowchart LR\nA[Merge queue] --> B')).isFolded).toBe(false)
  expect((await drawn('sequenceDiagram\nA->>B: Merge queue')).isFolded).toBe(false)
})
