import type { DiskMemo } from '../../load/cache/memo.js'
import { cacheFolder, openMemo } from '../../load/cache/memo.js'
import type { Source } from '../../model/source.js'
import type { Machine } from '../machine.js'
import { textHash } from '../outputs/stamp.js'

/** A deck, and what was measured of it before. */
export interface Recalled {
  readonly source: Source
  readonly memo: DiskMemo
  /** True when it is what was checked last: it is likely, not certain, that nothing has to be measured. */
  readonly isSameText: boolean
}

/** Opens the memory of a deck, as it was measured in a browser (see `browserMark`), and notes its text there. Never throws. */
export async function recall(source: Source, browser: string, machine: Machine): Promise<Recalled> {
  const scope = source.path === '' ? '' : `check ${browser} ${source.path}`
  const memo = await openMemo({ folder: cacheFolder(machine.env), scope, version: machine.madeBy })
  const now = textHash(source)
  const isSameText = memo.get(textKey) === now
  memo.set(textKey, now)
  return { source, memo, isSameText }
}

const textKey = 'text'
