// All that commands say goes through here, so that nothing in it can drive who reads it. Names of files, titles and lines of a
// deck come from anywhere: control characters would move a terminal's cursor, set its title or hide a line, and a line that
// begins with `::` (or has `##[` in it) is a command for the runner of a CI job. Only our own colours are let through: they
// carry a mark that is drawn anew for each process, so that no text can forge it.

import { randomBytes } from 'node:crypto'
import type { Writable } from 'node:stream'
import { createColors } from 'picocolors'
import type { Problem } from '../../model/problem.js'
import { meantPlace } from '../../model/where.js'
import { plainText } from '../../model/words/plainText.js'

/** Paints words. */
export type Colours = Readonly<Record<'bold' | 'dim' | 'red' | 'green' | 'yellow' | 'cyan', (text: string) => string>>

/** Where texts are written. */
export interface Printer {
  /** Writes a text of any number of lines. */
  write(text: string): unknown
}

/** Makes printers for the streams of a process that share its colours. */
export function openPrinting(coloured: boolean): {
  readonly colours: Colours
  /** A printer for texts. */
  readonly printerTo: (stream: Writable) => Printer
  /** Writes one line in the place of the last one; empty: takes it away. */
  readonly rewriterTo: (stream: Writable) => (line: string) => void
} {
  const mark = `\uFDD2${randomBytes(9).toString('base64url')}\uFDD2`
  /** Blanks, colours or nothing, as runners pass over them. */
  const start = new RegExp(`^(?:\\s|${mark}\\[[\\d;]*m)*`)
  /** What a terminal and a CI runner only show. `isStart`: nothing but blanks stands before it on its line. */
  const harmless = (line: string, isStart: boolean): string => {
    const plain = plainText(line.replaceAll('\t', '        ')).replace(/##(?=\w*\[)/g, '#\u200b#')
    const [blank = ''] = isStart ? (start.exec(plain) ?? []) : []
    const said = plain.slice(blank.length)
    return isStart && said.startsWith('::') ? `${blank}:\u200b${said.slice(1)}` : plain
  }
  const pico = createColors(coloured)
  const painter =
    (paint: (text: string) => string) =>
    (text: string): string =>
      paint(text.replaceAll('\u001b', '\uFFFD')).replaceAll('\u001b', mark)
  const { bold, dim, red, green, yellow, cyan } = pico
  return {
    colours: {
      bold: painter(bold),
      dim: painter(dim),
      red: painter(red),
      green: painter(green),
      yellow: painter(yellow),
      cyan: painter(cyan),
    },
    printerTo: (stream) => {
      // A line may come in pieces.
      let isBlank = true
      return {
        write: (text) => {
          const lines = text.split('\n').map((line, at) => harmless(line, at > 0 || isBlank))
          const last = lines.at(-1) ?? ''
          isBlank = (lines.length > 1 || isBlank) && last.replace(start, '') === ''
          return stream.write(lines.join('\n').replaceAll(mark, '\u001b'))
        },
      }
    },
    rewriterTo: (stream) => (line) => {
      stream.write(`\r\u001b[K${harmless(line, true).replaceAll(mark, '\u001b')}`)
    },
  }
}

/** Of the form of what commands print as JSON: a new number when a field goes or means something else. `schemas/` describes it. */
const outputVersion = 1

/** What a command prints with `--json`, with the version of its form. */
export function jsonOutput(value: object): string {
  return jsonText(JSON.parse(JSON.stringify({ schemaVersion: outputVersion, ...value }, withMeantPlace)))
}

/** A place that was made up, because there is no line, is none for programs either. */
function withMeantPlace(this: unknown, key: string, value: unknown): unknown {
  const holder = this as Partial<Problem>
  return key === 'place' && holder.severity !== undefined ? meantPlace(holder as Problem) : value
}

/** A value as JSON that is the same value to who parses it, and nothing else to a terminal or a CI runner. */
export function jsonText(value: unknown): string {
  return `${harmlessJson(JSON.stringify(value, null, 2))}\n`
}

/** JSON, with what a terminal or a runner would act on written as escapes. It stands in strings only. */
export function harmlessJson(json: string): string {
  return json
    .replace(
      /[\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069]/g,
      (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`,
    )
    .replace(/##(?=\w*\[)/g, '\\u0023#')
}
