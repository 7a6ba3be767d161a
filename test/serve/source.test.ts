import { chmod, lstat, readFile, rm, symlink, writeFile } from 'node:fs/promises'
import { request } from 'node:http'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { EditorState, SaveAnswer, SourceText } from '../../src/model/protocol/editor.js'
import { type Editing, startEditing, tokens } from './editing.js'

const deck = '---\ntheme: atlas\n---\n\n# One\n\n---\n\n<!-- include: parts/two.md -->\n'
const files = { 'talk.md': deck, 'parts/two.md': '# Two\n', 'secret.md': 'secret', 'img/a b.png': 'x', '.env': 'KEY=1' }

let editing: Editing
beforeAll(async () => {
  editing = await startEditing(files, ['alias'])
})
afterAll(() => editing.close())
beforeEach(async () => {
  await rm(editing.path, { force: true })
  await writeFile(editing.path, deck)
})

interface Answer {
  readonly status: number
  readonly headers: Readonly<Record<string, string | string[] | undefined>>
  readonly text: string
}

/** Asks with exactly these headers: a browser's fetch would not let us. */
function ask(
  path: string,
  {
    method = 'GET',
    headers = {},
    body,
  }: { method?: string; headers?: Record<string, string>; body?: string | Buffer } = {},
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const asked = request({ host: '127.0.0.1', port: editing.port, path, method, headers }, (response) => {
      const chunks: Buffer[] = []
      response.on('data', (chunk: Buffer) => chunks.push(chunk))
      response.on('end', () =>
        resolve({
          status: response.statusCode ?? 0,
          headers: response.headers,
          text: Buffer.concat(chunks).toString(),
        }),
      )
    })
    asked.on('error', reject)
    asked.end(body)
  })
}

const sourceAt = (query = 'deck=talk'): string => `/__lectern/edit/source?${query}`
const asSpeaker = (): Record<string, string> => ({ Cookie: `lectern-${editing.port}=${tokens.speaker}` })
const ours = (): Record<string, string> => ({
  ...asSpeaker(),
  'Content-Type': 'application/json',
  Origin: editing.origin,
})

async function source(file = 'talk.md'): Promise<SourceText> {
  const path = `${sourceAt('deck=talk')}&file=${encodeURIComponent(file)}`
  return JSON.parse((await ask(path, { headers: asSpeaker() })).text) as SourceText
}

async function save(text: string, base: string, query = 'deck=talk'): Promise<{ status: number; answer: SaveAnswer }> {
  const { status, text: answer } = await ask(sourceAt(query), {
    method: 'POST',
    headers: ours(),
    body: JSON.stringify({ text, base }),
  })
  return { status, answer: JSON.parse(answer) as SaveAnswer }
}

const disk = (): Promise<string> => readFile(editing.path, 'utf8')

describe('the texts of a deck', () => {
  test('are read and saved', async () => {
    const { text, hash, readOnly } = await source()
    expect([text, readOnly]).toEqual([deck, false])
    expect(await save(`${deck}\nmore\n`, hash)).toMatchObject({ status: 200, answer: { saved: true } })
    expect(await disk()).toBe(`${deck}\nmore\n`)
  })

  test('include those that the deck includes, and no others', async () => {
    const state = JSON.parse(
      (await ask('/__lectern/edit/state?deck=talk', { headers: asSpeaker() })).text,
    ) as EditorState
    expect(state.sources).toEqual(['talk.md', 'parts/two.md'])
    expect((await source('parts/two.md')).text).toBe('# Two\n')
    for (const file of [
      'secret.md',
      '.env',
      '../secret.md',
      '/etc/passwd',
      'parts/../secret.md',
      'talk.md/',
      'PARTS/two.md',
      '%2e%2e/x',
    ]) {
      const { status, text } = await ask(`${sourceAt('deck=talk')}&file=${encodeURIComponent(file)}`, {
        headers: asSpeaker(),
      })
      expect([status, text]).toEqual([404, '404 Not Found\n'])
      const posted = await ask(sourceAt(`deck=talk&file=${encodeURIComponent(file)}`), {
        method: 'POST',
        headers: ours(),
        body: '{"text":"x","base":""}',
      })
      expect(posted.status).toBe(404)
    }
    expect(await readFile(join(editing.folder, 'secret.md'), 'utf8')).toBe('secret')
  })

  test('are not overwritten when they have changed', async () => {
    const { hash } = await source()
    await writeFile(editing.path, '# Other\n')
    expect(await save('# Mine\n', hash)).toMatchObject({
      status: 409,
      answer: { saved: false, reason: 'changed', source: { text: '# Other\n' } },
    })
    expect(await disk()).toBe('# Other\n')
  })

  test('are saved one after the other: of two windows at once, one is told', async () => {
    const { hash } = await source()
    const answers = await Promise.all(['# A\n', '# B\n'].map((text) => save(text, hash)))
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409])
    const [winner] = answers.filter(({ answer }) => answer.saved)
    expect(winner?.answer.saved && winner.answer.source.text).toBe(await disk())
  })

  test('are saved one after the other also when one file has two names', async () => {
    const { hash } = await source()
    const answers = await Promise.all(['talk', 'alias'].map((name) => save(`# From ${name}\n`, hash, `deck=${name}`)))
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409])
    const [winner] = answers.filter(({ answer }) => answer.saved)
    expect(winner?.answer.saved && winner.answer.source.text).toBe(await disk())
    expect((await lstat(join(editing.folder, 'alias.md'))).isSymbolicLink()).toBe(true)
  })

  test('are refused when a link leads out of the project', async () => {
    const { hash } = await source()
    const outside = await startEditing({ 'talk.md': 'private' })
    await rm(editing.path)
    await symlink(outside.path, editing.path)
    const { status, answer } = await save('mine', hash)
    expect([status, answer.saved || answer.reason]).toEqual([422, 'outside'])
    expect(JSON.stringify(await source())).not.toContain('private')
    expect(await readFile(outside.path, 'utf8')).toBe('private')
    await outside.close()
  })

  test('say that they are read-only', async () => {
    const { hash } = await source()
    await chmod(editing.path, 0o444)
    expect((await source()).readOnly).toBe(true)
    expect(await save('mine', hash)).toMatchObject({ status: 422, answer: { reason: 'read-only' } })
  })
})

describe('a request to save', () => {
  const body = JSON.stringify({ text: '# Hacked\n', base: '' })

  const cookie = (secret: string) => ({ Cookie: `lectern-${editing.port}=${secret}` })

  test.each<[string, () => Record<string, string>]>([
    ['no cookie', () => ({ Cookie: '' })],
    ['a wrong cookie', () => cookie('x'.repeat(31))],
    ['the cookie of another port', () => ({ Cookie: `lectern-${editing.port + 1}=${tokens.speaker}` })],
    ["a viewer's cookie", () => cookie(tokens.viewer)],
    ['the origin of another site', () => ({ Origin: 'http://evil.example' })],
    ['the origin of another port', () => ({ Origin: 'http://127.0.0.1:1' })],
    ['the origin null', () => ({ Origin: 'null' })],
    ['no origin', () => ({ Origin: '' })],
    ['a request across sites', () => ({ Origin: '', 'Sec-Fetch-Site': 'cross-site' })],
    ['another host', () => ({ Host: 'evil.example' })],
    ['a body of plain text', () => ({ 'Content-Type': 'text/plain' })],
    ['a body of a form', () => ({ 'Content-Type': 'application/x-www-form-urlencoded' })],
  ])('with %s is refused', async (_, headers) => {
    const all = Object.entries({ ...ours(), ...headers() }).filter(([, value]) => value !== '')
    // A token in the address helps nobody: pages have none, and addresses are seen by others.
    for (const query of ['deck=talk', `deck=talk&token=${tokens.speaker}`]) {
      const { status, text } = await ask(sourceAt(query), { method: 'POST', headers: Object.fromEntries(all), body })
      expect(status).toBe(403)
      expect(text).not.toContain('# One')
      expect(await disk()).toBe(deck)
    }
  })

  test.each(['PUT', 'DELETE', 'PATCH', 'OPTIONS'])(
    'by %s is refused, and nothing is allowed across origins',
    async (method) => {
      const { status, headers } = await ask(sourceAt(), {
        method,
        headers: { ...ours(), 'Access-Control-Request-Method': 'POST' },
      })
      expect(status).toBe(405)
      expect(headers.allow).toBeDefined()
      expect(Object.keys(headers).filter((name) => name.startsWith('access-control'))).toEqual([])
      expect(await disk()).toBe(deck)
    },
  )

  test.each([
    ['nothing', ''],
    ['half of it', '{"text":"x"'],
    ['no object', '[]'],
    ['null', 'null'],
    ['a number for a text', '{"text":1,"base":""}'],
    ['no base', '{"text":"x"}'],
    ['a long base', JSON.stringify({ text: 'x', base: 'x'.repeat(500) })],
    ['bytes that are not UTF-8', Buffer.from('{"text":"\xe9","base":""}', 'latin1')],
    ['something for the prototype', '{"__proto__":{"text":"x","base":""}}'],
    ['deep nesting', '['.repeat(100_000)],
  ])('with %s in it is refused', async (_, body) => {
    expect((await ask(sourceAt(), { method: 'POST', headers: ours(), body })).status).toBe(400)
    expect(await disk()).toBe(deck)
  })

  test('with more than the limit is refused before it is read', async () => {
    const { hash } = await source()
    const body = JSON.stringify({ text: 'x'.repeat(10 * 1024 * 1024 + 1), base: hash })
    const { status, text } = await ask(sourceAt(), { method: 'POST', headers: ours(), body })
    expect([status, text]).toEqual([422, expect.stringContaining('10 MB')])
    const headers = { ...ours(), 'Content-Length': String(30 * 1024 * 1024) }
    const refused = await new Promise<number>((resolve, reject) => {
      const asked = request(
        { host: '127.0.0.1', port: editing.port, path: sourceAt(), method: 'POST', headers },
        (response) => {
          resolve(response.statusCode ?? 0)
          asked.destroy()
        },
      )
      asked.on('error', reject)
      asked.write('{')
    })
    expect(refused).toBe(413)
    expect(await disk()).toBe(deck)
  })
})

describe('the page of the editor', () => {
  test('is for speakers only, and may be framed by nobody', async () => {
    const cookie = asSpeaker()
    const { status, headers, text } = await ask('/talk/edit', { headers: cookie })
    expect(status).toBe(200)
    const policy = String(headers['content-security-policy'])
    expect(policy).toContain("default-src 'none'")
    expect(policy).toContain("frame-ancestors 'none'")
    expect(policy).not.toContain('unsafe')
    const nonce = /script-src 'nonce-([^']+)'/.exec(policy)?.[1] ?? ''
    expect(nonce.length).toBeGreaterThanOrEqual(22)
    expect(text).toContain(`nonce="${nonce}"`)
    expect(headers).toMatchObject({
      'cache-control': 'no-store',
      'x-frame-options': 'DENY',
      'x-content-type-options': 'nosniff',
    })
    expect(text).not.toContain('# One')
    expect(String((await ask('/talk/edit', { headers: cookie })).headers['content-security-policy'])).not.toContain(
      nonce,
    )
  })

  test.each(['/talk/edit', '/__lectern/edit/state?deck=talk', '/__lectern/edit/source?deck=talk'])(
    '%s tells a viewer nothing',
    async (path) => {
      for (const headers of [{}, { Cookie: `lectern-${editing.port}=${tokens.viewer}` }]) {
        const { status, text } = await ask(path, { headers })
        expect(status).toBe(403)
        expect(text).not.toMatch(/One|atlas|speaker/)
      }
    },
  )

  test.each(['/__lectern/edit/source?deck=talk', '/__lectern/edit/state?deck=talk'])(
    '%s is not read by other sites',
    async (path) => {
      const cookie = asSpeaker()
      expect((await ask(path, { headers: cookie })).status).toBe(200)
      for (const headers of [
        { Origin: 'http://evil.example' },
        { 'Sec-Fetch-Site': 'cross-site' },
        { 'Sec-Fetch-Site': 'same-site' },
      ]) {
        expect((await ask(path, { headers: { ...cookie, ...headers } })).status).toBe(403)
      }
    },
  )

  test('of a deck that is not there is not found', async () => {
    expect((await ask(`/__lectern/edit/state?deck=other&token=${tokens.speaker}`)).status).toBe(303)
    const headers = asSpeaker()
    expect((await ask('/__lectern/edit/state?deck=other', { headers })).status).toBe(404)
    expect((await ask('/other/edit', { headers })).status).toBe(404)
  })

  test('gets what can be completed, with files of the folder and none that are hidden', async () => {
    const headers = asSpeaker()
    const state = JSON.parse((await ask('/__lectern/edit/state?deck=talk', { headers })).text) as EditorState
    expect(state.vocabulary.theme).toBe('atlas')
    expect(state.files).toEqual(expect.arrayContaining(['talk.md', 'img/a b.png', 'parts/two.md']))
    expect(state.files.filter((file) => file.startsWith('.'))).toEqual([])
    const values = state.vocabulary.keys.find(({ name }) => name === 'class')?.values ?? []
    expect(values.length).toBeGreaterThan(10)
    expect(values.filter(({ help }) => help === '')).toEqual([])
    expect(state.slides.map(({ file }) => file)).toEqual(['talk.md', 'parts/two.md'])
  })
})

test('nothing of all this made the server complain', () => {
  expect(editing.failures).toEqual([])
})

test('A part that lies above the folder where the command runs is read and saved, and a link out of the project is not', async () => {
  const above = await startEditing(
    {
      'package.json': '{}',
      'slides/x/talk.md': '# One\n\n<!-- include: ../shared/part.md -->\n\n---\n\n![](../../assets/a.png)\n',
      'slides/shared/part.md': '# Part\n',
      'assets/a.png': 'x',
    },
    [],
    'slides/x/talk.md',
  )
  const outside = await startEditing({ 'talk.md': 'private' })
  const url = `${above.origin}${sourceAt(`deck=talk&file=${encodeURIComponent('../shared/part.md')}`)}`
  const headers = {
    Cookie: `lectern-${above.port}=${tokens.speaker}`,
    'Content-Type': 'application/json',
    Origin: above.origin,
  }
  const part = join(above.folder, 'slides/shared/part.md')
  try {
    const state = (await (
      await fetch(`${above.origin}/__lectern/edit/state?deck=talk`, { headers })
    ).json()) as EditorState
    expect(state.files).toContain('../../assets/a.png')
    const { text, hash } = (await (await fetch(url, { headers })).json()) as SourceText
    expect(text).toBe('# Part\n')
    const saved = await fetch(url, { method: 'POST', headers, body: JSON.stringify({ text: '# Mine\n', base: hash }) })
    expect([saved.status, await readFile(part, 'utf8')]).toEqual([200, '# Mine\n'])
    await rm(part)
    await symlink(outside.path, part)
    const read = await fetch(url, { headers })
    expect([read.status, await read.text()]).toEqual([422, expect.not.stringContaining('private')])
  } finally {
    await above.close()
    await outside.close()
  }
})
