import { expect, it, onTestFinished } from 'vitest'
import { emptyDeck } from '../../src/serve/emptyDeck.js'
import { startServer } from '../../src/serve/server.js'
import { openSession } from '../../src/serve/session.js'
import { ask } from './ask.js'

it('T079: lists ten thousand decks with any names, without opening one', async () => {
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
  let prepared = 0
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
  const { status, body, headers } = await ask(server.port, '/')
  expect(status).toBe(200)
  expect(headers['content-security-policy']).toContain("default-src 'none'")
  expect(body.match(/<li>/g)?.length).toBe(names.length)
  expect(body).not.toMatch(/<img|onerror=PWN>/)
  expect(body).toContain('&lt;img src=x onerror=PWN&gt;')
  expect(body).toContain(`href="/${encodeURIComponent('a/b')}/"`)
  expect(body).not.toMatch(/href="(?!\/[^/])/)
  expect(prepared).toBe(0)
})
