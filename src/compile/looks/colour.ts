// CSS colours: which texts are one, and how light those are whose value is in the text. Source: CSS Color 4.

import { type LinearRgb, linear } from '../../model/words/contrast.js'

const functions = /^(?:rgba?|hsla?|hwb|lab|lch|oklab|oklch|color|color-mix|light-dark|var)\([\w\s.,%#()+*/-]+\)$/i

/** True for a colour that CSS understands; functions are taken by their form. */
export function isColor(text: string): boolean {
  return isHex(text) || names.has(text.toLowerCase()) || (functions.test(text) && balanced(text))
}

/** The colour, when its value can be read: hex, a name, `rgb()`, `hsl()`, `oklch()`. No alpha: over what would it lie? */
export function readColor(text: string): LinearRgb | undefined {
  const value = text.trim().toLowerCase()
  const named = names.get(value)
  if (named !== undefined) return fromHex(named)
  if (isHex(value)) return value.length === 5 || value.length === 9 ? undefined : fromHex(value.slice(1))
  const [, name = '', inside = ''] = /^(rgb|hsl|oklch)a?\(([^()/]+)\)$/.exec(value) ?? []
  const parts = inside.split(/[\s,]+/).filter(Boolean)
  const [a, b, c] = parts.map((part) => Number.parseFloat(part))
  if (parts.length !== 3 || a === undefined || b === undefined || c === undefined || [a, b, c].some(Number.isNaN))
    return undefined
  const share = (index: number, whole: number) =>
    parts[index]?.endsWith('%')
      ? Number.parseFloat(parts[index] ?? '') / 100
      : Number.parseFloat(parts[index] ?? '') / whole
  if (name === 'rgb') return [linear(share(0, 255)), linear(share(1, 255)), linear(share(2, 255))]
  if (name === 'hsl') return fromHsl(a, share(1, 100), share(2, 100))
  return fromOklch(share(0, 1), parts[1]?.endsWith('%') ? (b / 100) * 0.4 : b, c)
}

function isHex(text: string): boolean {
  return /^#(?:[\da-f]{3,4}|[\da-f]{6}|[\da-f]{8})$/i.test(text)
}

function balanced(text: string): boolean {
  let depth = 0
  for (const [at, sign] of [...text].entries()) {
    if (sign === '(') depth++
    if (sign === ')' && --depth === 0 && at < text.length - 1) return false
  }
  return depth === 0
}

function fromHex(hex: string): LinearRgb {
  const full = hex.length < 6 ? [...hex].map((digit) => digit + digit).join('') : hex
  const at = (index: number) => linear(Number.parseInt(full.slice(index, index + 2), 16) / 255)
  return [at(0), at(2), at(4)]
}

function fromHsl(hue: number, saturation: number, lightness: number): LinearRgb {
  const at = (offset: number) => {
    const k = (((offset + hue / 30) % 12) + 12) % 12
    return linear(lightness - saturation * Math.min(lightness, 1 - lightness) * Math.max(-1, Math.min(k - 3, 9 - k, 1)))
  }
  return [at(0), at(8), at(4)]
}

/** Source of the matrices: Björn Ottosson, “A perceptual color space for image processing”. */
function fromOklch(lightness: number, chroma: number, hue: number): LinearRgb {
  return fromOklab([lightness, chroma * Math.cos((hue * Math.PI) / 180), chroma * Math.sin((hue * Math.PI) / 180)])
}

/** A colour of OKLab in linear RGB. */
export function fromOklab([lightness, a, b]: readonly [number, number, number]): LinearRgb {
  const l = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3
  const m = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3
  const s = (lightness - 0.0894841775 * a - 1.291485548 * b) ** 3
  return [
    4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s,
    -1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s,
    -0.0041960863 * l - 0.7034186147 * m + 1.707614701 * s,
  ]
}

/** A colour of linear RGB in OKLab. */
export function toOklab([r, g, b]: LinearRgb): [number, number, number] {
  const l = Math.cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b)
  const m = Math.cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b)
  const s = Math.cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b)
  return [
    0.2104542553 * l + 0.793617785 * m - 0.0040720468 * s,
    1.9779984951 * l - 2.428592205 * m + 0.4505937099 * s,
    0.0259040371 * l + 0.7827717662 * m - 0.808675766 * s,
  ]
}

/** CSS's names for colours, each with its hexadecimal digits. */
const names: ReadonlyMap<string, string> = new Map(
  Array.from(
    `aliceblue f0f8ff antiquewhite faebd7 aqua 0ff aquamarine 7fffd4 azure f0ffff beige f5f5dc bisque ffe4c4 black
000 blanchedalmond ffebcd blue 00f blueviolet 8a2be2 brown a52a2a burlywood deb887 cadetblue 5f9ea0 chartreuse
7fff00 chocolate d2691e coral ff7f50 cornflowerblue 6495ed cornsilk fff8dc crimson dc143c cyan 0ff darkblue
00008b darkcyan 008b8b darkgoldenrod b8860b darkgray a9a9a9 darkgreen 006400 darkgrey a9a9a9 darkkhaki bdb76b
darkmagenta 8b008b darkolivegreen 556b2f darkorange ff8c00 darkorchid 9932cc darkred 8b0000 darksalmon e9967a
darkseagreen 8fbc8f darkslateblue 483d8b darkslategray 2f4f4f darkslategrey 2f4f4f darkturquoise 00ced1
darkviolet 9400d3 deeppink ff1493 deepskyblue 00bfff dimgray 696969 dimgrey 696969 dodgerblue 1e90ff firebrick
b22222 floralwhite fffaf0 forestgreen 228b22 fuchsia f0f gainsboro dcdcdc ghostwhite f8f8ff gold ffd700
goldenrod daa520 gray 808080 green 008000 greenyellow adff2f grey 808080 honeydew f0fff0 hotpink ff69b4
indianred cd5c5c indigo 4b0082 ivory fffff0 khaki f0e68c lavender e6e6fa lavenderblush fff0f5 lawngreen 7cfc00
lemonchiffon fffacd lightblue add8e6 lightcoral f08080 lightcyan e0ffff lightgoldenrodyellow fafad2 lightgray
d3d3d3 lightgreen 90ee90 lightgrey d3d3d3 lightpink ffb6c1 lightsalmon ffa07a lightseagreen 20b2aa
lightskyblue 87cefa lightslategray 789 lightslategrey 789 lightsteelblue b0c4de lightyellow ffffe0 lime 0f0
limegreen 32cd32 linen faf0e6 magenta f0f maroon 800000 mediumaquamarine 66cdaa mediumblue 0000cd mediumorchid
ba55d3 mediumpurple 9370db mediumseagreen 3cb371 mediumslateblue 7b68ee mediumspringgreen 00fa9a
mediumturquoise 48d1cc mediumvioletred c71585 midnightblue 191970 mintcream f5fffa mistyrose ffe4e1 moccasin
ffe4b5 navajowhite ffdead navy 000080 oldlace fdf5e6 olive 808000 olivedrab 6b8e23 orange ffa500 orangered
ff4500 orchid da70d6 palegoldenrod eee8aa palegreen 98fb98 paleturquoise afeeee palevioletred db7093
papayawhip ffefd5 peachpuff ffdab9 peru cd853f pink ffc0cb plum dda0dd powderblue b0e0e6 purple 800080
rebeccapurple 639 red f00 rosybrown bc8f8f royalblue 4169e1 saddlebrown 8b4513 salmon fa8072 sandybrown f4a460
seagreen 2e8b57 seashell fff5ee sienna a0522d silver c0c0c0 skyblue 87ceeb slateblue 6a5acd slategray 708090
slategrey 708090 snow fffafa springgreen 00ff7f steelblue 4682b4 tan d2b48c teal 008080 thistle d8bfd8 tomato
ff6347 turquoise 40e0d0 violet ee82ee wheat f5deb3 white fff whitesmoke f5f5f5 yellow ff0 yellowgreen 9acd32`.matchAll(
      /(\S+)\s+(\S+)/g,
    ),
    ([, name = '', hex = '']) => [name, hex] as const,
  ),
)
