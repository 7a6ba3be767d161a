import type { Size } from '../../../model/deck.js'
import type { Pipe } from './pipe.js'

/** Prints what a page shows, one sheet of exactly that size per page. */
export async function printTab(pipe: Pipe, sessionId: string, size: Size): Promise<Uint8Array> {
  const { stream } = await pipe.send(
    'Page.printToPDF',
    {
      printBackground: true,
      preferCSSPageSize: true,
      generateTaggedPDF: true,
      transferMode: 'ReturnAsStream',
      paperWidth: size.widthPx / pxPerInch,
      paperHeight: size.heightPx / pxPerInch,
      marginTop: 0,
      marginBottom: 0,
      marginLeft: 0,
      marginRight: 0,
    },
    sessionId,
  )
  const parts: Uint8Array[] = []
  for (let eof = stream === undefined; !eof; ) {
    const part = await pipe.send('IO.read', { handle: stream ?? '', size: 4_194_304 }, sessionId)
    parts.push(Buffer.from(part.data, part.base64Encoded === true ? 'base64' : 'utf8'))
    eof = part.eof
  }
  return Buffer.concat(parts)
}

const pxPerInch = 96
