import { PNG } from 'pngjs'

/** A picture that no format makes small: colours without any order, the same in each run. */
export function noise(size: number): Buffer {
  const picture = new PNG({ width: size, height: size })
  let seed = 1
  for (let at = 0; at < picture.data.length; at++) {
    seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648
    picture.data[at] = at % 4 === 3 ? 255 : seed >> 16
  }
  return PNG.sync.write(picture)
}
