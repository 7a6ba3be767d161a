import { renameSync, symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { onePixel } from '../load/pictures.js'
import { ask } from './ask.js'
import { follow, serve } from './served.js'

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

it('serves what a deck links to elsewhere in its project, and nothing else from there', async () => {
  const pdf = '%PDF-1.4\n'
  const { port, folder } = await serve({
    'p/slides/x/talk.md':
      '# One\n\n[paper](../../papers/the%20paper.pdf#page=2) [one](../one.pdf) [top](/docs/top.pdf) [text](../notes.txt)\n' +
      '[key](../.ssh/key.pdf) [module](../../node_modules/m/a.pdf) [out](../../../out/secret.pdf) [link](../leads.pdf) [dir](../)\n',
    'p/package.json': '{}',
    'p/papers/the paper.pdf': `${pdf}paper`,
    'p/papers/other.pdf': `${pdf}other`,
    'p/slides/one.pdf': `${pdf}one`,
    'p/docs/top.pdf': `${pdf}top`,
    'p/slides/notes.txt': 'text',
    'p/slides/.ssh/key.pdf': `${pdf}key`,
    'p/node_modules/m/a.pdf': `${pdf}module`,
    'out/secret.pdf': `${pdf}secret`,
  })
  symlinkSync('../../out/secret.pdf', join(folder, 'p/slides/leads.pdf'))
  const gives = async (path: string): Promise<string | number> => {
    const { status, body } = await ask(port, path)
    return status === 200 ? body.slice(pdf.length) : status
  }
  expect(await gives('/talk/')).toContain('One')
  expect(await Promise.all(['/papers/the%20paper.pdf', '/one.pdf', '/docs/top.pdf'].map(gives))).toEqual([
    'paper',
    'one',
    'top',
  ])
  const refused = [
    '/papers/other.pdf',
    '/notes.txt',
    '/.ssh/key.pdf',
    '/node_modules/m/a.pdf',
    '/out/secret.pdf',
    '/leads.pdf',
    '/slides/one.pdf',
  ]
  for (const path of refused) expect(await gives(path), path).toBe(404)
})

it('serves pages, scripts and data beside a deck only when it is trusted like a program', async () => {
  const files = {
    'talk.md': '# One\n\n<iframe src="demo/page.html"></iframe>\n',
    'demo/page.html': '<script src="page.js"></script>',
    'demo/page.js': 'void 0',
    'demo/.hidden.html': 'no',
    'demo/run.sh': 'no',
  }
  for (const unsafeHtml of [true, false]) {
    const { port } = await serve({ ...files, 'lectern.config.json': JSON.stringify({ unsafeHtml }) })
    await ask(port, '/talk/')
    const page = await ask(port, '/talk/demo/page.html')
    const script = await ask(port, '/talk/demo/page.js')
    expect([page.status, script.status]).toEqual(unsafeHtml ? [200, 200] : [404, 404])
    if (unsafeHtml) {
      expect(page.headers['content-security-policy']).toMatch(
        /^default-src 'self' 'unsafe-inline'(?!.*https:).*frame-ancestors 'self'$/,
      )
      expect(script.headers['content-type']).toBe('text/javascript; charset=utf-8')
    }
    for (const path of ['demo/.hidden.html', 'demo/run.sh']) expect((await ask(port, `/talk/${path}`)).status).toBe(404)
  }
})
