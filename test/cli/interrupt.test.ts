import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdtempSync, readdirSync, readFileSync } from 'node:fs'
import { readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { command, folderWith, lecternProcess, outcomeOf } from './lectern.js'

const many = Array.from({ length: 200 }, (_, index) => `# Slide ${index}\n\ntext`).join('\n\n---\n\n')
const sha = async (path: string): Promise<string> =>
  createHash('sha256')
    .update(await readFile(path))
    .digest('hex')

/** Processes with this text in their environment: everything that a run has started. */
function processesWith(mark: string): number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name) && Number(name) !== process.pid)
    .filter((name) => {
      try {
        return (
          readFileSync(`/proc/${name}/environ`, 'utf8').includes(mark) &&
          !/ Z /.test(readFileSync(`/proc/${name}/stat`, 'utf8'))
        )
      } catch {
        return false
      }
    })
    .map(Number)
}

async function untilNone(mark: string): Promise<number[]> {
  for (let tries = 0; tries < 250; tries++) {
    if (processesWith(mark).length === 0) return []
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
  return processesWith(mark)
}

describe.runIf(process.platform === 'linux')('an interrupted export', () => {
  for (const [signal, code] of [
    ['SIGINT', 130],
    ['SIGTERM', 143],
    ['SIGHUP', 143],
  ] as const) {
    it(`${signal} leaves the old file whole and nothing behind, whenever it comes`, async () => {
      const cwd = await folderWith({ 'talk.md': '# before\n' })
      expect((await lecternProcess(['build', 'talk.md', '--to', 'pdf'], { cwd })).code).toBe(0)
      const before = await sha(join(cwd, 'dist/talk.pdf'))
      const other = await folderWith({ 'talk.md': many })
      await lecternProcess(['build', 'talk.md', '--to', 'pdf'], { cwd: other })
      // The same input gives the same bytes, so this is what a run that got through has written.
      const after = await sha(join(other, 'dist/talk.pdf'))
      await writeFile(join(cwd, 'talk.md'), many)
      for (const afterMs of [20, 150, 300, 450, 600, 800]) {
        const temp = mkdtempSync(join(tmpdir(), 'lectern-int-'))
        onTestFinished(() => rm(temp, { recursive: true, force: true }))
        const mark = `LECTERN_TEST_MARK=${temp}`
        const env = { ...process.env, TMPDIR: temp, LECTERN_TEST_MARK: temp }
        const child = spawn(process.execPath, [command, 'build', 'talk.md', '--to', 'pdf'], { cwd, env, stdio: 'pipe' })
        const ended = outcomeOf(child)
        // The moment is the point of this test; it is a different one each time.
        setTimeout(() => child.kill(signal), afterMs)
        const { code: got } = await ended
        // Very early, Node itself ends without a code; very late, the export is through.
        expect([null, 0, code], `after ${afterMs} ms`).toContain(got)
        expect(await untilNone(mark), `after ${afterMs} ms`).toEqual([])
        expect((await readdir(join(cwd, 'dist'))).sort()).toEqual(['talk.pdf'])
        if (got === 0) break
        expect([before, after], `after ${afterMs} ms`).toContain(await sha(join(cwd, 'dist/talk.pdf')))
        if (got === code) expect(await readdir(temp), `after ${afterMs} ms`).toEqual([])
      }
    })
  }

  it('scripts and layouts without end cost a deadline, and the old file stays', {
    timeout: 180_000,
  }, async () => {
    const cwd = await folderWith({ 'talk.md': '# before\n', 'other.md': '# other\n' })
    const began = performance.now()
    await lecternProcess(['build', 'talk.md', '--to', 'pdf'], { cwd })
    // The deck beside the endless one shares its deadline, and must have time enough on a machine that is busy.
    const seconds = Math.max(5, Math.ceil((performance.now() - began) / 150))
    const before = await sha(join(cwd, 'dist/talk.pdf'))
    const temp = mkdtempSync(join(tmpdir(), 'lectern-end-'))
    onTestFinished(() => rm(temp, { recursive: true, force: true }))
    const env = { TMPDIR: temp, LECTERN_TEST_MARK: temp }
    const words = ['--to', 'pdf', '--unsafe-html', '--timeout', String(seconds)]
    for (const script of ['for (;;);', 'for (const all = []; ; ) all.push(new Array(1e6).fill(1))']) {
      await writeFile(join(cwd, 'talk.md'), `# after\n\n<script>${script}</script>\n`)
      const { code, err } = await lecternProcess(['build', 'talk.md', 'other.md', ...words, '--force'], { cwd, env })
      // Which of the two ends first is the machine's affair: its time or its memory.
      expect(code === 4 || code === 3, err).toBe(true)
      expect(err).toMatch(new RegExp(`^talk\\.md error .*(longer than ${seconds} s|Two browsers stopped)`, 'm'))
      expect(err).toMatch(/^✓ dist\/other\.pdf/m)
      expect(err).toContain('1 error. Files finished before the failure were kept; all others are unchanged.')
      expect(await sha(join(cwd, 'dist/talk.pdf'))).toBe(before)
      expect(await untilNone(`LECTERN_TEST_MARK=${temp}`)).toEqual([])
      expect(await readdir(temp)).toEqual([])
    }
  })

  it('after kill -9 the browser goes, and the next run sweeps up', async () => {
    const cwd = await folderWith({ 'talk.md': many })
    const temp = mkdtempSync(join(tmpdir(), 'lectern-kill-'))
    onTestFinished(() => rm(temp, { recursive: true, force: true }))
    const env = { ...process.env, TMPDIR: temp, LECTERN_TEST_MARK: temp }
    const child = spawn(process.execPath, [command, 'build', 'talk.md', '--to', 'pdf'], { cwd, env, stdio: 'pipe' })
    const ended = outcomeOf(child)
    for (let tries = 0; tries < 500 && readdirSync(temp).length === 0; tries++)
      await new Promise((resolve) => setTimeout(resolve, 10))
    child.kill('SIGKILL')
    await ended
    expect(await untilNone(`LECTERN_TEST_MARK=${temp}`)).toEqual([])
    expect((await lecternProcess(['build', 'talk.md', '--to', 'pdf'], { cwd, env: { TMPDIR: temp } })).code).toBe(0)
    expect(await readdir(temp)).toEqual([])
  })
})
