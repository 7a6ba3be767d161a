import type { LoadedFile } from '../../model/artefact.js'

/**
 * Gives the address of a file inside a page: its bytes as a `data:` URI, made once per key. A key without a file gives
 * an address of nothing: a browser asks nobody and shows the description, as it does where Marp names the file.
 */
export function dataUris(files: ReadonlyMap<string, LoadedFile>): (key: string) => string {
  const made = new Map<string, string>()
  return (key) => {
    const known = made.get(key)
    if (known !== undefined) return known
    const file = files.get(key)
    const uri = file === undefined ? nothing : dataUri(file)
    made.set(key, uri)
    return uri
  }
}

function dataUri({ bytes, mime }: LoadedFile): string {
  return `data:${mime};base64,${Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('base64')}`
}

const nothing = 'data:,'
