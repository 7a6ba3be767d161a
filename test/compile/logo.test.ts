import { expect, test } from 'vitest'
import { layouts } from '../../src/compile/looks/layouts.js'
import { compileJob, compileText } from './compileText.js'

const css = '/* @theme pack */ section { width: 1280px; height: 720px }'
const job = compileJob({ themes: [{ name: 'pack', file: 'pack.css', css, layouts }], themeNames: ['default', 'pack'] })

/** What a slide has in its running head, and what is told. */
async function headOf(front: string): Promise<{ head: string | undefined; images: number; told: string[] }> {
  const { slides, problems } = await compileText(`---\n${front}\n---\n\n## A\n\nWords`, job)
  const head = /<header>(.*?)<\/header>/.exec(slides[0]?.html ?? '')?.[1]
  return { head, images: head?.match(/<img /g)?.length ?? 0, told: problems.map(({ message }) => message) }
}

test.each([
  [
    'one picture',
    'logo: a.svg',
    1,
    /role="presentation" class="lectern-logo"|class="lectern-logo" role="presentation"/,
  ],
  ['one for each scheme', 'logo: { light: a.svg, dark: b.svg }', 2, /for-light".*for-dark"/],
  ['one behind what the header says', 'logo: a.svg\nheader: Queues', 1, /^Queues<img /],
])('a logo stands in the running head: %s', async (_, logo, images, form) => {
  const seen = await headOf(`theme: pack\n${logo}`)
  expect(seen).toMatchObject({ images, told: [] })
  expect(seen.head).toMatch(form)
})

test.each(['[a.svg, b.svg]', '{ light: a.svg }', '{ light: a.svg, dark: b.svg, grey: c.svg }'])(
  'a logo of another form is told: %s',
  async (value) => {
    expect((await headOf(`theme: pack\nlogo: ${value}`)).told).toEqual([
      '`logo` must be an image, or one for each colour scheme.',
    ])
  },
)

test('themes without layouts keep the HTML of other tools', async () => {
  expect(await headOf('logo: a.svg')).toEqual({ head: undefined, images: 0, told: [] })
})

test('the logo of the project holds for decks that name none', async () => {
  const withProject = { ...job, logo: '../a.svg' }
  const html = async (front: string) =>
    (await compileText(`---\ntheme: pack\n${front}\n---\n\n## A`, withProject)).slides[0]?.html ?? ''
  expect(await html('lang: en')).toContain('a.svg')
  expect(await html('logo: b.svg')).toContain('b.svg')
  expect(await html('logo: b.svg')).not.toContain('a.svg')
})
