import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { createSaver, type Saver, type SaveState } from '../../src/client/editor/saver.js'
import { readSourceText, type SourcePlace, saveSourceText } from '../../src/load/editing/sourceFile.js'
import type { SourceText } from '../../src/model/protocol/editor.js'
import { folderWith } from '../load/folder.js'

/** Somebody who writes, with the real disk behind; only the page is missing. */
interface Writer {
  readonly saver: Saver
  text: string
  /** Types: replaces one text by another. */
  type(old: string, by: string): void
  readonly states: SaveState['kind'][]
  /** What the browser keeps. */
  kept: { readonly text: string; readonly base: SourceText } | undefined
  /** Versions to decide on, and how. */
  asked: { readonly withMine: string; readonly withTheirs: string; readonly decide: (text: string) => void }[]
  isOnline: boolean
  /** Runs what was to happen later. */
  wait(): void
}

async function open(place: SourcePlace): Promise<Writer> {
  const read = await readSourceText(place)
  if (!read.ok) throw new Error(read.message)
  const tasks = new Set<() => void>()
  const line = async <Value>(answer: () => Promise<Value>): Promise<Value> => {
    if (!writer.isOnline) throw new TypeError('cut')
    return answer()
  }
  const saver = createSaver(
    {
      text: () => writer.text,
      replace: (text) => {
        writer.text = text
      },
      send: (request) => line(() => saveSourceText(place, request)),
      fetch: () => line(() => readSourceText(place)),
      keep: (draft) => {
        writer.kept = draft
      },
      ask: (merged, decide) => void writer.asked.push({ ...merged, decide }),
      tell: ({ kind }) => void writer.states.push(kind),
      later: (task) => {
        tasks.add(task)
        return () => tasks.delete(task)
      },
    },
    read.source,
  )
  const writer: Writer = {
    saver,
    text: read.source.text,
    type(old, by) {
      writer.text = writer.text.replace(old, by)
      saver.edited()
    },
    states: [],
    kept: undefined,
    asked: [],
    isOnline: true,
    wait() {
      const due = [...tasks]
      tasks.clear()
      for (const task of due) task()
    },
  }
  return writer
}

const deck = '# One\n\nfirst\n\n# Two\n\nsecond\n'

function project(text = deck): SourcePlace {
  const folder = folderWith({ 'talk.md': text })
  return { file: 'talk.md', path: join(folder, 'talk.md'), project: folder }
}

const disk = ({ path }: SourcePlace): string => readFileSync(path, 'utf8')

describe('saving what is typed', () => {
  test('keeps it in the browser at once, and takes it away when it is on the disk', async () => {
    const place = project()
    const writer = await open(place)
    writer.type('first', 'FIRST')
    expect(writer.kept).toMatchObject({ text: writer.text, base: { text: deck } })
    expect(writer.saver.isSafe()).toBe(false)
    await writer.saver.save()
    expect(writer.kept).toBeUndefined()
    expect(disk(place)).toBe(writer.text)
    expect(writer.states).toEqual(['waiting', 'saving', 'saved'])
  })

  test('saves what was typed while a save was under way, too', async () => {
    const place = project()
    const writer = await open(place)
    writer.type('first', 'a')
    const saving = writer.saver.save()
    while (!writer.states.includes('saving')) await Promise.resolve()
    writer.type('second', 'b')
    await saving
    expect(writer.kept?.text).toBe(writer.text)
    writer.wait()
    await writer.saver.save()
    expect(disk(place)).toBe('# One\n\na\n\n# Two\n\nb\n')
  })

  test('tries again when the server was away, and keeps everything meanwhile', async () => {
    const place = project()
    const writer = await open(place)
    writer.isOnline = false
    writer.type('first', 'mine')
    await writer.saver.save()
    expect(writer.states.at(-1)).toBe('failed')
    expect(writer.kept?.text).toBe(writer.text)
    writer.isOnline = true
    writer.wait()
    await writer.saver.check()
    expect(disk(place)).toBe(writer.text)
  })
})

describe('others who write', () => {
  test('are merged in when the changes are apart', async () => {
    const place = project()
    const writer = await open(place)
    writer.type('first', 'mine')
    writeFileSync(place.path, deck.replace('second', 'theirs'))
    await writer.saver.save()
    writer.wait()
    await writer.saver.check()
    expect(disk(place)).toBe('# One\n\nmine\n\n# Two\n\ntheirs\n')
    expect([writer.text, writer.asked, writer.saver.isSafe()]).toEqual([disk(place), [], true])
  })

  test('are asked about when both changed one line, and nothing is written before', async () => {
    const place = project()
    const writer = await open(place)
    writer.type('first', 'mine')
    writeFileSync(place.path, deck.replace('first', 'theirs'))
    await writer.saver.save()
    expect(writer.asked).toHaveLength(1)
    writer.type('second', 'more of mine')
    expect(disk(place)).toContain('theirs')
    expect(writer.kept?.text).toBe(writer.text)
    writer.asked[0]?.decide(writer.asked[0].withMine)
    await writer.saver.check()
    expect(disk(place)).toContain('mine')
  })

  test('who write again while somebody decides are not overwritten by a choice that did not know of it', async () => {
    const place = project()
    const writer = await open(place)
    writer.type('first', 'mine')
    writeFileSync(place.path, deck.replace('first', 'theirs'))
    await writer.saver.save()
    writeFileSync(place.path, deck.replace('first', 'theirs').replace('second', 'written later'))
    writer.asked[0]?.decide(writer.asked[0].withMine)
    await writer.saver.check()
    writer.wait()
    await writer.saver.check()
    expect(disk(place)).toBe('# One\n\nmine\n\n# Two\n\nwritten later\n')
  })

  test('who delete the file are not overruled unasked', async () => {
    const place = project()
    const writer = await open(place)
    rmSync(place.path)
    await writer.saver.check()
    expect(writer.states.at(-1)).toBe('missing')
    writer.type('first', 'mine')
    writer.wait()
    await writer.saver.check()
    expect(() => disk(place)).toThrow('ENOENT')
    expect(writer.kept?.text).toBe(writer.text)
    await writer.saver.save()
    expect(disk(place)).toBe(writer.text)
  })

  test('and an old draft are put together', async () => {
    const place = project()
    const first = await open(place)
    first.isOnline = false
    first.type('first', 'typed before the crash')
    const draft = first.kept
    writeFileSync(place.path, deck.replace('second', 'theirs'))
    const again = await open(place)
    if (draft !== undefined) await again.saver.adopt(draft)
    expect(disk(place)).toBe('# One\n\ntyped before the crash\n\n# Two\n\ntheirs\n')
  })
})

test('two windows and another editor lose nothing, in whatever order they save', async () => {
  const lines = Array.from({ length: 12 }, (_, index) => `line ${index}`)
  const actor = fc.constantFrom(0, 1, 2)
  const action = fc.constantFrom('type', 'type', 'save', 'check')
  await fc.assert(
    fc.asyncProperty(fc.array(fc.tuple(actor, action), { maxLength: 25 }), async (steps) => {
      const place = project(lines.join('\n'))
      const windows = [await open(place), await open(place)]
      const typed: string[] = []
      for (const [who, what] of steps) {
        // Each writes behind a line of its own, with lines between that nobody touches.
        const mark = `line ${who * 4 + 1}`
        const word = `${who}/${typed.length}`
        const writer = windows[who]
        if (what === 'type') typed.push(word)
        if (writer === undefined) {
          if (what === 'type') writeFileSync(place.path, disk(place).replace(mark, `${mark} ${word}`))
        } else if (what === 'type') writer.type(mark, `${mark} ${word}`)
        else await writer.saver[what]()
      }
      for (let times = 0; times < 3; times++) {
        for (const { saver } of windows) await saver.save()
        for (const { saver } of windows) await saver.check()
      }
      for (const word of typed) expect(disk(place)).toContain(word)
      expect(windows.map(({ text }) => text)).toEqual([disk(place), disk(place)])
      expect(windows.flatMap(({ asked }) => asked)).toEqual([])
    }),
    { seed: 11, numRuns: 12 },
  )
})
