import { renameSync, symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { onePixel } from '../load/pictures.js'
import { follow } from './served.js'

const theme = (colour: string) => `/* @theme house */\nsection { width: 1280px; height: 720px; color: ${colour} }`
const manifest = { name: 'house', title: 'A', description: 'A', version: '1.0.0', license: 'MIT', css: 'theme.css' }

it('follows what a deck shows from beside its folder, also when it comes later', async () => {
  const { session, next, write } = await follow({
    'slides/x/talk.md': '# One\n\n![](../../assets/a.png)\n\n<!-- include: ../shared/part.md -->\n',
    'slides/shared/part.md': '## Part\n\n![](b.png)\n',
    'slides/shared/b.png': onePixel,
    'package.json': '{}',
  })
  expect(session.problems().map(({ code }) => code)).toEqual(['image-missing'])
  await write('assets/a.png', onePixel)
  await next(({ problems }) => problems.length === 0)
  await write('slides/shared/part.md', '## Part two\n\n![](b.png)\n')
  const { shown } = await next()
  expect(shown.deck.slides.map(({ html }) => html).join()).toContain('Part two')
})

it('reads a pack anew whose folder is a link that leads to another one now', async () => {
  const { folder, next } = await follow({
    'talk.md': '---\ntheme: house\n---\n# One\n',
    'packs/a/theme.json': JSON.stringify(manifest),
    'packs/a/theme.css': theme('red'),
    'packs/b/theme.json': JSON.stringify(manifest),
    'packs/b/theme.css': theme('blue'),
    'themes/other.css': '/* @theme other */',
  })
  symlinkSync('../packs/a', join(folder, 'themes/house'))
  const first = await next(({ problems }) => problems.length === 0)
  expect(first.shown.css).toContain('red')
  symlinkSync('../packs/b', join(folder, 'themes/next'))
  renameSync(join(folder, 'themes/next'), join(folder, 'themes/house'))
  const second = await next(({ shown }) => shown.css.includes('blue'))
  expect(second.problems).toEqual([])
})

it('shows no deck that has become a link out of its project, whatever the watcher has read', async () => {
  const followed = await follow(
    {
      'p/talk.md': '# One\n',
      'p/package.json': '{}',
      'out/secret.md': '# Secret\n',
    },
    {
      around: (prepare) => (changed) => prepare(changed, () => Buffer.from('# Secret\n')),
    },
  )
  symlinkSync('../out/secret.md', join(followed.folder, 'p/next.md'))
  renameSync(join(followed.folder, 'p/next.md'), join(followed.folder, 'p/talk.md'))
  const { problems, shown } = await followed.next(({ problems: found }) => found.length > 0)
  expect(problems.map(({ code }) => code)).toEqual(['deck-unreadable'])
  expect(shown.revision).toBe(1)
})
