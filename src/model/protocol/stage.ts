import {
  isCount,
  isRecord,
  readInk,
  readMessage,
  readStamp,
  readState,
  type ShowMessage,
  type StageMessage,
} from './show.js'

/** Reads a message between a window and the server of a talk; `undefined` for anything that is none. */
export function readStageMessage(value: unknown): ShowMessage | undefined {
  if (!isRecord(value)) return undefined
  const { type } = value
  if (type === 'reload' || type === 'update') return { type }
  if (type === 'deck') return isCount(value.latest) ? { type, latest: value.latest } : undefined
  if (type === 'audience') return isCount(value.count) ? { type, count: value.count } : undefined
  return type === 'welcome' ? readWelcome(value) : readMessage(value)
}

function readWelcome({
  session,
  deck,
  revision,
  latest,
  ...rest
}: Readonly<Record<string, unknown>>): StageMessage | undefined {
  if (typeof session !== 'string' || typeof deck !== 'string' || !isCount(revision) || !isCount(latest))
    return undefined
  const [stamp, state] = [readStamp(rest.stamp), readState(rest.state)]
  const shown = stamp === undefined || state === undefined ? {} : { stamp, state }
  return { type: 'welcome', session, deck, revision, latest, ...shown, ink: readInk(rest.ink) }
}
