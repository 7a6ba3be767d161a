import type { Visit } from './respond.js'

/** Reads the JSON body of a request; `undefined` when it is larger than the limit, breaks off, or is no JSON in UTF-8. */
export async function readJson({ request }: Visit, limitBytes: number): Promise<unknown> {
  if (Number(request.headers['content-length'] ?? 0) > limitBytes) return undefined
  const chunks: Buffer[] = []
  let total = 0
  try {
    for await (const chunk of request as AsyncIterable<Buffer>) {
      total += chunk.length
      if (total > limitBytes) return undefined
      chunks.push(chunk)
    }
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(Buffer.concat(chunks))) as unknown
  } catch {
    return undefined
  }
}
