// Notes never reach a device of the audience, by whatever road somebody tries.
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { folderWith, lectern } from '../cli/lectern.js'
import { connect, cookieOf, presentDeck, stateAt } from './presented.js'

const secret = 'SECRETNOTE'
const deck = {
  'talk.md': `---\ntitle: Talk\ndescription: About it\n---\n# One\n\n[the source](talk.md) [the runs](talk.rehearsal.json)\n\n<!-- ${secret} one -->\n\n---\n\n# Two\n\n* a\n* b\n\n<!-- - ${secret} two -->`,
  'talk.rehearsal.json': `{"version":1,"runs":[],"secret":"${secret}"}`,
  'talk.rehearsal.html': `<p>${secret}`,
}

test('no page, no file, no frame and no refusal that somebody in the audience gets has a word of them', async () => {
  const { origin, link, audience, folder } = await presentDeck(deck, { args: ['--host', '0.0.0.0'] })
  const viewer = { Cookie: await cookieOf(audience.replace(/\/\/[^:]+:/, '//localhost:')) }
  const paths = [
    ...['/', '/talk', '/talk/', '/talk/presenter', '/talk/remote', '/talk/notes', '/talk/pair', '/talk/edit'],
    ...['/talk.md', '/talk/talk.md', '/talk.rehearsal.json', '/talk/talk.rehearsal.json', '/talk/talk.rehearsal.html'],
    ...['/talk/index.json', '/talk/search.json', '/talk/player.js.map', '/show.js.map', '/robots.txt'],
    ...['/__lectern/source', '/__lectern/source?deck=talk', '/__lectern/live', '/__lectern/stage', '/__lectern/open'],
    ...['/talk/?notes=1', '/talk/?role=presenter', '/talk/?for=presenter', '/talk/%2e%2e/talk.md', '/talk/presenter/'],
  ]
  const page = await (await fetch(`${origin}/talk/`, { headers: viewer })).text()
  const linked = [...page.matchAll(/(?:href|src)="([^"#:]+)"/g)].map(([, to = '']) => new URL(to, `${origin}/talk/`))
  for (const path of [...paths, ...linked.map(({ pathname }) => pathname)]) {
    for (const method of ['GET', 'POST', 'HEAD']) {
      const answer = await fetch(origin + path, { method, headers: { ...viewer, Origin: origin } })
      expect((await answer.text()).includes(secret), `${method} ${path}`).toBe(false)
      expect(JSON.stringify([...answer.headers]).includes(secret), path).toBe(false)
    }
  }
  const speaker = await connect(origin, await cookieOf(link))
  const follower = await connect(origin, viewer.Cookie)
  speaker.say(stateAt(1, 5))
  await follower.next((message) => message.type === 'state' && message.state.place.slide === 1)
  // Other notes are another deck: the speaker is asked, and the audience loads a page that has none again.
  await writeFile(join(folder, 'talk.md'), deck['talk.md'].replaceAll(secret, `${secret}2`))
  await speaker.next((message) => message.type === 'deck')
  speaker.say({ type: 'update' })
  await follower.next((message) => message.type === 'reload')
  expect(JSON.stringify(follower.heard).includes(secret)).toBe(false)
  expect((await (await fetch(`${origin}/talk/`, { headers: viewer })).text()).includes(secret)).toBe(false)
})

test('without notes, no export and nothing that comes along has them, and no script names its sources', async () => {
  const cwd = await folderWith({ 'talk.md': deck['talk.md'] })
  const formats = 'html,outline,outline-json,transcript,card'
  const { code, err } = await lectern(['build', 'talk.md', '--to', formats, '--no-notes', '--index'], { cwd })
  expect(code, err).toBe(0)
  const made = [...err.matchAll(/(dist\/\S+)/g)].map(([, path = '']) => path)
  expect(made.length).toBeGreaterThan(4)
  for (const path of made) {
    const text = await readFile(join(cwd, path), 'latin1')
    expect(text.includes(secret), path).toBe(false)
    expect(/sourceMappingURL/.test(text), path).toBe(false)
  }
})
