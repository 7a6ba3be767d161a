// The table of src/serve/README.md, cell by cell: every row names something, every column somebody, and each is tried over real
// connections with servers of the real command.
import { readFileSync } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, it, onTestFinished } from 'vitest'
import WebSocket from 'ws'
import { folderWith } from '../cli/lectern.js'
import { start } from '../cli/running.js'
import { onePixel } from '../load/pictures.js'
import { connect, cookieOf, presentDeck, shows, stateAt, upgradeStatus } from './presented.js'

type Who = 'speaker' | 'remote' | 'follower' | 'stranger here' | 'stranger in the network' | 'web page'

/** Somebody at a server: its origin, and the headers that they send. */
interface Visitor {
  readonly origin: string
  readonly headers: Readonly<Record<string, string>>
}

const files = {
  'talk.md': '# One\n\n<!-- a NOTE -->\n\n<!-- clas: WORDS -->\n\n---\n\n# Two\n\n---\n\n# Three\n',
  'beside.png': onePixel,
}

const text = readFileSync(join(import.meta.dirname, '../../src/serve/README.md'), 'utf8')
const [head = [], , ...rows] =
  text
    .slice(text.indexOf('| what | speaker'))
    .split('\n\n')[0]
    ?.split('\n')
    .map((line) =>
      line
        .split('|')
        .slice(1, -1)
        .map((cell) => cell.trim()),
    ) ?? []

it('every row of the table is tried, and nothing else', () => {
  expect(head.slice(1)).toEqual(Object.keys(forms({ here: '', abroad: '', speaker: '', remote: '', follower: '' })))
  expect(rows.map(([what]) => what)).toEqual([
    ...Object.keys(whileWriting).map((name) => `dev: ${name}`),
    ...Object.keys(whilePresenting).map((name) => `present: ${name}`),
  ])
})

it('dev keeps what the table promises', async () => {
  const cwd = await folderWith(files)
  const serve = async (...args: string[]) => {
    const running = start(['dev', 'talk.md', '--port', '0', '--no-check', ...args], {
      cwd,
      env: { XDG_CACHE_HOME: cwd },
    })
    const [, link = ''] = await running.until(/Lectern\s+(\S+)/)
    const viewer = args.length === 0 ? '' : ((await running.until(/Network\s+(\S+)/))[1] ?? '')
    return { origin: new URL(link).origin, link, viewer }
  }
  const [here, abroad] = [await serve(), await serve('--host', '0.0.0.0')]
  const speaker = await cookieOf(here.link)
  const follower = await cookieOf(abroad.viewer)
  await compare(
    'dev',
    whileWriting,
    forms({ here: here.origin, abroad: abroad.origin, speaker, remote: '', follower }),
    cwd,
  )
})

it('present keeps what the table promises', async () => {
  const abroad = await presentDeck(files, { args: ['--host', '0.0.0.0'] })
  const here = await presentDeck(files)
  const speaker = await cookieOf(abroad.link)
  const headers = { Cookie: speaker, Origin: abroad.origin }
  const invited = await fetch(`${abroad.origin}/talk/pair`, { method: 'POST', headers })
  const remote = await cookieOf(((await invited.json()) as { url: string }).url)
  const follower = await cookieOf(abroad.audience)
  const all = forms({ here: here.origin, abroad: abroad.origin, speaker, remote, follower })
  // The speaker of the one in the network: nobody is stronger there.
  const visitors = {
    ...all,
    speaker: { ...all.speaker, origin: abroad.origin, headers: { ...all.speaker.headers, Origin: abroad.origin } },
    'web page': { ...all['web page'], origin: abroad.origin },
  }
  await compare('present', whilePresenting, visitors, abroad.folder)
})

/** What each of them sends. */
function forms({
  here,
  abroad,
  speaker,
  remote,
  follower,
}: Readonly<Record<'here' | 'abroad' | 'speaker' | 'remote' | 'follower', string>>): Record<Who, Visitor> {
  const at = (origin: string, cookie: string): Visitor => ({
    origin,
    headers: { Origin: origin, ...(cookie === '' ? {} : { Cookie: cookie }) },
  })
  return {
    speaker: at(here, speaker),
    remote: at(abroad, remote),
    follower: at(abroad, follower),
    'stranger here': at(here, ''),
    'stranger in the network': at(abroad, ''),
    'web page': {
      origin: here,
      headers: { Origin: 'http://evil.example', 'Sec-Fetch-Site': 'cross-site', Cookie: speaker },
    },
  }
}

async function compare(
  command: string,
  probes: Readonly<Record<string, Probe>>,
  visitors: Record<Who, Visitor>,
  folder: string,
) {
  for (const [what = '', ...cells] of rows) {
    const probe = what.startsWith(`${command}: `) ? probes[what.slice(command.length + 2)] : undefined
    if (probe === undefined) continue
    for (const [index, who] of (head.slice(1) as Who[]).entries()) {
      if (cells[index] === '–') continue
      const may = await probe(visitors[who], folder)
      expect(may ? 'yes' : 'no', `${what}: ${who}`).toBe(cells[index])
    }
  }
}

/** Tries it; true when it went. */
type Probe = (visitor: Visitor, folder: string) => Promise<boolean>

const ask = ({ origin, headers }: Visitor, path: string, init: RequestInit = {}): Promise<Response> =>
  fetch(origin + path, { redirect: 'manual', ...init, headers: { ...headers, ...init.headers } })

const gives =
  (path: string, word = ''): Probe =>
  async (visitor) => {
    const answer = await ask(visitor, path)
    return answer.status === 200 && (await answer.text()).includes(word)
  }

const post =
  (path: string, body: string, refused = 403): Probe =>
  async (visitor) => {
    const headers = { 'Content-Type': 'application/json' }
    return (await ask(visitor, path, { method: 'POST', body, headers })).status !== refused
  }

const opens =
  (path: string): Probe =>
  async ({ origin, headers }) =>
    (await upgradeStatus(origin.replace('http', 'ws') + path, headers)) === 101

/** What the first message of the live channel says is wrong. */
async function problemsFor({ origin, headers }: Visitor): Promise<string> {
  await ask({ origin, headers }, '/talk/')
  return new Promise((resolve) => {
    const socket = new WebSocket(`${origin.replace('http', 'ws')}/__lectern/live?deck=talk`, { headers })
    onTestFinished(() => socket.terminate())
    socket.on('error', () => resolve(''))
    socket.on('message', (data) =>
      resolve(JSON.stringify((JSON.parse(String(data)) as { problems: unknown }).problems)),
    )
  })
}

const source = '/__lectern/edit/source?deck=talk'

const whileWriting: Readonly<Record<string, Probe>> = {
  'see the slides': gives('/talk/', 'One'),
  'hear of every save': opens('/__lectern/live?deck=talk'),
  'see pictures, films, fonts and PDFs beside the deck': gives('/talk/beside.png'),
  'see the first slide, as the list of decks does': gives('/__lectern/first/talk', 'One'),
  'read the notes': gives('/talk/', 'a NOTE'),
  'hear that something is wrong, and where': async (visitor) =>
    (await problemsFor(visitor)).includes('directive-unknown'),
  'hear what is wrong, in words of the deck': async (visitor) => (await problemsFor(visitor)).includes('WORDS'),
  'open the editor in the browser': gives('/talk/edit'),
  'read the source': gives(source, 'One'),
  // Whoever may save is told that the text is another one.
  save: async (visitor, folder) => {
    const may = await post(source, '{"text":"# Hacked","base":"another"}')(visitor, folder)
    expect(readFileSync(join(folder, 'talk.md'), 'utf8')).toBe(files['talk.md'])
    return may
  },
  // What is asked for is no place.
  "open the author's own editor": post('/__lectern/open?deck=talk', '{}'),
}

let count = 100

const whilePresenting: Readonly<Record<string, Probe>> = {
  'see the slides that are presented': gives('/talk/', 'One'),
  'follow the talk': opens('/__lectern/stage'),
  'see pictures, films, fonts and PDFs beside the deck': gives('/talk/beside.png'),
  'read the notes': async (visitor, folder) =>
    (await gives('/talk/presenter', 'a NOTE')(visitor, folder)) ||
    (await gives('/talk/remote', 'a NOTE')(visitor, folder)),
  'see the presenter view': gives('/talk/presenter'),
  'move the talk': async ({ origin, headers }) => {
    const open = (cookie: string, from: string) => connect(origin, cookie, '/__lectern/stage', from)
    const one = await open(headers.Cookie ?? '', headers.Origin ?? '').catch(() => undefined)
    if (one === undefined) return false
    count += 1
    one.say(stateAt(2, count))
    one.say({ type: 'laser' })
    // The stage answers a stale state with the newer one; whoever may not say anything is shown out.
    one.say(stateAt(0, 1))
    const went = await Promise.race([one.next((message) => message.type === 'state' && shows(2)(message)), one.closed])
    one.socket.terminate()
    return typeof went !== 'number'
  },
  'invite a phone': async (visitor, folder) => post('/talk/pair', '')(visitor, folder),
  'hear of a save that is not presented': async (visitor, folder) => {
    count += 1
    await writeFile(join(folder, 'talk.md'), files['talk.md'].replace('# One', `# UNPRESENTED ${count}`))
    const ways = ['/talk/', '/__lectern/first/talk', source, '/__lectern/edit/state?deck=talk']
    const told = await Promise.all(ways.map((path) => gives(path, 'UNPRESENTED')(visitor, folder)))
    return told.includes(true) || (await opens('/__lectern/live?deck=talk')(visitor, folder))
  },
  'change a file': async (visitor, folder) => {
    const before = readFileSync(join(folder, 'talk.md'), 'utf8')
    const went = await post(source, JSON.stringify({ text: '# Hacked', base: '' }))(visitor, folder)
    const after = readFileSync(join(folder, 'talk.md'), 'utf8')
    return after !== before || (went && (await gives(source)(visitor, folder)))
  },
}
