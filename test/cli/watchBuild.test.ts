import { readFileSync, writeFileSync } from 'node:fs'
import { readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { getDocumentProxy } from 'unpdf'
import { describe, expect, it } from 'vitest'
import { folderWith, lecternProcess } from './lectern.js'
import { start } from './running.js'

describe('lectern build --watch', () => {
  it('keeps HTML up to date, leaves it alone under an error, and is not woken by its own output', async () => {
    const cwd = await folderWith({ 'talk.md': '# One\n' })
    const running = start(['build', 'talk.md', '--watch', '-o', '.'], { cwd })
    await running.until(/✓ talk\.md: 1 slide → talk\.html/)
    const html = (): string => readFileSync(join(cwd, 'talk.html'), 'utf8')
    expect(html()).toContain('<h1 id="one"')
    // What is exported knows nothing of a server.
    expect(html()).not.toMatch(/data-live|data-l="|data-hash/)
    await writeFile(join(cwd, 'talk.md'), '# One\n\n---\n\n# Two\n')
    await running.until(/✓ talk\.md: slide 2 → talk\.html/)
    expect(html()).toContain('<h1 id="two"')
    const before = html()
    await writeFile(join(cwd, 'talk.md'), '---\ntitle: [\n---\n# Three\n')
    await running.until(/✗ talk\.md: 1 error; existing files are unchanged/)
    expect(html()).toBe(before)
    await rm(join(cwd, 'talk.html'))
    await writeFile(join(cwd, 'talk.md'), '# Last\n')
    await running.until(/✓ talk\.md: .* → talk\.html[^\n]*\n$/)
    expect(html()).toContain('<h1 id="last"')
    expect(running.said().match(/→ talk\.html/g)?.length).toBe(3)
    expect(await running.stop()).toBe(0)
  })

  it('prints exactly one of the versions that were saved while it was printing, and the last one at last', async () => {
    const cwd = await folderWith({ 'talk.md': '# Version 0\n\n---\n\n# 0\n' })
    const running = start(['build', 'talk.md', '--watch', '--to', 'pdf', '-o', 'out'], { cwd })
    await running.until(/✓ talk\.md: 2 slides → out\/talk\.pdf/)
    const text = (count: number): string => `# Version ${count}\n\n---\n\n# ${count}\n`
    let count = 0
    const saving = setInterval(() => {
      count += 1
      writeFileSync(join(cwd, 'talk.md'), text(count))
      if (count === 30) clearInterval(saving)
    }, 50)
    const seen = new Set<string>()
    const look = async (): Promise<string> => {
      const pages = await pagesOf(join(cwd, 'out', 'talk.pdf'))
      expect(`Version ${pages[1]}`).toBe(pages[0])
      seen.add(pages[1] ?? '')
      return pages[1] ?? ''
    }
    await expect.poll(look, { timeout: 40_000 }).toBe('30')
    expect(seen.size).toBeGreaterThan(1)
  })

  it.each([
    [['build', '-', '--watch']],
    [['build', 'talk.md', '--watch', '-o', '-']],
    [['build', 'talk.md', '--watch', '--json']],
  ])('refuses %j', async (args) => {
    const cwd = await folderWith({ 'talk.md': '# One\n' })
    const { code, err } = await lecternProcess(args, { cwd, input: '# One' })
    expect(code).toBe(2)
    expect(err).toContain('--watch rebuilds files')
  })
})

async function pagesOf(path: string): Promise<string[]> {
  const pdf = await getDocumentProxy(new Uint8Array(await readFile(path)))
  const pages = Array.from({ length: pdf.numPages }, async (_, index) => {
    const { items } = await (await pdf.getPage(index + 1)).getTextContent()
    return items.map((item) => ('str' in item ? item.str : '')).join('')
  })
  return Promise.all(pages)
}
