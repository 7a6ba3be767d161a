import { PNG } from 'pngjs'

/** A real PNG of one pixel. */
export const onePixel: Uint8Array = PNG.sync.write(new PNG({ width: 1, height: 1 }))

/** The header of a 1-bit PNG of any size: what a bomb looks like before it is unpacked. */
export function pngOf(width: number, height: number): Buffer {
  const bytes = Buffer.from(onePixel)
  bytes.writeUInt32BE(width, 16)
  bytes.writeUInt32BE(height, 20)
  return bytes
}

/** The beginning of an ISO media file of a brand. */
export function isoOf(brand: string, compatible = 'isom'): Buffer {
  return Buffer.concat([Buffer.from([0, 0, 0, 20]), Buffer.from(`ftyp${brand}\0\0\0\0${compatible}`), Buffer.alloc(64)])
}

/** An SVG that a browser shows. */
export const smallSvg = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"><rect width="1" height="1"/></svg>'

/** An SVG that uses one shape ten times, that ten times, and so on. */
export function svgOf(levels: number): string {
  const ten = (id: number): string => Array.from({ length: 10 }, () => `<use xlink:href="#a${id}"/>`).join('')
  const groups = Array.from({ length: levels }, (_, at) => `<g id="a${at + 1}">${ten(at)}</g>`).join('')
  return `<svg xmlns="http://www.w3.org/2000/svg"><defs><rect id="a0"/>${groups}</defs><use href="#a${levels}"/></svg>`
}
