import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { folderWith, lectern } from './lectern.js'

const talk = `---
title: A *starry* talk
author: Zoë
duration: 5
---

# Welcome & hello

<!-- time: 90s -->
<!-- Say **hello** -->
<!-- - one
- two -->

---

## Details :rocket:

* first
* second with [a link](#1)

![A cat on a mat](cat.svg)

<!-- time: 2m -->

---

| a | b |
|---|---|
| 1 | 2 |

\`\`\`js
const x = '<b>'
\`\`\`

$$x^2$$

![bg Stars above](cat.svg)
`
const cat = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><text>inside</text></svg>'

async function written(format: string, ...words: string[]): Promise<string> {
  const cwd = await folderWith({ 'talk.md': talk, 'cat.svg': cat })
  const { code, out, err } = await lectern(['build', 'talk.md', '--to', format, '-o', '-', ...words], { cwd })
  expect([code, err]).toEqual([0, ''])
  return out
}

it('notes are Markdown as it was written, under titles and times', async () => {
  expect(await written('notes-md')).toBe(
    '# A *starry* talk\n\nZoë · 5:00 planned\n\n## 1. Welcome & hello\n\n*1:30 from 0:00*\n\nSay **hello**\n\n- one\n- two\n\n## 2. Details 🚀\n\n*2:00 from 1:30*\n\n## 3.\n',
  )
})

it('notes are plain text without marks', async () => {
  const text = await written('notes-txt', '--pages', '1')
  expect(text).toContain(
    '1. Welcome & hello  [1:30 from 0:00]\n------------------------------------\n\nSay hello\n\n- one\n- two\n',
  )
  expect(text).not.toMatch(/\*\*|Details/)
})

it('the outline nests titles, and names slides without one by their first words', async () => {
  expect(await written('outline')).toBe(
    "# A \\*starry\\* talk\n\nZoë · 5:00 planned\n\n- 1\\. Welcome & hello (1:30 from 0:00)\n- 2\\. Details 🚀 (2:00 from 1:30)\n- 3\\. *\\[Image: Stars above\\] a \\| b 1 \\| 2 const x = '\\<b\\>' x^2*\n",
  )
})

it('the outline for programs has titles, lines, steps, times and words', async () => {
  const { meta, slides } = JSON.parse(await written('outline-json'))
  expect(meta).toMatchObject({ title: 'A *starry* talk', durationMinutes: 5 })
  expect(slides).toMatchObject([
    { slide: 1, title: 'Welcome & hello', line: 7, steps: 0, timeSeconds: 90, startSeconds: 0, words: 2, noteWords: 4 },
    { slide: 2, title: 'Details 🚀', line: 16, steps: 2, timeSeconds: 120, startSeconds: 90, noteWords: 0 },
    { slide: 3, title: '', timeSeconds: null, startSeconds: 210 },
  ])
})

it('the transcript has titles, words, what stands for pictures, formulas and notes, and nothing that loads', async () => {
  const html = await written('transcript')
  expect(html).toContain('<h2 id="slide-1"><span class="number">1</span> Welcome &amp; hello</h2>')
  expect(html).toContain('<li>second with <a href="#slide-1">a link</a></li>')
  expect(html).toContain('<a href="#slide-3">[Image: Stars above] a | b 1 | 2')
  expect(html).toContain('[Image: A cat on a mat]')
  expect(html).toContain('[Image: Stars above]')
  expect(html).toMatch(/<math[^>]*>.*<msup>/)
  expect(html).toContain('const x = &#39;&lt;b&gt;&#39;')
  expect(html).toContain('<p>Say <strong>hello</strong></p>')
  expect(html).not.toMatch(/<(?:img|svg|script|link|iframe)|katex-html|data:/)
  expect(await written('transcript', '--no-notes')).not.toContain('Say')
})

it('several texts lie beside each other under names that tell them apart', async () => {
  const cwd = await folderWith({ 'talk.md': talk, 'cat.svg': cat })
  const formats = 'html,notes-md,notes-txt,outline,outline-json,transcript'
  const { code, err } = await lectern(['build', 'talk.md', '--to', formats], { cwd })
  expect(code).toBe(0)
  const endings = ['html', 'notes.md', 'notes.txt', 'outline.md', 'outline.json', 'transcript.html']
  expect(err.match(/dist\/\S+/g)).toEqual(endings.map((ending) => `dist/talk.${ending}`))
  for (const ending of endings) expect((await readFile(join(cwd, `dist/talk.${ending}`))).length).toBeGreaterThan(0)
})
