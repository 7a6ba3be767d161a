import type { ClientMessage } from '../../model/protocol/live.js'

/** Reads what a window sends; `undefined` for everything that is no message. */
export function readMessage(text: string): ClientMessage | undefined {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    return undefined
  }
  if (typeof value !== 'object' || value === null) return undefined
  const { type, session, revision, slides, patchMs, frameMs } = value as Readonly<Record<string, unknown>>
  switch (type) {
    case 'hello':
      if (!isCount(revision) || !isAbsentOr(session, isText) || !isAbsentOr(slides, isHashes)) return undefined
      return {
        type,
        revision,
        ...(session === undefined ? {} : { session }),
        ...(slides === undefined ? {} : { slides }),
      }
    case 'resync':
      return isHashes(slides) ? { type, slides } : undefined
    case 'painted':
      return isCount(revision) && isTime(patchMs) && isTime(frameMs) ? { type, revision, patchMs, frameMs } : undefined
    default:
      return undefined
  }
}

function isAbsentOr<Value>(value: unknown, is: (value: unknown) => value is Value): value is Value | undefined {
  return value === undefined || is(value)
}

function isText(value: unknown): value is string {
  return typeof value === 'string'
}

function isCount(value: unknown): value is number {
  return Number.isSafeInteger(value) && Number(value) >= 0
}

function isTime(value: unknown): value is number {
  return typeof value === 'number' && Number.isFinite(value) && value >= 0
}

function isHashes(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.every((hash) => typeof hash === 'string' && hash.length <= 64)
}
