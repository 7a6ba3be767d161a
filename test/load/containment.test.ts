import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeEach, describe, expect, it } from 'vitest'
import { resolveInside, resolvePathInside } from '../../src/load/disk/containment.js'
import { folderWith } from './folder.js'

let fx: string
let root: string

beforeEach(() => {
  fx = folderWith({
    'deck/a.md': '# A',
    'deck/img/a.png': 'a',
    'deck/img/with space.png': 'b',
    'deck/img/žluť 漢字.png': 'c',
    'deck/img/a+b.png': 'd',
    'deck/img/a%2Bb.png': 'e',
    'deck/..hidden/x': 'f',
    'deck-secret/x.md': 'SIBLING-SECRET',
    'outside/o.md': 'OUTSIDE-SECRET',
  })
  root = join(fx, 'deck')
  symlinkSync('../outside', join(root, 'dlink'))
  symlinkSync('../outside/o.md', join(root, 'link.md'))
  symlinkSync('img/a.png', join(root, 'inner.png'))
  symlinkSync('.', join(root, 'loop'))
  symlinkSync('endless', join(root, 'endless'))
})

describe('what is inside the folder is found', () => {
  it.each([
    ['img/a.png', 'img/a.png'],
    ['./img/a.png', 'img/a.png'],
    ['img/../img/a.png', 'img/a.png'],
    ['img/a.png?v=1#x', 'img/a.png'],
    ['img/with%20space.png', 'img/with space.png'],
    ['img/with space.png', 'img/with space.png'],
    ['img/%C5%BElu%C5%A5%20漢字.png', 'img/žluť 漢字.png'],
    ['img/a%2Bb.png', 'img/a+b.png'],
    ['img/a+b.png', 'img/a+b.png'],
    ['img/a%252Bb.png', 'img/a%2Bb.png'],
    ['..hidden/x', '..hidden/x'],
    ['inner.png', 'img/a.png'],
    ['loop/loop/img/a.png', 'img/a.png'],
  ])('%s', async (address, path) => {
    expect(await resolveInside(root, address)).toEqual({ ok: true, path: join(root, path) })
  })

  it('a path that is decoded already is not decoded again', async () => {
    expect(await resolvePathInside(root, 'img/a%2Bb.png')).toEqual({ ok: true, path: join(root, 'img/a%2Bb.png') })
    expect(await resolvePathInside(root, '..%2foutside/o.md')).toEqual({ ok: false, reason: 'missing' })
  })

  it('a root that is a link itself is followed', async () => {
    symlinkSync('deck', join(fx, 'alias'))
    expect(await resolveInside(join(fx, 'alias'), 'img/a.png')).toEqual({ ok: true, path: join(root, 'img/a.png') })
  })
})

describe('what leads out is outside, whatever lies there', () => {
  it.each([
    '/etc/passwd',
    '//etc/passwd',
    'file:///etc/passwd',
    'http://127.0.0.1/x',
    '//127.0.0.1/x',
    'data:text/plain,x',
    '../outside/o.md',
    '../outside/missing.md',
    '..',
    'img/../../outside/o.md',
    '%2e%2e/outside/o.md',
    '..%2foutside/o.md',
    '..%2Foutside%2Fo.md',
    '%2fetc%2fpasswd',
    '../deck-secret/x.md',
    'dlink/o.md',
    'dlink/missing.md',
    'dlink/missing/deeper.md',
    'link.md',
    'loop/dlink/o.md',
  ])('%s', async (address) => {
    expect(await resolveInside(root, address)).toEqual({ ok: false, reason: 'outside' })
  })
})

describe('what cannot be a path is malformed', () => {
  it.each([
    '',
    '#top',
    '?x',
    'a%00.png',
    'a\0.png',
    'a%0Ab.png',
    'a\u0085b',
    '..\\outside\\o.md',
    '..%5coutside',
    '100%.png',
    '%E0%A4%A',
  ])('%j', async (address) => {
    expect(await resolveInside(root, address)).toEqual({ ok: false, reason: 'malformed' })
  })
})

describe('what is not there is missing', () => {
  it.each(['no.png', 'img/no.png', 'img/a.png/x', 'endless', 'endless/x', '%252e%252e/x', 'x'.repeat(5_000)])(
    '%j',
    async (address) => {
      expect(await resolveInside(root, address)).toEqual({ ok: false, reason: 'missing' })
    },
  )

  it('also when the root does not exist', async () => {
    expect(await resolveInside(join(fx, 'nowhere'), 'a.png')).toEqual({ ok: false, reason: 'missing' })
  })
})

it('a folder whose name begins like the root is a sibling, not inside', async () => {
  mkdirSync(join(root, 'assets'))
  mkdirSync(join(root, 'assets-secret'))
  writeFileSync(join(root, 'assets-secret', 's.txt'), 's')
  expect(await resolveInside(join(root, 'assets'), '../assets-secret/s.txt')).toEqual({ ok: false, reason: 'outside' })
})
