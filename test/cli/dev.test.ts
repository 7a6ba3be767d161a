import { spawnSync } from 'node:child_process'
import { existsSync, readdirSync, readFileSync, readlinkSync } from 'node:fs'
import { chmod, mkdir, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { networkInterfaces } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { ask } from '../serve/ask.js'
import { folderWith, lectern } from './lectern.js'
import { start } from './running.js'

const address = /http:\/\/localhost:(\d+)(\/\S*)\?token=([\w-]{32})/

/** Waits for the address and gives its parts. */
async function served(running: ReturnType<typeof start>): Promise<{ port: number; path: string; token: string }> {
  const [, port = '', path = '', token = ''] = await running.until(address)
  return { port: Number(port), path, token }
}

describe('lectern dev', () => {
  it('serves a deck, says what each save changed in one line, and stops when it is told to', async () => {
    const cwd = await folderWith({ 'talk.md': '# One\n\n---\n\n# Two\n', '.marprc.yml': 'themeSet: themes\n' })
    const running = start(['dev', 'talk.md', '--port', '0'], { cwd })
    const { port, path, token } = await served(running)
    expect(path).toBe('/talk/')
    const page = await ask(port, '/talk/', { lines: [`Host: localhost:${port}`, `Cookie: lectern-${port}=${token}`] })
    expect(page.status).toBe(200)
    expect(page.body).toContain('data-live')
    await running.until(/✓ talk\.md: 2 slides/)
    await writeFile(join(cwd, 'talk.md'), '# One\n\n---\n\n# Two, edited\n')
    await running.until(/✓ talk\.md: slide 2 \(\d+ ms\)\n/)
    await writeFile(join(cwd, 'talk.md'), '---\ntitel: x\n---\n# One\n\n---\n\n# Two, edited\n')
    await running.until(/talk\.md:2:1 warning .*titel[\s\S]*✓ talk\.md: .*1 warning/)
    await writeFile(join(cwd, 'talk.md'), '---\ntitel: x\n---\n# One\n\n---\n\n# Two, again\n')
    await running.until(/slide 2 \(\d+ ms\), 1 warning/)
    // A problem that is known is counted, not told again.
    expect(running.said().match(/front-matter-unknown/g)?.length).toBe(1)
    await writeFile(join(cwd, 'talk.md'), '---\ntitle: [\n---\n# One\n')
    await running.until(/✗ talk\.md: slides unchanged \(\d+ ms\), 1 error/)
    await writeFile(join(cwd, 'talk.md'), '---\ntitel: x\n---\n# One\n\n---\n\n# Two, again\n')
    await running.until(/✓ talk\.md: saved, no slides changed \(\d+ ms\), 1 warning/)
    // What Marp CLI would have read is named once, however often the deck is saved.
    expect(running.said().match(/config-ignored/g)).toHaveLength(1)
    expect(running.said()).toMatch(/\.marprc\.yml.*note .*`themeSet`[\s\S]*--from-marp/)
    expect(await running.stop()).toBe(0)
    await expect(ask(port, '/')).resolves.toMatchObject({ status: 0 })
  })

  it('opens the editor in the browser with --edit', async () => {
    const cwd = await folderWith({
      'talk.md': '# One\n',
      browser: '#!/bin/sh\nprintf %s "$1" > "$OPENED.part" && mv "$OPENED.part" "$OPENED"\n',
    })
    await chmod(join(cwd, 'browser'), 0o755)
    const opened = join(cwd, 'opened.txt')
    const env = { BROWSER: join(cwd, 'browser'), XDG_CURRENT_DESKTOP: 'X-Generic', OPENED: opened }
    const running = start(['dev', 'talk.md', '--port', '0', '--edit'], { cwd, env })
    const { port, path, token } = await served(running)
    expect(path).toBe('/talk/edit')
    await expect.poll(() => existsSync(opened)).toBe(true)
    expect(readFileSync(opened, 'utf8')).toBe(`http://localhost:${port}/talk/edit?token=${token}`)
    const lines = [`Host: localhost:${port}`, `Cookie: lectern-${port}=${token}`]
    expect(await ask(port, '/talk/edit', { lines })).toMatchObject({ status: 200 })
    expect((await ask(port, '/talk/', { lines })).body).toContain('&quot;edit&quot;:&quot;/talk/edit&quot;')
    expect((await ask(port, '/talk/', { lines: lines.slice(0, 1) })).body).not.toContain('/talk/edit')
  })

  it('started again, knows the browser of before by its cookie, and nobody by an old link', async () => {
    const cwd = await folderWith({ 'talk.md': '# One\n\n<!-- a note -->\n' })
    const launch = { cwd, env: { XDG_CACHE_HOME: cwd } }
    const first = start(['dev', 'talk.md', '--port', '0', '--no-check'], launch)
    const { port, token } = await served(first)
    await first.stop()
    const again = (...args: string[]) =>
      start(['dev', 'talk.md', '--port', String(port), '--no-check', ...args], launch)
    const second = again()
    expect((await served(second)).token).not.toBe(token)
    const host = `Host: localhost:${port}`
    const known = [host, `Cookie: lectern-${port}=${token}`]
    expect((await ask(port, '/talk/', { lines: known })).body).toContain('a note')
    const opening = {
      method: 'POST',
      body: '{}',
      lines: [...known, `Origin: http://localhost:${port}`, 'Content-Type: application/json', 'Content-Length: 2'],
    }
    // Let in; what it asks for is no place.
    expect((await ask(port, `/__lectern/open?deck=talk&token=${token}`, opening)).status).toBe(400)
    const byLink = await ask(port, `/talk/?token=${token}`, { lines: [host] })
    expect(byLink.headers['set-cookie']).toBeUndefined()
    expect((await ask(port, '/talk/', { lines: [host] })).body).not.toContain('a note')
    const wrong = `Cookie: lectern-${port}=${token.split('').reverse().join('')}`
    expect((await ask(port, '/talk/', { lines: [host, wrong] })).body).not.toContain('a note')
    await second.stop()
    // In the network an old secret is nobody's.
    const { token: abroad } = await served(again('--host', '0.0.0.0'))
    expect((await ask(port, '/talk/', { lines: known })).status).toBe(403)
    // Nor is one that was good there remembered here.
    const [record = ''] = readdirSync(join(cwd, 'lectern')).filter((name) => name.startsWith('dev-'))
    expect(readFileSync(join(cwd, 'lectern', record), 'utf8')).toContain(token)
    expect(readFileSync(join(cwd, 'lectern', record), 'utf8')).not.toContain(abroad)
  })

  it('listens on one port of this machine alone', async () => {
    const cwd = await folderWith({ 'talk.md': '# One\n' })
    const running = start(['dev', 'talk.md', '--port', '0'], { cwd })
    const { port } = await served(running)
    expect(listening(running.pid)).toEqual([`0100007F:${port.toString(16).toUpperCase().padStart(4, '0')}`])
  })

  it('shows a deck in the network only by a link with a token, which it prints as text and as a code', async () => {
    const cwd = await folderWith({ 'talk.md': '# One\n\n<!-- a secret note -->\n' })
    const running = start(['dev', 'talk.md', '--port', '0', '--host', '0.0.0.0'], { cwd })
    const { port, token } = await served(running)
    const own = Object.values(networkInterfaces()).flatMap((all) => all ?? [])
    const outer = own.find(({ family, internal }) => family === 'IPv4' && !internal)?.address
    expect((await ask(port, '/talk/')).status).toBe(403)
    if (outer !== undefined) {
      const [, viewer = ''] = await running.until(new RegExp(`http://${outer}:${port}/talk/\\?token=([\\w-]{32})`))
      expect(viewer).not.toBe(token)
      await running.until(/Anyone on your network[\s\S]*[█▀▄]{4}/)
      const page = await ask(port, '/talk/', { lines: [`Host: ${outer}:${port}`, `Cookie: lectern-${port}=${viewer}`] })
      expect(page.status).toBe(200)
      expect(page.body).not.toMatch(/a secret note|&quot;open&quot;/)
      expect(page.body).not.toContain(token)
    }
    expect((await ask(port, '/talk/', { lines: [`Host: evil.example:${port}`] })).status).toBe(403)
  })

  it('takes the next port when the usual one is in use, and says so when its own was asked for', async () => {
    const cwd = await folderWith({ 'talk.md': '# One\n' })
    const blocker = createServer().listen(0, '127.0.0.1')
    await new Promise((resolve) => blocker.once('listening', resolve))
    onTestFinished(() => void blocker.close())
    const at = blocker.address()
    const port = typeof at === 'object' && at !== null ? at.port : 0
    const { code, err } = await lectern(['dev', 'talk.md', '--port', String(port)], { cwd })
    expect(code).toBe(3)
    expect(err).toContain(`The port ${port} is in use.`)
    expect(err).toContain('--port')
    const usual = start(['dev', 'talk.md'], { cwd })
    const first = await served(usual)
    const second = await served(start(['dev', 'talk.md'], { cwd }))
    expect(second.port).toBeGreaterThan(first.port)
  })

  it('lists several decks, and opens each when it is asked for', async () => {
    const cwd = await folderWith({
      'slides/a/deck.md': '# Alpha\n',
      'slides/b/deck.md': '# Beta\n',
      'b/deck.md': '# Other\n',
    })
    const running = start(['dev', 'slides/*/deck.md', 'b', '--port', '0'], { cwd })
    const { port, path } = await served(running)
    expect(path).toBe('/')
    const { body } = await ask(port, '/')
    expect([...body.matchAll(/<a href="([^"]+)"/g)].map(([, href]) => href)).toEqual(['/b/', '/a/', '/b-2/'])
    expect(running.said()).not.toContain('✓')
    expect((await ask(port, '/b-2/')).body).toContain('Beta')
    await running.until(/✓ slides\/b\/deck\.md: 1 slide /)
    expect((await ask(port, '/__lectern/first/a')).body).toContain('Alpha')
    expect((await ask(port, '/')).body).toContain('<strong>Alpha</strong>')
  })

  it('prints how long each part took, with --debug', async () => {
    const cwd = await folderWith({ 'talk.md': '# One\n' })
    const running = start(['dev', 'talk.md', '--port', '0', '--debug'], { cwd })
    await running.until(/event [\d.]+ ms, compile [\d.]+ ms/)
  })

  it.each([
    [['dev', 'nowhere.md'], 2, 'The deck `nowhere.md` does not exist'],
    [['dev', 'talk.md', '--port', '70000'], 2, 'from 0 to 65535'],
    [['dev', 'talk.md', '--prot', '1'], 2, '--port'],
    [['dev', 'talk.md', '--host', '203.0.113.7', '--port', '0'], 3, 'does not have the address'],
  ])('refuses %j', async (args, exit, words) => {
    const cwd = await folderWith({ 'talk.md': '# One\n' })
    const { code, err } = await lectern(args, { cwd })
    expect(code).toBe(exit)
    expect(err).toContain(words)
  })

  it('follows a deck that cannot be read until it can', async () => {
    const cwd = await folderWith({ 'talk.md': '# One\n' })
    const running = start(['dev', 'talk.md', '--port', '0'], { cwd })
    await running.until(/✓ talk\.md/)
    await rm(join(cwd, 'talk.md'))
    await running.until(/The deck `talk\.md` does not exist/)
    await mkdir(join(cwd, 'talk.md'))
    await running.until(/is a folder, not a file/)
    await rm(join(cwd, 'talk.md'), { recursive: true })
    await writeFile(join(cwd, 'talk.md'), '# Back\n')
    await running.until(/✓ talk\.md: slide 1/)
  })

  it('goes on without watchers of the system, and says so once', async () => {
    const cwd = await folderWith({ 'deck/talk.md': '# One\n', 'none.cjs': noWatchers })
    const running = start(['dev', 'deck/talk.md', '--port', '0', '--no-check'], { cwd, ...withoutWatchers(cwd) })
    await running.until(/✓ deck\/talk\.md: 1 slide/)
    for (let count = 1; count <= 3; count += 1) {
      await writeFile(join(cwd, 'deck/talk.md'), `# One\n${'\n---\n'.repeat(count)}`)
      await running.until(new RegExp(`(?:✓[\\s\\S]*){${count + 1}}`))
    }
    expect(running.said().match(/watchers-exhausted/g)?.length).toBe(1)
    expect(await running.stop()).toBe(0)
  })

  it('takes up what changes in the configuration', async () => {
    const cwd = await folderWith({ 'talk.md': '# One\n\n<div onclick="x()">raw</div>\n', 'lectern.config.json': '{}' })
    const running = start(['dev', 'talk.md', '--port', '0'], { cwd })
    await running.until(/✓ talk\.md: 1 slide/)
    await writeFile(join(cwd, 'lectern.config.json'), '{ "theme": "gaia" }')
    await running.until(/✓ talk\.md: .*theme/)
    await writeFile(join(cwd, 'lectern.config.json'), '{ "them": "gaia" }')
    await running.until(/config-invalid[\s\S]*✗ talk\.md/)
    await writeFile(join(cwd, 'lectern.config.json'), '{}')
    await running.until(/✗ talk\.md[\s\S]*✓ talk\.md: .*theme/)
  })
})

/** Where the system lends nobody a limit of its own, the call that meets it is made to fail as it would. */
const noWatchers = `require('node:fs').watch = () => { throw Object.assign(new Error('ENOSPC'), { code: 'ENOSPC' }) }`

/** Starts a command that may watch one folder: really, in a user namespace, where this user may make one. */
function withoutWatchers(cwd: string): { under?: readonly string[]; env?: Readonly<Record<string, string>> } {
  const script = 'echo 1 > /proc/sys/user/max_inotify_watches && exec "$@"'
  const under = ['/usr/bin/env', 'unshare', '-Ur', 'sh', '-c', script, 'sh']
  if (spawnSync('/usr/bin/env', [...under.slice(1), 'true']).status === 0) return { under }
  return { env: { NODE_OPTIONS: `--require ${join(cwd, 'none.cjs')}` } }
}

/** Local addresses at which a process listens, as Linux writes them. */
function listening(pid: number): string[] {
  return ['tcp', 'tcp6'].flatMap((kind) => {
    const inodes = new Set(socketsOf(pid))
    const lines = readFileSync(`/proc/${pid}/net/${kind}`, 'utf8').split('\n').slice(1)
    const fields = lines.map((line) => line.trim().split(/\s+/))
    return fields
      .filter(([, , , state, , , , , , inode = '']) => state === '0A' && inodes.has(inode))
      .map(([, local = '']) => local)
  })
}

function socketsOf(pid: number): string[] {
  return readdirSync(`/proc/${pid}/fd`).flatMap((name) => {
    try {
      return /^socket:\[(\d+)\]$/.exec(readlinkSync(`/proc/${pid}/fd/${name}`))?.[1] ?? []
    } catch {
      return []
    }
  })
}
