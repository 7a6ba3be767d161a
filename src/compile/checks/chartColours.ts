import type { Problem } from '../../model/problem.js'
import type { Theme } from '../../model/theme.js'
import type { LinearRgb } from '../../model/words/contrast.js'
import { areaShares } from '../charts/palette.js'
import { fromOklab, readColor, toOklab } from '../looks/colour.js'
import type { TokenStyle } from '../looks/tokenCss.js'
import { inScheme } from './contrast.js'

const names = ['c1', 'c2', 'c3', 'c4'] as const

/** Least distance in OKLab at which two areas are told apart across a room: about three times what can be seen side by side. */
const least = 0.05

/** How colours look to people who lack one kind of cone, in linear RGB. Source: Machado, Oliveira and Fernandes 2009. */
const visions: readonly (readonly [name: string, matrix: readonly number[]])[] = [
  ['everybody', [1, 0, 0, 0, 1, 0, 0, 0, 1]],
  ['protanopia', [0.152286, 1.052583, -0.204868, 0.114503, 0.786281, 0.099216, -0.003882, -0.048116, 1.051998]],
  ['deuteranopia', [0.367322, 0.860646, -0.227968, 0.280085, 0.672501, 0.047413, -0.01182, 0.04294, 0.968881]],
  ['tritanopia', [1.255528, -0.076749, -0.178779, -0.078411, 0.930809, 0.147602, 0.004733, 0.691367, 0.3039]],
]

/**
 * Judges the four data colours of a deck that sets one of them and has charts: each pair has to be told apart in each scheme, also by
 * whoever lacks one kind of cone. Colours that CSS computes are not judged.
 */
export function checkChartColours(theme: Theme | undefined, { values, places, scheme }: TokenStyle): Problem[] {
  const settingOf = (name: string) => values.get(name) ?? theme?.tokens?.find((token) => token.name === name)?.default
  const schemes = scheme === undefined ? (['light', 'dark'] as const) : [scheme]
  const said = new Set<string>()
  return names.flatMap((one, at) =>
    names.slice(at + 1).flatMap((other): Problem[] => {
      const set = [other, one].find((name) => values.has(name))
      const [first, second] = [settingOf(one), settingOf(other)]
      if (set === undefined || first === undefined || second === undefined || said.has(set)) return []
      const alike = schemes.flatMap((name) => {
        const paper = readColor(inScheme(settingOf('paper') ?? '#fff', name))
        const [a, b] = [readColor(inScheme(first, name)), readColor(inScheme(second, name))]
        const found =
          a && b && paper ? likeness(areaOf(a, paper, at), areaOf(b, paper, names.indexOf(other))) : undefined
        return found === undefined || found.distance >= least ? [] : [found.vision]
      })
      if (alike[0] === undefined) return []
      said.add(set)
      const who = alike[0] === 'everybody' ? '' : ` for people with ${alike[0]}`
      return [
        {
          severity: 'warning',
          code: 'token-contrast',
          message: `The data colours \`${one}\` and \`${other}\` look alike in charts${who}.`,
          hint: 'Make one of them lighter or darker, not only another hue.',
          place: places.get(set) ?? { file: '', line: 1, column: 1 },
        },
      ]
    }),
  )
}

/** The colour of an area, which is part ground; see `areaShares`. */
export function areaOf(colour: LinearRgb, paper: LinearRgb, at: number): LinearRgb {
  const share = areaShares[at] ?? 1
  const [one, other] = [toOklab(colour), toOklab(paper)]
  const mixed = (index: 0 | 1 | 2): number => one[index] * share + other[index] * (1 - share)
  return fromOklab([mixed(0), mixed(1), mixed(2)])
}

/** The distance of two colours in the vision in which they are nearest. */
export function likeness(one: LinearRgb, other: LinearRgb): { readonly distance: number; readonly vision: string } {
  const seen = visions.map(([vision, matrix]) => {
    const [a, b] = [toOklab(through(matrix, one)), toOklab(through(matrix, other))]
    return { vision, distance: Math.hypot(...a.map((value, at) => value - (b[at] ?? 0))) }
  })
  return seen.reduce((all, each) => (each.distance < all.distance ? each : all))
}

function through(matrix: readonly number[], colour: LinearRgb): [number, number, number] {
  const row = (at: number): number =>
    colour.reduce((sum, value, index) => sum + value * (matrix[at * 3 + index] ?? 0), 0)
  return [row(0), row(1), row(2)]
}
