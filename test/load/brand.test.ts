import { expect, it } from 'vitest'
import { loadBrand, logoFrom } from '../../src/load/themes/brand.js'
import { folderWith } from './folder.js'

const read = async (text: string) => {
  const { tokens, problems } = await loadBrand(folderWith({ 'brand.json': text }))
  return {
    tokens,
    said: problems.map(({ severity, code, place }) => `${place.line}:${place.column} ${severity} ${code}`),
  }
}

it('A brand gives each token with the place of its value', async () => {
  const { tokens, said } = await read('{\n  "tokens": {\n    "signal": "#0a7d54",\n    "text": 30\n  }\n}')
  expect(said).toEqual([])
  expect(tokens.get('signal')).toEqual({ value: '#0a7d54', place: { file: 'brand.json', line: 3, column: 15 } })
  expect(tokens.get('text')?.value).toBe('30')
  expect((await loadBrand(folderWith())).tokens.size).toBe(0)
})

it('A brand with a mistake says where, and sets nothing', async () => {
  expect(await read('{ "tokens": { "a": } }')).toEqual({ tokens: new Map(), said: ['1:20 error brand-invalid'] })
  expect(await read('[]')).toEqual({ tokens: new Map(), said: ['1:1 error brand-invalid'] })
  expect(await read('{ "tokens": 7 }')).toEqual({ tokens: new Map(), said: ['1:13 error brand-invalid'] })
  expect((await read('{ "token": {} }')).said).toEqual(['1:12 warning brand-invalid'])
})

it('A logo counts from the brand, and each deck names it from its own folder', async () => {
  const logoIn = async (text: string) =>
    logoFrom('/p/talks/a', await loadBrand(folderWith({ 'brand.json': text })), '/p')
  expect(await logoIn('{ "logo": "logo.svg" }')).toBe('../../logo.svg')
  expect(await logoIn('{ "logo": { "light": "l.svg", "dark": "talks/a/d.svg" } }')).toEqual({
    light: '../../l.svg',
    dark: 'd.svg',
  })
  expect(await logoIn('{ "logo": "https://example.org/logo.svg" }')).toBe('https://example.org/logo.svg')
  expect(await logoIn('{}')).toBeNull()
  expect(await logoIn('{ "logo": 3 }')).toBeNull()
  expect((await read('{ "logo": { "light": "l.svg" } }')).said).toEqual(['1:11 warning brand-invalid'])
})
