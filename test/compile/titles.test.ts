import { expect, test } from 'vitest'
import { compileText } from './compileText.js'

const titleOf = async (heading: string): Promise<string | undefined> =>
  (await compileText(`${heading}\n`)).slides[0]?.title

test.each([
  ['# A ![w:40 a disc](disc.png) title', 'A a disc title'],
  ['# ![h:60](disc.png) Logo ![bg right](photo.jpg)', 'Logo'],
  ['# ![bg a wide photo](photo.jpg) Sea', 'Sea'],
  ['# ![A disc](disc.png)', 'A disc'],
  ['# Rockets :rocket: and `code`', 'Rockets 🚀 and code'],
])('the title of %s has the words of its pictures, and not Marp’s', async (heading, title) => {
  expect(await titleOf(heading)).toBe(title)
})
