import { expect, it } from 'vitest'
import { compileText } from './compileText.js'

it('short names of emoji are drawn in every deck that an engine compiles, whatever the one before had', async () => {
  const drawn = async (text: string) => (await compileText(text)).slides[0]?.html.match(/emoji:[\w-]+/g) ?? []
  const rocket = await drawn('# Go :rocket:')
  expect(rocket).toHaveLength(1)
  expect(await drawn('# 10:30 to 12:45, a :b')).toEqual([])
  expect(await drawn('# Go :rocket: :+1:')).toHaveLength(2)
  expect(await drawn('# `:rocket:`')).toEqual([])
  expect(await drawn('# Go :rocket:')).toEqual(rocket)
})
