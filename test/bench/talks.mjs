// A talk that is given by the real command, for the benches.
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startLectern } from './process.mjs'

/** Starts `lectern present` with a talk of 200 slides; `again` kills it and starts it on the same port. */
export async function startTalk(slides = 200) {
  const folder = await mkdtemp(join(tmpdir(), 'lectern-talk-'))
  const text = Array.from({ length: slides }, (_, index) => `# Slide ${index + 1}`).join('\n\n---\n\n')
  await writeFile(join(folder, 'talk.md'), text)
  const start = async (port) => {
    const server = startLectern(['present', 'talk.md', '--port', String(port)], { cwd: folder })
    const [, link] = await server.until(/Presenter\s+(\S+)/)
    await server.until(/Press Ctrl\+C to end/)
    return { server, link, port: Number(new URL(link).port) }
  }
  const talk = { folder, ...(await start(0)) }
  const answer = await fetch(talk.link, { redirect: 'manual' })
  const cookie = answer.headers.get('set-cookie').split(';')[0]
  return {
    port: talk.port,
    cookie,
    pid: () => talk.server.pid,
    again: async () => {
      await talk.server.stop()
      Object.assign(talk, await start(talk.port))
    },
    end: async () => {
      await talk.server.stop()
      await rm(folder, { recursive: true, force: true, maxRetries: 10 })
    },
  }
}
