import { execFile } from 'node:child_process'
import { readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { beforeAll, describe, expect, it } from 'vitest'
import { needRelease } from '../freshBuild.js'
import { folderWith } from './lectern.js'

const run = promisify(execFile)
const root = join(import.meta.dirname, '..', '..')

beforeAll(needRelease)

/** As strict as anybody's project, declarations included. */
const strict = {
  strict: true,
  exactOptionalPropertyTypes: true,
  noUncheckedIndexedAccess: true,
  module: 'nodenext',
  target: 'es2022',
  skipLibCheck: false,
}

/** What is right, and what the types have to refuse. */
const config = `import { defineConfig, type LecternError, type Problem, type ProblemCode } from 'lectern'
export default defineConfig({ theme: 'atlas', to: ['html', 'pdf'], check: { rules: { overflow: 'off' } } })
// @ts-expect-error A format that does not exist.
defineConfig({ to: ['docx'] })
// @ts-expect-error A key that does not exist.
defineConfig({ themes: 'atlas' })
export const codeOf = (error: LecternError): ProblemCode => error.problem.code
export const lineOf = ({ place }: Problem): number => place.line
`

describe('the package', () => {
  it('works when it is packed, installed into an empty folder and run from there', async () => {
    const cwd = await folderWith({
      'package.json': '{"private":true}',
      'talk.md': '# Packed\n\n```js\n1\n```\n\n$x$ 😀\n',
    })
    const { stdout } = await run('npm', ['pack', '--json', '--ignore-scripts', '--pack-destination', cwd], {
      cwd: root,
    })
    const [{ filename, files }] = JSON.parse(stdout) as [{ filename: string; files: { path: string }[] }]
    const paths = files.map(({ path }) => path)
    expect(paths).toEqual(
      expect.arrayContaining([
        'bin/lectern.js',
        'lib/main.mjs',
        'lib/api/index.mjs',
        'lib/client/player.js',
        'lib/client/playerWithFilms.js',
        'lib/types/index.d.ts',
        'themes/atlas/theme.json',
        'LICENSE',
        'README.md',
      ]),
    )
    // Of the talk only its pictures, which the README shows.
    expect(paths.filter((path) => /^(src|test|slides(?!.*\.png$)|docs\/dev|\.ci)\//.test(path))).toEqual([])
    await run(
      'npm',
      ['install', '--no-audit', '--no-fund', '--ignore-scripts', '--prefer-offline', join(cwd, filename)],
      { cwd },
    )
    const lectern = join(cwd, 'node_modules', '.bin', 'lectern')
    await run(lectern, ['build', 'talk.md', '--to', 'html,pdf'], { cwd })
    expect((await readdir(join(cwd, 'dist'))).sort()).toEqual(['talk.html', 'talk.pdf'])
    expect(await readFile(join(cwd, 'dist/talk.html'), 'utf8')).toContain('katex')

    // The example of the documentation, as the API's only user: first for TypeScript, then for Node.
    const [, example = ''] = /```ts\n([\s\S]*?)```/.exec(await readFile(join(root, 'docs/api.md'), 'utf8')) ?? []
    const [tsc, types] = ['typescript/bin/tsc', '@types'].map((name) => join(root, 'node_modules', name))
    const compilerOptions = { ...strict, typeRoots: [types], types: ['node'] }
    await writeFile(join(cwd, 'example.mts'), example)
    await writeFile(join(cwd, 'types.mts'), config)
    await writeFile(join(cwd, 'tsconfig.json'), JSON.stringify({ compilerOptions, include: ['*.mts'] }))
    await run(process.execPath, [tsc ?? '', '-p', cwd]).catch(({ stdout }) => expect(stdout).toBe(''))
    const { stdout: said } = await run(process.execPath, ['example.mjs'], { cwd })
    expect(said).toMatch(/The check found \d+ problems\./)
    for (const name of ['talk.html', 'talk.pdf'])
      expect(await readFile(join(cwd, 'public', name))).toEqual(await readFile(join(cwd, 'dist', name)))
    await run(process.execPath, ['-e', "require('lectern').defineConfig({})"], { cwd })

    // What is as it was is told without the engine's libraries.
    await rm(join(cwd, 'node_modules/lectern/lib/libraries.cjs'))
    const again = await run(lectern, ['build', 'talk.md', '--to', 'html,pdf'], { cwd })
    expect(again.stderr).toMatch(/talk\.html.*unchanged[\s\S]*talk\.pdf.*unchanged/)
    await expect(run(lectern, ['build', 'talk.md', '--force'], { cwd })).rejects.toThrow(/Internal error/)
  }, 300_000)

  it.each(['command', 'libraries'])('has a compiled form of %s.cjs that fits, and a script in ASCII', async (name) => {
    const file = join(root, 'lib', name)
    expect((await readFile(`${file}.cjs`)).some((byte) => byte > 127)).toBe(false)
    // In a process of its own: V8 takes a compiled form only under the flags that it was made with, and other tests set some here.
    const fits = `const { readFileSync } = require('node:fs')
      const cachedData = readFileSync(process.argv[1] + '.cache')
      console.log(new (require('node:vm').Script)(readFileSync(process.argv[1] + '.cjs', 'utf8'), { cachedData }).cachedDataRejected)`
    expect((await run(process.execPath, ['-e', fits, file], { cwd: root })).stdout.trim()).toBe('false')
  })

  it('installs without a word about engines', async () => {
    const { stdout, stderr } = await run('npm', ['ci', '--dry-run', '--ignore-scripts', '--no-audit', '--no-fund'], {
      cwd: root,
    })
    expect(`${stdout}${stderr}`).not.toContain('EBADENGINE')
    expect(stdout).toMatch(/added|up to date/)
  }, 120_000)

  it('names a Node version that each of its dependencies accepts', async () => {
    const { packages } = JSON.parse(await readFile(join(root, 'package-lock.json'), 'utf8')) as {
      packages: Record<string, { engines?: { node?: string } }>
    }
    const tooNew = Object.entries(packages).filter(
      ([, { engines }]) => /^\s*(>=|\^)\s*2[2-9]/.test(engines?.node ?? '') && !/\|\|/.test(engines?.node ?? ''),
    )
    expect(tooNew.map(([name]) => name)).toEqual([])
  })
})
