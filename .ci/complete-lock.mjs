// Run after `npm install` when the registry at hand offers packages for this platform only: npm then leaves the optional
// packages of other platforms out of the lock file, and `npm ci` refuses it everywhere. This puts their names back.
import { readFileSync, writeFileSync } from 'node:fs'

const path = new URL('../package-lock.json', import.meta.url)
const lock = JSON.parse(readFileSync(path, 'utf8'))
const systems = ['aix', 'android', 'darwin', 'freebsd', 'linux', 'netbsd', 'openbsd', 'openharmony', 'sunos', 'win32']
const processors = { x64: 'x64', arm64: 'arm64', ia32: 'ia32', ppc64: 'ppc64', riscv64: 'riscv64', s390x: 's390x', loong64: 'loong64', arm: 'arm' }

const missing = {}
for (const { optionalDependencies = {}, dev } of Object.values(lock.packages)) {
  for (const [name, version] of Object.entries(optionalDependencies)) {
    if (lock.packages[`node_modules/${name}`] || !/^\d/.test(version)) continue
    const words = name.split(/[/-]/)
    const os = systems.find((system) => words.includes(system))
    const cpu = Object.keys(processors).find((processor) => words.includes(processor))
    if (os === undefined || cpu === undefined) continue
    const libc = words.some((word) => word.startsWith('musl')) ? ['musl'] : words.includes('gnu') || words.includes('gnueabihf') ? ['glibc'] : undefined
    missing[`node_modules/${name}`] = { version, cpu: [cpu], ...(dev ? { dev: true } : {}), ...(libc ? { libc } : {}), optional: true, os: [os] }
  }
}
const [root, ...others] = Object.entries({ ...lock.packages, ...missing })
lock.packages = Object.fromEntries([root, ...others.sort(([a], [b]) => (a < b ? -1 : 1))])
writeFileSync(path, `${JSON.stringify(lock, null, 2)}\n`)
console.log(`${Object.keys(missing).length} packages put back.`)
