import { createServer } from 'node:net'
import { describe, expect, test } from 'vitest'
import { probeLocale, probeNode, probePort } from '../../src/cli/doctor/machine.js'
import type { Probe } from '../../src/cli/doctor/probe.js'
import { expectOutput } from '../api/schemas.js'
import { folderWith, lectern } from './lectern.js'

const probesOf = (out: string): Probe[] => (JSON.parse(out) as { readonly probes: Probe[] }).probes

describe('lectern doctor', () => {
  test('says line by line what is there, and how long the browser took', async () => {
    const cwd = await folderWith({})
    const { out, code } = await lectern(['doctor'], { cwd })
    expect(code).toBe(0)
    expect(out).toMatch(/^✓ node +Node v\d+/m)
    expect(out).toMatch(/^✓ browser +Chromium [\d.]+ \(.*\) starts in \d+ ms\.$/m)
    expect(out).toMatch(/\n\n✓ Ready for work(?:, with warnings: [\w, ]+)?\n$/)
    for (const name of ['sandbox', 'fonts', 'locale', 'watching', 'port', 'disk', 'display', 'network'])
      expect(out).toMatch(new RegExp(`^[✓!] ${name} `, 'm'))
  })

  test('fails with the way out when there is no browser', async () => {
    const cwd = await folderWith({})
    const { out, code } = await lectern(['doctor', '--json', '--browser', 'nowhere/chrome'], { cwd })
    expect(code).toBe(3)
    expectOutput('doctor', out)
    const browser = probesOf(out).find(({ name }) => name === 'browser')
    expect(browser?.status).toBe('failure')
    expect(browser?.hint).not.toBe('')
  })

  test('before the talk, looks at the file, the notes, the clock, the screens and the power', async () => {
    const deck = '---\nlang: en\n---\n\n# A\n\n![A cat](cat.png)\n\n---\n\n# B\n\n<!-- Say this -->\n'
    const cwd = await folderWith({ 'talk.md': deck })
    const { out } = await lectern(['doctor', '--stage', 'talk.md', '--json'], { cwd })
    const staged = probesOf(out).filter(({ name }) => /deck|slides|file|notes|clock|screens|power/.test(name))
    expect(staged.map(({ name, status }) => [name, status]).slice(0, 5)).toEqual([
      ['deck', 'failure'],
      ['file', 'warning'],
      ['notes', 'ok'],
      ['slides', 'warning'],
      ['clock', 'ok'],
    ])
    expect(staged.map(({ name }) => name)).toEqual(['deck', 'file', 'notes', 'slides', 'clock', 'screens', 'power'])
    const told = await lectern(['doctor', '--stage', 'talk.md'], { cwd })
    expect([told.code, told.out]).toEqual([1, expect.stringMatching(/\n✗ Not ready for the talk: fix deck\n$/)])
    expect(told.out).toContain('Press P in the player for the presenter view')
    await lectern(['build', 'talk.md'], { cwd })
    const built = await lectern(['doctor', '--stage', 'talk.md', '--json'], { cwd })
    expect(probesOf(built.out).find(({ name }) => name === 'file')?.status).toBe('ok')
  })

  test('does not pass a deck that the check does not pass', async () => {
    const list = Array.from({ length: 60 }, (_, at) => `- item ${at}`).join('\n')
    const cwd = await folderWith({ 'talk.md': `---\nlang: en\nfit: none\n---\n\n# A\n\n${list}\n` })
    const { code, out } = await lectern(['doctor', '--stage', 'talk.md', '--json'], { cwd })
    const slides = probesOf(out).find(({ name }) => name === 'slides')
    expect([code, slides?.status, slides?.hint]).toEqual([1, 'failure', 'Run `lectern check talk.md`.'])
    expect(slides?.message).toMatch(/^talk\.md: 1 error\. “item /)
  })

  test('without a deck it still looks at everything else, and says how to name one', async () => {
    const cwd = await folderWith({ 'other/talk.md': '# A\n' })
    const forgot = await lectern(['doctor', 'talk.md'], { cwd })
    expect([forgot.code, forgot.err]).toEqual([2, expect.stringContaining('lectern doctor --stage talk.md')])
    const { out, code } = await lectern(['doctor', '--stage'], { cwd })
    expect(code).toBe(2)
    expect((await lectern(['doctor', '--stage', 'nope.md'], { cwd })).code).toBe(2)
    expect(out).toMatch(/^✗ deck +failure: No deck was found/m)
    expect(out).toMatch(/^✓ clock/m)
  })

  test('knows an old Node, a taken port and a locale that is not UTF-8', async () => {
    expect(probeNode('v18.20.0', '20.19').status).toBe('failure')
    expect(probeNode('v20.19.0', '20.19').status).toBe('ok')
    const taken = createServer()
    const port = await new Promise<number>((resolve) => {
      taken.listen(0, '127.0.0.1', () => {
        const address = taken.address()
        resolve(typeof address === 'object' && address !== null ? address.port : 0)
      })
    })
    expect((await probePort(port)).status).toBe('warning')
    await new Promise((resolve) => taken.close(resolve))
    expect((await probePort(port)).status).toBe('ok')
    const linux = (LANG: string) => ({ env: { LANG }, platform: 'linux' }) as const
    expect(probeLocale(linux('de_DE.ISO-8859-1')).status).toBe('warning')
    expect(probeLocale(linux('de_DE.UTF-8')).status).toBe('ok')
  })
})
