import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Memo } from '../../model/memo.js'

/** Kinds of keys that the package brings values for: what depends on our themes and on no deck. */
const kinds = /^css:/

/**
 * A memo with what Lectern brings behind it: values that the build made from the themes in the package. A value is used
 * for exactly the input that it was made from, because the key covers all of it.
 */
export function withSeed(memo: Memo, packageRoot: string): Memo {
  return {
    get(key) {
      return memo.get(key) ?? (kinds.test(key) ? readSeed(packageRoot, key) : undefined)
    },
    set: (key, value) => memo.set(key, value),
  }
}

/** Reads the highlighter's WebAssembly from where the build has put it. */
export function seedWasm(packageRoot: string): () => Promise<Uint8Array> {
  return () => readFile(join(packageRoot, 'lib', 'onig.wasm'))
}

/** The file inside the package that holds the value of a key. */
export function seedPath(packageRoot: string, key: string): string {
  return join(packageRoot, 'lib', 'seed', createHash('sha256').update(key).digest('hex').slice(0, 32))
}

function readSeed(packageRoot: string, key: string): string | undefined {
  try {
    return readFileSync(seedPath(packageRoot, key), 'utf8')
  } catch {
    return undefined
  }
}
