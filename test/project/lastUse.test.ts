import { expect, it } from 'vitest'
import { lastUse } from '../../src/project/outputs/lastUse.js'
import type { Target } from '../../src/project/outputs/targets.js'

const target = (stem: string, format: Target['format']): Target => ({ stem, format, folder: '/out' })

it('a browser is done with when the last target that needs one is, and not before', () => {
  const [pdf, png, html, other] = [
    target('a', 'pdf'),
    target('a', 'png'),
    target('a', 'html'),
    target('b', 'pdf'),
  ] as const
  let over = 0
  const done = lastUse([[pdf, png, html], [other]], () => over++)
  done([html])
  done([pdf])
  done([pdf, png, html])
  expect(over).toBe(0)
  done([other])
  expect(over).toBe(1)
  done([other])
  expect(over).toBe(1)
})

it('nothing is told of a run that needs no browser', () => {
  let over = 0
  const html = target('a', 'html')
  lastUse([[html]], () => over++)([html])
  expect(over).toBe(0)
})
