// Recorded times are written into the deck as it is on disk now, which may be another one than was rehearsed: its slides are
// found anew, and a save that comes in between, also while the question waits, is never written over.

import { createInterface } from 'node:readline/promises'
import { readSourceText, type SourcePlace, saveSourceText } from '../../load/editing/sourceFile.js'
import type { Slide } from '../../model/deck.js'
import { LecternError } from '../../model/error.js'
import { pairSlides } from '../../model/pairSlides.js'
import { plainText } from '../../model/words/plainText.js'
import type { Terminal } from '../terminal/terminal.js'
import { type TimedText, withTimes } from './writeTimes.js'

/** Times that may go into a deck. */
export interface OfferedTimes {
  readonly place: SourcePlace
  /** The slides that were rehearsed, and the time of each in seconds; absent for those that were not shown. */
  readonly slides: readonly Slide[]
  readonly times: readonly (number | undefined)[]
  /** Compiles the deck as it is on disk now. */
  readonly slidesNow: () => Promise<readonly Slide[]>
  /** Asked before anything is written; absent: it is written. */
  readonly ask?: (question: string) => Promise<boolean>
  readonly terminal: Terminal
}

/** Shows what would change in the deck, and writes it when that is wanted. */
export async function offerTimes(offered: OfferedTimes): Promise<void> {
  const { place, terminal, ask } = offered
  const file = plainText(place.file)
  const { err, colours } = terminal
  const timed = await timesNow(offered)
  if (typeof timed === 'string') return refuse(timed)
  const { text, changes, hash, lost } = timed
  if (changes.length + lost.length === 0) return
  err.write('\n')
  for (const { line, before, after } of changes) {
    err.write(`${colours.dim(`${file}:${line}`)}\n`)
    if (before !== undefined) err.write(`${colours.red(`- ${before}`)}\n`)
    err.write(`${colours.green(`+ ${after}`)}\n`)
  }
  if (lost.length > 0) refuse(`The deck has changed since, so these slides could not be matched: ${lost.join(', ')}`)
  if (changes.length === 0) return
  if (ask !== undefined && !(await ask(`\nWrite these times into ${file}? [y/N] `))) {
    err.write(`\n${colours.dim('Nothing was written. Use --write-times to write them without asking.')}\n`)
    return
  }
  const saved = await saveSourceText(place, { text, base: hash })
  if (saved.saved)
    err.write(`\n${colours.green('✓')} ${file}: ${changes.length} ${changes.length === 1 ? 'time' : 'times'} written\n`)
  else refuse(saved.message)

  function refuse(why: string): void {
    err.write(
      `\n${colours.yellow('!')} ${plainText(why)}${why.endsWith('.') ? '' : '.'} Times that were not written are kept with the runs.\n`,
    )
  }
}

/** How often a deck is read that is being saved again and again. */
const mostTries = 3

type Timed = TimedText & {
  readonly hash: string
  /** Titles of slides that were rehearsed and not found. */
  readonly lost: readonly string[]
}

/** The deck with the times in it, or why there is none. The text and its slides belong together. */
async function timesNow({ place, slides, times, slidesNow }: OfferedTimes): Promise<Timed | string> {
  for (let tries = 1; ; tries++) {
    const read = await readSourceText(place)
    if (!read.ok) return read.message
    if (read.source.readOnly) return `${place.file} is read-only.`
    const { text, hash } = read.source
    const now = await slidesNow().catch((error: unknown) => {
      if (error instanceof LecternError) return undefined
      throw error
    })
    if (now === undefined) return `${place.file} can no longer be read as a deck.`
    const again = await readSourceText(place)
    if (!again.ok || again.source.hash !== hash) {
      if (tries === mostTries) return `${place.file} keeps changing.`
      continue
    }
    const pairs = pairSlides(slides, now)
    // A slide of another file has its lines there.
    const own = now.flatMap((slide, index) => (slide.file === place.file ? [{ slide, old: pairs[index] }] : []))
    const ownTimes = own.map(({ old }) => (old === undefined ? undefined : times[old]))
    const lost = slides.flatMap(({ title, file }, index) =>
      times[index] === undefined || file !== place.file || pairs.includes(index) ? [] : [title || 'Untitled'],
    )
    return {
      ...withTimes(
        text,
        own.map(({ slide }) => slide),
        ownTimes,
      ),
      hash,
      lost,
    }
  }
}

/** Asks whoever sits at the terminal. Without one the answer is no. */
export async function askTerminal(question: string, { interactive }: Terminal): Promise<boolean> {
  if (!interactive || !process.stdin.isTTY) return false
  const lines = createInterface({ input: process.stdin, output: process.stderr })
  try {
    return /^y(es)?$/i.test((await lines.question(question)).trim())
  } catch {
    return false
  } finally {
    lines.close()
  }
}
