import { type Command, InvalidArgumentError, Option } from 'commander'
import { type PerPage, perPageChoices } from '../../export/exporter.js'
import { type Format, formats } from '../../export/formats.js'
import type { PageRange } from '../../project/outputs/pages.js'
import { type PaperName, paperSizes } from '../../render/paper.js'
import { listOf, parseOut } from '../options.js'
import { parsePages } from '../pageRanges.js'
import type { Shard } from '../shard.js'

/** What `build` takes beside the common options; absent ones were not written. */
export interface ArtefactFlags {
  readonly to?: readonly Format[]
  readonly out?: string
  readonly json?: boolean
  readonly notes?: boolean
  readonly steps?: boolean
  readonly pages?: readonly PageRange[]
  readonly slide?: number
  readonly scheme?: 'light' | 'dark'
  readonly paper?: PaperName
  readonly margin?: number
  readonly notesSize?: number
  readonly scale?: number
  readonly quality?: number
  readonly transparent?: boolean
  readonly pdfNotes?: boolean
  readonly attachSource?: boolean
  readonly perPage?: PerPage
  readonly shard?: Shard
  readonly index?: boolean
  readonly force?: boolean
  readonly watch?: boolean
  readonly fromMarp?: boolean
}

/** Adds them. */
export function withArtefactOptions(command: Command): Command {
  const option = (flags: string, description: string, read: (text: string) => unknown): Option =>
    new Option(flags, description).argParser(read)
  return command
    .addOption(
      new Option('--to <formats>', `formats, separated by commas: ${formats.join(', ')} (default: html)`).argParser(
        listOf(formats, 'Formats'),
      ),
    )
    .option('-o, --out <dir|file|->', 'where to write; `-` is standard output (default: dist/)', parseOut)
    .option('--steps', 'PDF and pictures: one page per step')
    .addOption(option('--pages <ranges>', 'only these slides, such as 3-7,12 (not in HTML)', parsePages))
    .addOption(option('--slide <n>', 'pictures: only this slide', (text) => whole(text, 1, 99_999, 'slide')))
    .addOption(new Option('--scheme <scheme>', 'light or dark paper and pictures').choices(['light', 'dark']))
    .addOption(option('--paper <size>', `sheets to print on: ${Object.keys(paperSizes).join(', ')}`, parsePaper))
    .addOption(option('--margin <mm>', 'margin of the paper (default: 12)', (text) => whole(text, 0, 60, 'margin')))
    .addOption(
      option('--notes-size <pt>', 'letters of notes pages (default: 13)', (text) => whole(text, 6, 48, 'size')),
    )
    .addOption(option('--scale <n>', 'pictures: pixels per CSS pixel, 0.1 to 8 (default: 1)', parseScale))
    .addOption(option('--quality <n>', 'JPEG and WebP: 1 to 100', (text) => whole(text, 1, 100, 'quality')))
    .option('--transparent', "PNG and WebP: leave the slides' background out")
    .option('--pdf-notes', 'PDF: lay the speaker notes over the pages')
    .option('--attach-source', "PDF: put the deck's Markdown inside")
    .addOption(
      option('--per-page <n>', `handout: slides on a page, ${perPageChoices.join(', ')} (default: 3)`, parsePerPage),
    )
    .addOption(option('--shard <n/m>', 'build only the n-th of m parts of the decks', parseShard))
    .option('-w, --watch', 'keep the files up to date until stopped')
    .option('--index', 'also write index.html, which leads to all decks, with their first slides')
    .option('--force', 'make everything anew, also what is unchanged')
    .option(
      '--from-marp',
      "first write lectern.config.json from Marp CLI's configuration, which is run if it is a program",
    )
    .option('--json', 'print artefacts and problems as JSON')
    .option('--no-notes', 'leave the speaker notes out of HTML, handouts and transcripts')
}

function whole(text: string, least: number, most: number, what: string): number {
  const number = /^\d+$/.test(text) ? Number(text) : Number.NaN
  if (number >= least && number <= most) return number
  throw new InvalidArgumentError(`A ${what} is a whole number from ${least} to ${most}.`)
}

function parseScale(text: string): number {
  const scale = /^\d+(\.\d+)?$/.test(text) ? Number(text) : Number.NaN
  if (scale >= 0.1 && scale <= 8) return scale
  throw new InvalidArgumentError('A scale is a number from 0.1 to 8.')
}

function parsePaper(text: string): PaperName {
  const [paper] = listOf(Object.keys(paperSizes) as PaperName[], 'Sizes')(text, undefined)
  if (paper === undefined || text.includes(',')) throw new InvalidArgumentError('It takes one size.')
  return paper
}

function parsePerPage(text: string): PerPage {
  const choice = perPageChoices.find((one) => String(one) === text)
  if (choice !== undefined) return choice
  throw new InvalidArgumentError(`Handouts have ${perPageChoices.join(', ')} slides on a page.`)
}

function parseShard(text: string): Shard {
  const [, number = 0, of = 0] = (/^(\d{1,4})\/(\d{1,4})$/.exec(text) ?? []).map(Number)
  if (number >= 1 && number <= of) return { number, of }
  throw new InvalidArgumentError('It takes two numbers such as 2/5: the second part of five.')
}
