import { type CssBlock, declarationsOf } from './cssBlocks.js'
import type { FontWishes } from './fontWishes.js'

/** A face as font matching sees it. */
export interface FontFace {
  readonly block: CssBlock
  /** In lower case, without quotes. */
  readonly family: string
  readonly italic: boolean
  /** Lightest and heaviest weight that it has. */
  readonly weight: readonly [number, number]
  readonly range: string | undefined
}

/** Reads an `@font-face` block. */
export function readFace(block: CssBlock): FontFace {
  const values = new Map(declarationsOf(block))
  const weights = (values.get('font-weight') ?? 'normal').split(/\s+/).map(weightOf)
  const lightest = weights[0] ?? 400
  return {
    block,
    family: (values.get('font-family') ?? '').replace(/^(["'])(.*)\1$/, '$2').toLowerCase(),
    italic: /^(?:italic|oblique)/i.test(values.get('font-style') ?? ''),
    weight: [lightest, weights[1] ?? lightest],
    range: values.get('unicode-range'),
  }
}

/** The faces of one family that the wishes can lead to, chosen as a browser chooses: slope first, then weight. */
export function matchFaces(family: readonly FontFace[], wishes: FontWishes): ReadonlySet<FontFace> {
  const matched = new Set<FontFace>()
  for (const italic of wishes.italic ? [false, true] : [false]) {
    const sloped = family.filter((face) => face.italic === italic)
    const candidates = sloped.length > 0 ? sloped : family
    for (const weight of wishes.weights === 'all' ? everyWeight : wishes.weights) {
      const best = Math.min(...candidates.map((face) => distance(face, weight)))
      for (const face of candidates) if (distance(face, weight) === best) matched.add(face)
    }
  }
  return matched
}

/** How late a browser would come to this face. Source: CSS Fonts 4, section 5.2, "font-weight is tested next". */
function distance({ weight: [lightest, heaviest] }: FontFace, wanted: number): number {
  if (wanted >= lightest && wanted <= heaviest) return 0
  const heavier = lightest > wanted
  const gap = heavier ? lightest - wanted : wanted - heaviest
  if (wanted < 400) return heavier ? gap + 2000 : gap
  if (wanted > 500) return heavier ? gap : gap + 2000
  if (heavier && lightest <= 500) return gap
  return heavier ? gap + 4000 : gap + 2000
}

function weightOf(word: string): number {
  const known: Readonly<Record<string, number>> = { normal: 400, bold: 700 }
  return known[word.toLowerCase()] ?? (Number(word) || 400)
}

const everyWeight = [100, 200, 300, 400, 500, 600, 700, 800, 900, 1000]
