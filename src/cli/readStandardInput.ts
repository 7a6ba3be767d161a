/** Reads standard input to its end, but not more than a deck may have: the rest is not waited for. */
export async function readStandardInput(limitBytes = 11 * 1024 * 1024): Promise<Uint8Array> {
  const chunks: Uint8Array[] = []
  let size = 0
  for await (const chunk of process.stdin as AsyncIterable<Uint8Array>) {
    chunks.push(chunk)
    size += chunk.length
    if (size > limitBytes) break
  }
  return Buffer.concat(chunks)
}
