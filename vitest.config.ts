// The settings of every test run: `npm test`, `npx vitest`, an editor. `npm run test:unit` is the loop while one types.
import { globSync } from 'tinyglobby'
import { defineConfig } from 'vitest/config'
import { kindOfTest, type TestKind } from './test/kindOfTest.js'

const files = globSync('test/**/*.test.ts', { cwd: import.meta.dirname, ignore: '**/node_modules/**' })

export default defineConfig({
  test: {
    // Files share their processes: the engine and its languages are loaded once for each, as in a run of the command.
    isolate: false,
    maxWorkers: '100%',
    testTimeout: 60_000,
    hookTimeout: 60_000,
    expect: { poll: { timeout: 20_000 } },
    projects: (['browser', 'command', 'unit'] as const).map((name) => project(name)),
  },
})

function project(name: TestKind) {
  const include = files.filter((file) => kindOfTest(`${import.meta.dirname}/${file}`) === name)
  // Unit tests compile `src/` themselves: they run at once after a save.
  const globalSetup = name === 'unit' ? [] : ['test/freshBuild.ts']
  return { extends: true as const, test: { name, include, globalSetup } }
}
