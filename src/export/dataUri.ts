import type { LoadedFile } from '../model/artefact.js'

/**
 * Gives the address of a file inside a page: its bytes as a `data:` URI, made once per key. A key without a file gives a
 * transparent picture of one pixel, so that nothing is asked of the network and no broken picture shows.
 */
export function dataUris(files: ReadonlyMap<string, LoadedFile>): (key: string) => string {
  const made = new Map<string, string>()
  return (key) => {
    const known = made.get(key)
    if (known !== undefined) return known
    const file = files.get(key)
    const uri = file === undefined ? emptyPicture : dataUri(file)
    made.set(key, uri)
    return uri
  }
}

function dataUri({ bytes, mime }: LoadedFile): string {
  return `data:${mime};base64,${Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('base64')}`
}

const emptyPicture = 'data:image/gif;base64,R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7'
