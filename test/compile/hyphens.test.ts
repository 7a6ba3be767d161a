import { describe, expect, test } from 'vitest'
import { plainText } from '../../src/render/page/plainText.js'
import { compileJob, compileText } from './compileText.js'

const theme = { name: 'pack', css: '/* @theme pack */', file: 'pack.css', layouts: [] }
const job = compileJob({ themes: [theme], themeNames: ['default', 'pack'] })

/** The first slide of a deck in a theme that declares layouts, soft hyphens as `|`. */
async function slide(body: string, front = 'lang: de\ntheme: pack') {
  const { slides } = await compileText(`---\n${front}\nlayout: none\n---\n\n${body}`, job)
  return {
    title: slides[0]?.title,
    raw: slides[0]?.html ?? '',
    html: (slides[0]?.html ?? '').replaceAll('\u00ad', '|'),
  }
}

describe('soft hyphens', () => {
  test.each([
    ['lang: de\ntheme: pack', 'Doppelverordnungen', 'Doppel|ver|ord|nungen'],
    ['lang: de-AT\ntheme: pack', '**Patientensicherheit**', 'Pati|en|ten|si|cher|heit'],
    ['lang: fi\ntheme: pack', 'käyttöliittymäsuunnittelu', 'käyt|tö|liit|ty|mä|suun|nit|telu'],
    ['lang: en\ntheme: pack', 'internationalization', 'internationalization'],
    ['lang: de\ntheme: pack', 'Verordnung und Wohnraum', 'Verordnung und Wohnraum'],
    ['theme: pack', 'Doppelverordnungen', 'Doppelverordnungen'],
    ['lang: de', 'Doppelverordnungen', 'Doppelverordnungen'],
    ['lang: tlh\ntheme: pack', 'Doppelverordnungen', 'Doppelverordnungen'],
    ['lang: de\ntheme: pack', '`Doppelverordnungen`', 'Doppelverordnungen'],
    ['lang: de\ntheme: pack', 'https://example.org/Doppelverordnungen', 'example.org/Doppelverordnungen'],
    ['lang: de\ntheme: pack', 'Mail an doppelverordnungen@example.org', 'doppelverordnungen@example.org'],
  ])('with `%s`, “%s” has “%s”', async (front, text, wanted) => {
    expect((await slide(`- ${text}`, front)).html).toContain(wanted)
  })

  test('stand in a heading only where a word may be too long for the slide, and never in its title', async () => {
    expect((await slide('# Patientensicherheit')).html).not.toContain('|')
    const { html, title } = await slide('# Arzneimitteltherapiesicherheit')
    expect(html).toContain('Arznei|mit|tel|the|ra|pie|si|cher|heit')
    expect(title).toBe('Arzneimitteltherapiesicherheit')
  })

  test('are nothing that is read: texts of slides go without them', async () => {
    const { raw } = await slide('Die Doppelverordnungen sind seltener')
    expect(raw).toContain('\u00ad')
    expect(plainText(raw)).toBe('Die Doppelverordnungen sind seltener')
  })
})

test('a figure and its sign stay on one line, but not in a title, which is searched', async () => {
  const { html, title } = await slide('# Up 5 %\n\nStill 91 % of 3 €, at 12 °C, 5 %x, 7 am')
  expect(html).toContain('91&nbsp;% of 3&nbsp;€, at 12&nbsp;°C, 5 %x, 7 am')
  expect(title).toBe('Up 5 %')
})
