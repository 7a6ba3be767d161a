import { createHash } from 'node:crypto'

/** Packs a memo's entries, in order, as many as fit in `limitBytes`. */
export function packMemo(entries: ReadonlyMap<string, string>, version: string, limitBytes: number): Buffer {
  const index: [string, number][] = []
  const values: Buffer[] = []
  let room = limitBytes - 4_096
  for (const [key, text] of entries) {
    // Half a character would come back from UTF-8 as another one.
    if (/\p{Surrogate}/u.test(text)) continue
    const value = Buffer.from(text)
    room -= value.length + key.length * 3 + 16
    if (room < 0) break
    index.push([key, value.length])
    values.push(value)
  }
  const body = Buffer.concat([Buffer.from(`${JSON.stringify({ version, index })}\n`), ...values])
  return Buffer.concat([Buffer.from(`${checksum(body)}\n`), body])
}

/** The entries of a packed memo; none when anything at all is wrong with it or it is another version's. */
export function unpackMemo(bytes: Buffer, version: string): Map<string, Buffer> {
  const bodyAt = bytes.indexOf(10) + 1
  const valuesAt = bytes.indexOf(10, bodyAt) + 1
  if (bodyAt === 0 || valuesAt === 0) return new Map()
  if (bytes.toString('latin1', 0, bodyAt - 1) !== checksum(bytes.subarray(bodyAt))) return new Map()
  const header: { version: string; index: [string, number][] } = JSON.parse(bytes.toString('utf8', bodyAt, valuesAt))
  if (header.version !== version) return new Map()
  const entries = new Map<string, Buffer>()
  let at = valuesAt
  for (const [key, length] of header.index) {
    entries.set(key, bytes.subarray(at, at + length))
    at += length
  }
  return entries
}

function checksum(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex')
}
