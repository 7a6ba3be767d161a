import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { changesBetween, mergeTexts, type TextChange } from '../../src/client/editor/merge.js'

const base = '# One\n\ntext\n\n---\n\n# Two\n\n* a\n* b\n'

describe('merging two versions of a text', () => {
  test('keeps the changes of both when they are apart', () => {
    const mine = base.replace('text', 'my text')
    const theirs = base.replace('* b', '* b\n* c')
    const both = mine.replace('* b', '* b\n* c')
    expect(mergeTexts(base, mine, theirs)).toEqual({ contested: false, withMine: both, withTheirs: both })
  })

  test('takes a change that both made once', () => {
    const both = base.replace('text', 'other')
    expect(mergeTexts(base, both, both)).toEqual({ contested: false, withMine: both, withTheirs: both })
  })

  test('lets somebody decide when both changed the same line, and keeps all else of both', () => {
    const mine = base.replace('text', 'mine').replace('* a', '* A')
    const theirs = base.replace('text', 'theirs').replace('# One', '# 1')
    const merged = mergeTexts(base, mine, theirs)
    expect(merged.contested).toBe(true)
    expect(merged.withMine).toBe('# 1\n\nmine\n\n---\n\n# Two\n\n* A\n* b\n')
    expect(merged.withTheirs).toBe('# 1\n\ntheirs\n\n---\n\n# Two\n\n* A\n* b\n')
  })

  test('sees that a slide was taken out in which a word was changed', () => {
    const mine = base.replace('* a', '* changed')
    const theirs = '# One\n\ntext\n'
    const merged = mergeTexts(base, mine, theirs)
    expect(merged.contested).toBe(true)
    expect(merged.withMine).toContain('* changed')
  })

  test('keeps a moved slide and a word changed elsewhere', () => {
    const slides = ['# A\n\na', '# B\n\nb', '# C\n\nc', '# D\n\nd']
    const deck = (order: string[]): string => order.join('\n\n---\n\n')
    const [a = '', b = '', c = '', d = ''] = slides
    const merged = mergeTexts(deck(slides), deck([a, c, b, d]), deck([a, b, c, d.replace('\nd', '\nnew')]))
    expect(merged).toMatchObject({ contested: false, withMine: deck([a, c, b, d.replace('\nd', '\nnew')]) })
  })

  test('takes two texts that have nothing to do with each other apart as one place', () => {
    expect(mergeTexts('', 'mine', 'theirs')).toEqual({ contested: true, withMine: 'mine', withTheirs: 'theirs' })
  })

  test('holds for a deck of 5,000 slides that are full of equal lines', () => {
    const long = Array.from({ length: 5000 }, (_, index) => `# ${index}\n\n* a\n* b\n\n---\n`).join('\n')
    const mine = long.replace('# 7\n\n* a', '# 7\n\n* mine')
    const theirs = long.replace('# 4990\n\n* a', '# 4990\n\n* theirs')
    const merged = mergeTexts(long, mine, theirs)
    expect(merged.contested).toBe(false)
    expect(merged.withMine).toBe(mine.replace('# 4990\n\n* a', '# 4990\n\n* theirs'))
  })

  test('loses no line that only one of them wrote', () => {
    const line = fc.constantFrom('', '---', '# A', '# B', 'a', 'b', 'c')
    const text = fc.array(line, { maxLength: 12 })
    const typed = fc.record({ base: text, at: fc.nat(12), other: text })
    fc.assert(
      fc.property(typed, ({ base: lines, at, other }) => {
        const mine = [...lines.slice(0, at), 'typed by me', ...lines.slice(at)].join('\n')
        const merged = mergeTexts(lines.join('\n'), mine, other.join('\n'))
        expect(merged.withMine.split('\n')).toContain('typed by me')
      }),
      { seed: 7, numRuns: 500 },
    )
  })
})

describe('changes between two texts', () => {
  const apply = (text: string, changes: readonly TextChange[]): string =>
    [...changes].reverse().reduce((all, { from, to, insert }) => all.slice(0, from) + insert + all.slice(to), text)

  test('make the one of the other', () => {
    const text = fc.array(fc.constantFrom('', 'a', 'b', 'cc', '---', '# T', 'x'), { maxLength: 15 })
    fc.assert(
      fc.property(text, text, (one, other) => {
        const [before, after] = [one.join('\n'), other.join('\n')]
        expect(apply(before, changesBetween(before, after))).toBe(after)
      }),
      { seed: 7, numRuns: 2000 },
    )
  })

  test('leave what is between two changes alone', () => {
    const changes = changesBetween('# A\n\nb\n\n# C\n\nd\n', '# A\n\nB!\n\n# C\n\nD!\n')
    expect(changes).toEqual([
      { from: 5, to: 6, insert: 'B!' },
      { from: 13, to: 14, insert: 'D!' },
    ])
  })
})
