import { expect, it, onTestFinished } from 'vitest'
import { deckNames } from '../../src/serve/deck/deckNames.js'
import { emptyDeck } from '../../src/serve/deck/emptyDeck.js'
import { openSession } from '../../src/serve/deck/session.js'
import { startServer } from '../../src/serve/server.js'
import { ask } from './ask.js'

let prepared = 0

/** Serves decks of these names, which have no files; gives the port. */
async function serveNamed(names: readonly string[]): Promise<number> {
  const sessions = names.map((name) =>
    openSession({
      name,
      file: `${name}.md`,
      path: `/decks/${name}.md`,
      filesAt: '',
      exhausted: () => undefined,
      prepare: async () => {
        prepared += 1
        return emptyDeck({ file: name, name })
      },
    }),
  )
  const server = await startServer({
    sessions,
    access: { tokens: new Map(), isOpen: true, hosts: [] },
    host: '127.0.0.1',
    port: 0,
    otherPorts: false,
    live: {
      pages: { client: { script: '', style: '' }, runtime: '', debug: false },
      painted: () => undefined,
    },
    routes: [],
    failed: () => undefined,
  })
  onTestFinished(async () => {
    for (const session of sessions) session.close()
    await server.close()
  })
  return server.port
}

it('lists ten thousand decks with any names, without opening one', async () => {
  const odd = [
    '<img src=x onerror=PWN>',
    '"quoted" & \'more\'',
    '../up',
    'a/b',
    'ünïcode 🎉',
    '%2e%2e',
    '-rf',
    '$(id)',
    'a\u202eb',
  ]
  const names = [...odd, ...Array.from({ length: 10_000 }, (_, index) => `deck ${index}`)]
  prepared = 0
  const port = await serveNamed(names)
  const { status, body, headers } = await ask(port, '/')
  expect(status).toBe(200)
  expect(headers['content-security-policy']).toContain("default-src 'none'")
  expect(body.match(/<li>/g)?.length).toBe(names.length)
  expect(body).not.toMatch(/<img|onerror=PWN>/)
  expect(body).toContain('&lt;img src=x onerror=PWN&gt;')
  expect(body).toContain(`href="/${encodeURIComponent('a/b')}/"`)
  expect(body).not.toMatch(/href="(?!\/[^/])/)
  expect(prepared).toBe(0)
})

it('gives every deck an address that the server answers to, whatever the file is called', async () => {
  const files = [
    'a\nb',
    'a\u0000b',
    'a\u0085b',
    'a\\b',
    '.',
    '..',
    '...',
    '\ud800',
    'favicon.ico',
    '__lectern',
    'x%2fy',
    'x?y#z',
  ]
  const paths = [...files, ...files].map((file) => `/decks/${file}.md`)
  const names = deckNames(paths)
  expect(new Set(names).size).toBe(paths.length)
  expect(deckNames(['/a/talk.md', '/b/talk.md', '/talk/deck.md'])).toEqual(['talk', 'talk-2', 'talk-3'])
  const port = await serveNamed(names)
  const { body } = await ask(port, '/')
  const links = [...body.matchAll(/<a href="([^"]+)"/g)].map(([, href]) => href ?? '')
  expect(links.length).toBe(paths.length)
  for (const link of links) {
    // As a browser does: dots are folders.
    const { pathname } = new URL(link, 'http://x')
    expect((await ask(port, pathname)).status, link).toBe(200)
  }
})
