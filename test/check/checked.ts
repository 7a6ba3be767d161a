import { join } from 'node:path'
import { type Checked, checkDeck } from '../../src/check/checkDeck.js'
import type { RuleSettings } from '../../src/check/levels.js'
import { levelOf } from '../../src/check/levels.js'
import { measurementsIn } from '../../src/check/measure/measurements.js'
import { spelling } from '../../src/check/rules/spelling.js'
import { createSpeller } from '../../src/check/spelling/speller.js'
import { createEngine } from '../../src/compile/engine/engine.js'
import type { Browser } from '../../src/export/browser/run/browser.js'
import { loadClient } from '../../src/load/client.js'
import { loadSource } from '../../src/load/deck/source.js'
import { loadDictionary } from '../../src/load/dictionary.js'
import { packageRoot } from '../../src/load/packageRoot.js'
import type { Deck } from '../../src/model/deck.js'
import type { Memo } from '../../src/model/memo.js'
import { missingFiles } from '../../src/project/check/localLinks.js'
import { prepareDeck } from '../../src/project/prepareDeck.js'
import { settingsFrom } from '../../src/project/settings.js'
import { machineIn } from '../machineIn.js'

const engine = createEngine()
const speller = createSpeller({
  find: (lang) => loadDictionary(lang, { cwd: '/', packageRoot: packageRoot() }),
  words: ['Königsberg'],
})

export interface CheckFileOptions {
  readonly settings?: RuleSettings
  readonly memo?: Memo
  /** The folder that the deck's files must lie in. Absent: its own. */
  readonly root?: string
  readonly signal?: AbortSignal
}

/** Checks a deck of the disk as the command does: real load, compile, browser and rules. */
export async function checkFile(
  browser: Browser,
  path: string,
  { settings = new Map(), memo = new Map(), root, signal }: CheckFileOptions = {},
): Promise<Checked & { readonly deck: Deck }> {
  const cwd = root ?? join(path, '..')
  const loaded = await loadSource(path, { cwd })
  const source = root === undefined ? loaded : { ...loaded, root }
  const { deck, files, problems } = await prepareDeck(source, {
    settings: settingsFrom({}),
    machine: machineIn(cwd),
    engine,
    time: () => {},
    positions: true,
  })
  const job = {
    source,
    files: files.files,
    known: measurementsIn(memo),
    settings,
    client: await loadClient(packageRoot()),
    browser: () => Promise.resolve(browser),
    problems: [...problems, ...(await missingFiles(deck, source))],
    ...(levelOf(spelling, settings) === 'off' ? {} : { speller }),
    signal: signal ?? AbortSignal.timeout(60_000),
  }
  return { ...(await checkDeck(deck, job)), deck }
}
