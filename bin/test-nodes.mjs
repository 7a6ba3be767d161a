// `npm run test:nodes`: the unit and command tests under every Node that Lectern supports; `npm run test:nodes -- 24` under one.
// Each Node comes from npm as a package with its program, into the cache of node_modules, so nothing has to be installed.
import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { delimiter, dirname, join } from 'node:path'

const root = join(import.meta.dirname, '..')
const wanted = process.argv.slice(2)
const versions = wanted.length > 0 ? wanted : ['20', '22', '24']
const results = []

for (const version of versions) {
  const node = programOf(version)
  if (node === undefined) {
    results.push([version, 'could not be downloaded'])
    continue
  }
  const own = spawnSync(node, ['--version'], { encoding: 'utf8' }).stdout.trim()
  console.log(`\nNode ${own}\n`)
  const report = join(dirname(node), 'report.json')
  const env = { ...process.env, PATH: `${dirname(node)}${delimiter}${process.env.PATH}` }
  const vitest = join(root, 'node_modules', 'vitest', 'vitest.mjs')
  // Compiled scripts in lib/ fit one version of V8 only, and the build has to run under each Node, too.
  const build = join(root, 'bin', 'build.mjs')
  if (spawnSync(node, [build], { cwd: root, env, stdio: 'inherit' }).status !== 0) {
    results.push([own, 'the build failed'])
    process.exitCode = 1
    continue
  }
  const args = [vitest, 'run', '--project', 'unit', '--project', 'command', '--reporter=default', '--reporter=json']
  const { status } = spawnSync(node, [...args, `--outputFile.json=${report}`], { cwd: root, env, stdio: 'inherit' })
  const { numPassedTests, numFailedTests } = JSON.parse(readFileSync(report, 'utf8'))
  results.push([own, `${numPassedTests} passed, ${numFailedTests} failed`])
  if (status !== 0) process.exitCode = 1
}

spawnSync(process.execPath, [join(root, 'bin', 'build.mjs')], { cwd: root, stdio: 'inherit' })
console.log(`\n${results.map(([version, said]) => `Node ${version}: ${said}`).join('\n')}`)
if (results.some(([, said]) => said.startsWith('could'))) process.exitCode = 1

/** Path of the program of a Node version, downloaded once; nothing when npm does not have it. */
function programOf(version) {
  const name = `node-${process.platform === 'win32' ? 'win' : process.platform}-${process.arch}`
  const folder = join(root, 'node_modules', '.cache', 'nodes', version)
  const program = join(folder, 'node_modules', name, 'bin', process.platform === 'win32' ? 'node.exe' : 'node')
  if (existsSync(program)) return program
  mkdirSync(folder, { recursive: true })
  writeFileSync(join(folder, 'package.json'), '{ "private": true }\n')
  const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm'
  const args = ['install', '--no-save', '--no-audit', '--no-fund', `${name}@${version}`]
  spawnSync(npm, args, { cwd: folder, stdio: 'inherit', shell: process.platform === 'win32' })
  return existsSync(program) ? program : undefined
}
