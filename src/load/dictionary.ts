// Dictionaries are packages of the form `dictionary-de`: the project's own first, then what is installed with Lectern. They
// are read as data; none of their code runs.
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { resolvePathInside } from './disk/containment.js'
import { readRegular } from './disk/readRegular.js'

/** A dictionary in Hunspell's format. */
export interface Dictionary {
  readonly aff: Uint8Array
  readonly dic: Uint8Array
}

/** Where dictionaries are looked for. Absolute folders. */
export interface DictionaryPlaces {
  /** The project: packages in its own `node_modules`. */
  readonly cwd: string
  readonly packageRoot: string
}

/** The dictionary of a language (`en`, `de-AT`), or `undefined` when none is installed or it cannot be read. */
export async function loadDictionary(lang: string, places: DictionaryPlaces): Promise<Dictionary | undefined> {
  for (const name of dictionaryNames(lang)) {
    const found = (await inProject(name, places.cwd)) ?? besideLectern(name, places.packageRoot)
    const [aff, dic] =
      found === undefined ? [] : await Promise.all([read(found, 'index.aff'), read(found, 'index.dic')])
    if (aff !== undefined && dic !== undefined) return { aff, dic }
  }
  return undefined
}

/**
 * Packages that may hold a language, the best first. `dictionary-en` is American and `dictionary-pt` Brazilian: who writes
 * otherwise would get every `colour` told.
 */
export function dictionaryNames(lang: string): string[] {
  const tag = lang.toLowerCase()
  if (!/^[a-z]{2,3}(-[a-z0-9]{2,8})*$/.test(tag)) return []
  const [language = ''] = tag.split('-')
  if (/^(?:en-us|pt-br)$/.test(tag)) return [`dictionary-${language}`]
  const own = /^(?:en|pt)-/.test(tag) ? [] : [`dictionary-${language}`]
  return [...new Set([`dictionary-${tag}`, ...own])]
}

async function inProject(name: string, cwd: string): Promise<string | undefined> {
  const found = await resolvePathInside(join(cwd, 'node_modules'), name)
  return found.ok ? found.path : undefined
}

function besideLectern(name: string, packageRoot: string): string | undefined {
  try {
    return dirname(createRequire(join(packageRoot, 'package.json')).resolve(name))
  } catch {
    return undefined
  }
}

async function read(folder: string, name: string): Promise<Uint8Array | undefined> {
  const found = await readRegular(join(folder, name), limitBytes)
  return found.ok ? found.bytes : undefined
}

const limitBytes = 16 * 1024 * 1024
