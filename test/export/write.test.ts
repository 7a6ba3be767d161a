import { execFileSync } from 'node:child_process'
import { chmod, chown, lstat, mkdir, readdir, readFile, stat, symlink, utimes, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { copyArtefact, writeArtefact } from '../../src/export/write.js'
import { draftName, fileDrafts } from '../../src/load/disk/drafts.js'
import type { Artefact } from '../../src/model/artefact.js'
import { elsewhere, ended } from '../load/made.js'
import { faultOf, makeFolder, removeFolder } from './machine.js'

const artefact: Artefact = { kind: 'pdf', name: 'talk.pdf', bytes: Buffer.from('new') }

let folder = ''
beforeEach(async () => {
  folder = await makeFolder()
})
afterEach(() => removeFolder(folder))

const writeTo = (file: string, sources: readonly string[] = []) => writeArtefact(artefact, { to: { file }, sources })

describe('an artefact', () => {
  test('is written into a folder under its own name, and the folders are made', async () => {
    const path = await writeArtefact(artefact, { to: { folder: join(folder, 'dist/deep') }, sources: [] })
    expect(path).toBe(join(folder, 'dist/deep/talk.pdf'))
    expect(await readFile(path, 'utf8')).toBe('new')
    expect(await readdir(join(folder, 'dist/deep'))).toEqual(['talk.pdf'])
  })

  test('replaces an old one and keeps its rights', async () => {
    const target = join(folder, 'old.pdf')
    await writeFile(target, 'old')
    await chmod(target, 0o751)
    expect(await writeTo(target)).toBe(target)
    expect(await readFile(target, 'utf8')).toBe('new')
    expect((await stat(target)).mode & 0o777).toBe(0o751)
  })

  test('may have a name with percent signs, spaces and letters of any script', async () => {
    for (const name of ['%d %s.pdf', '講演.pdf', '-o.pdf'])
      expect(await writeTo(join(folder, name))).toBe(join(folder, name))
    expect(await readdir(folder)).toHaveLength(3)
  })

  test('never replaces what it was made from, whatever name it is called by', async () => {
    const source = join(folder, 'deck.md')
    await writeFile(source, '# Deck')
    await symlink(source, join(folder, 'link.md'))
    await symlink(folder, join(folder, 'dir'))
    for (const name of ['deck.md', './x/../deck.md', 'link.md', 'dir/deck.md']) {
      const fault = await faultOf(writeTo(join(folder, name), [source]))
      expect([fault.problem.code, fault.exitCode]).toEqual(['output-conflict', 2])
    }
    expect(await readFile(source, 'utf8')).toBe('# Deck')
  })

  test('replaces a link, also one that leads nowhere, and never writes through it', async () => {
    await writeFile(join(folder, 'other.txt'), 'other')
    await symlink('other.txt', join(folder, 'link.pdf'))
    await symlink('nowhere', join(folder, 'dangling.pdf'))
    for (const name of ['link.pdf', 'dangling.pdf']) {
      await writeTo(join(folder, name))
      expect((await lstat(join(folder, name))).isFile()).toBe(true)
    }
    expect(await readFile(join(folder, 'other.txt'), 'utf8')).toBe('other')
  })

  test('is refused by folders, devices, pipes and places where no file can be', async () => {
    await mkdir(join(folder, 'dir'))
    await writeFile(join(folder, 'file'), '')
    execFileSync('/usr/bin/mkfifo', [join(folder, 'pipe')])
    const targets = [join(folder, 'dir'), join(folder, 'pipe'), '/dev/full', '/proc/x', join(folder, 'file/talk.pdf')]
    for (const target of [...targets, join(folder, 'n'.repeat(300))]) {
      const fault = await faultOf(writeTo(target))
      expect([fault.problem.code, fault.exitCode]).toEqual(['output-failed', 3])
      expect(fault.problem.message).toContain(target)
      expect(fault.problem.message).not.toContain('undefined')
    }
    expect((await readdir(folder)).sort()).toEqual(['dir', 'file', 'pipe'])
  })

  test('leaves everything as it was when it is stopped', async () => {
    const stop = new AbortController()
    const reason = new Error('stopped')
    stop.abort(reason)
    const target = join(folder, 'new', 'talk.pdf')
    await expect(writeArtefact(artefact, { to: { file: target }, sources: [], signal: stop.signal })).rejects.toBe(
      reason,
    )
    expect(await readdir(folder)).toEqual([])
  })

  test('removes the temporary files of runs that were killed, and nobody else’s', async () => {
    const alive = draftName(fileDrafts)
    const others = [alive, elsewhere(alive, 'machine'), elsewhere(alive, 'namespace'), '.lectern-4194304-0123abcd.tmp']
    for (const name of [ended(alive), ...others, '.lectern-notes']) await writeFile(join(folder, name), '')
    await writeTo(join(folder, 'talk.pdf'))
    expect((await readdir(folder)).sort()).toEqual([...others, '.lectern-notes', 'talk.pdf'].sort())
    const yesterday = Date.now() / 1000 - 25 * 3600
    for (const name of [...others, '.lectern-notes']) await utimes(join(folder, name), yesterday, yesterday)
    await writeTo(join(folder, 'talk.pdf'))
    expect((await readdir(folder)).sort()).toEqual(['.lectern-notes', 'talk.pdf'])
  })

  test('is written into deep folders that many make at the same time', async () => {
    for (let round = 0; round < 30; round++) {
      const deep = join(folder, String(round), 'a/b/c/d')
      const files = Array.from({ length: 12 }, (_, at) => join(deep, at % 3 === 0 ? 'e' : '', `${at}.png`))
      await Promise.all(files.map((file) => writeTo(file)))
      expect((await readdir(deep)).length).toBe(9)
    }
  })

  test('is written where another that fails takes its folders back', async () => {
    for (let round = 0; round < 30; round++) {
      const deep = join(folder, String(round), 'a/b/c')
      const fails = [1, 2, 3, 4].map((at) => writeTo(join(deep, String(at), 'n'.repeat(300))))
      const works = [1, 2, 3, 4].map((at) => writeTo(join(deep, String(at), 'file')))
      const results = await Promise.allSettled([...fails, ...works])
      const expected = [...fails.map(() => 'rejected'), ...works.map(() => 'fulfilled')]
      expect(results.map(({ status }) => status)).toEqual(expected)
    }
  })

  test('keeps the owner of the old one', async () => {
    const target = join(folder, 'old.pdf')
    await writeFile(target, 'old')
    const owner = process.getuid?.() === 0 ? 65_534 : (process.getuid?.() ?? 0)
    await chown(target, owner, (await stat(target)).gid)
    await writeTo(target)
    expect((await stat(target)).uid).toBe(owner)
  })

  test('that is copied is whole too, never through a link and never over what it was made from', async () => {
    const film = join(folder, 'film.webm')
    await writeFile(film, 'film', { mode: 0o444 })
    await writeFile(join(folder, 'other'), 'other')
    await symlink('other', join(folder, 'link.webm'))
    const job = { sources: [film] }
    expect(await copyArtefact(film, join(folder, 'x/y/film.webm'), job)).toBe(join(folder, 'x/y/film.webm'))
    await copyArtefact(film, join(folder, 'link.webm'), job)
    expect(await readFile(join(folder, 'link.webm'), 'utf8')).toBe('film')
    expect(await readFile(join(folder, 'other'), 'utf8')).toBe('other')
    expect((await faultOf(copyArtefact(join(folder, 'other'), film, job))).problem.code).toBe('output-conflict')
  })
})

// These need a file system of their own, which only root can make.
describe.runIf(process.getuid?.() === 0)('a disk', () => {
  const mounted: string[] = []
  const mount = async (options: string): Promise<string> => {
    const disk = join(folder, 'disk')
    await mkdir(disk)
    execFileSync('/usr/bin/mount', ['-t', 'tmpfs', '-o', options, 'lectern', disk])
    mounted.push(disk)
    return disk
  }
  afterEach(() => {
    for (const disk of mounted.splice(0)) execFileSync('/usr/bin/umount', [disk])
  })

  test('that is full (ENOSPC) leaves the old file whole and no temporary one', async () => {
    const disk = await mount('size=64k')
    await writeFile(join(disk, 'talk.pdf'), 'old')
    const large = { ...artefact, bytes: new Uint8Array(1_000_000) }
    const fault = await faultOf(writeArtefact(large, { to: { folder: disk }, sources: [] }))
    expect(fault.exitCode).toBe(3)
    expect(fault.problem.message).toBe(`${join(disk, 'talk.pdf')} cannot be written: no space left on the disk.`)
    expect(await readdir(disk)).toEqual(['talk.pdf'])
    expect(await readFile(join(disk, 'talk.pdf'), 'utf8')).toBe('old')
  })

  test('that is read-only is named', async () => {
    const disk = await mount('ro')
    const fault = await faultOf(writeTo(join(disk, 'talk.pdf')))
    expect(fault.problem.message).toBe(`${join(disk, 'talk.pdf')} cannot be written: the disk is read-only.`)
  })

  test('on which the name is taken by something busy (EBUSY, EPERM) is tried again, then named', async () => {
    const disk = await mount('size=64k')
    await writeFile(join(folder, 'target'), 'old')
    await writeFile(join(disk, 'bound'), 'bound')
    execFileSync('/usr/bin/mount', ['--bind', join(disk, 'bound'), join(folder, 'target')])
    mounted.unshift(join(folder, 'target'))
    const fault = await faultOf(writeTo(join(folder, 'target')))
    expect(fault.problem.message).toContain('another program is using it')
    expect((await readdir(folder)).sort()).toEqual(['disk', 'target'])
  })
})

test('a folder without rights is named', async () => {
  await chmod(folder, 0o555)
  const user = process.getuid?.()
  // Rights do not bind root.
  if (user === 0) process.seteuid?.(65_534)
  const fault = await faultOf(writeTo(join(folder, 'talk.pdf'))).finally(() => user === 0 && process.seteuid?.(0))
  await chmod(folder, 0o700)
  expect(fault.problem.message).toBe(`${join(folder, 'talk.pdf')} cannot be written: permission denied.`)
  expect(fault.exitCode).toBe(3)
})
