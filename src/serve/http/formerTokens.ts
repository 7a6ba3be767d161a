// Secrets of earlier starts of the server. Whoever stops `lectern dev` and starts it again finds the window, the editor and the
// drafts of before at work, without looking for the new link. Each start still has a secret of its own, and an old link opens
// nothing: only the browser that used it, by its cookie, and only where nobody else can reach the server.
import { readCached, writeCached } from '../../load/cache/cached.js'

/** Longest time, in milliseconds since the start that it belongs to, that a secret is known. */
const staleMs = 12 * 3600 * 1000
/** A token is 32 characters. */
const limitBytes = 64 * 1024
/** Starts that are remembered at the most. */
const mostStarts = 20

/** Reads the secrets of earlier starts, youngest first, and adds the one of this start for the next. Never throws. */
export async function renewTokens(path: string, token: string, now: number): Promise<readonly string[]> {
  const known = await readStarts(path, now)
  const starts = [{ token, startedAt: now }, ...known].slice(0, mostStarts)
  await writeCached(path, Buffer.from(JSON.stringify(starts)))
  return known.map((start) => start.token)
}

interface Start {
  readonly token: string
  readonly startedAt: number
}

async function readStarts(path: string, now: number): Promise<readonly Start[]> {
  try {
    const value: unknown = JSON.parse(String(await readCached(path, limitBytes)))
    return Array.isArray(value) ? value.filter((one) => isStart(one) && isFresh(one, now)) : []
  } catch {
    return []
  }
}

function isFresh({ startedAt }: Start, now: number): boolean {
  return startedAt <= now && now - startedAt < staleMs
}

function isStart(value: unknown): value is Start {
  if (typeof value !== 'object' || value === null) return false
  const { token, startedAt } = value as Readonly<Record<string, unknown>>
  return typeof token === 'string' && /^[\w-]{22,64}$/.test(token) && typeof startedAt === 'number'
}
