import { type Command, InvalidArgumentError, Option } from 'commander'
import { type PerPage, perPageChoices } from '../../export/exporter.js'
import { type Format, formats } from '../../export/formats.js'
import type { PageRange } from '../../project/outputs/pages.js'
import { type PaperName, paperSizes } from '../../render/paper/paper.js'
import { listOf, parseOut } from '../options/options.js'
import { parsePages } from '../options/pageRanges.js'
import type { Shard } from '../options/shard.js'

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
    .option('--steps', 'PDF and images: one page per step')
    .addOption(option('--pages <ranges>', 'export only these slides, such as 3-7,12 (not for HTML)', parsePages))
    .addOption(option('--slide <n>', 'images: export only this slide', (text) => whole(text, 1, 99_999, 'slide')))
    .addOption(
      new Option('--scheme <scheme>', 'colour scheme of PDF, print formats and images').choices(['light', 'dark']),
    )
    .addOption(option('--paper <size>', `paper size: ${Object.keys(paperSizes).join(', ')}`, parsePaper))
    .addOption(option('--margin <mm>', 'page margin (default: 12)', (text) => whole(text, 0, 60, 'margin')))
    .addOption(
      option('--notes-size <pt>', 'font size of notes pages (default: 13)', (text) => whole(text, 6, 48, 'size')),
    )
    .addOption(option('--scale <n>', 'images: pixels per CSS pixel, 0.1 to 8 (default: 1)', parseScale))
    .addOption(option('--quality <n>', 'JPEG and WebP: quality, 1 to 100', (text) => whole(text, 1, 100, 'quality')))
    .option('--transparent', 'PNG and WebP: transparent slide background')
    .option('--pdf-notes', 'PDF: add the speaker notes as annotations')
    .option('--attach-source', "PDF: attach the deck's Markdown")
    .addOption(
      option('--per-page <n>', `handout: slides per page, ${perPageChoices.join(', ')} (default: 3)`, parsePerPage),
    )
    .addOption(option('--shard <n/m>', 'split the decks into m shards and build shard n', parseShard))
    .option('-w, --watch', 'rebuild on every save until stopped')
    .option('--index', 'also write index.html with a thumbnail of every deck')
    .option('--force', 'rebuild everything, even if unchanged')
    .option('--from-marp', "first convert Marp CLI's configuration to lectern.config.json (runs it if it is a script)")
    .option('--json', 'print artefacts and problems as JSON')
    .option('--no-notes', 'omit the speaker notes from HTML, handouts and transcripts')
}

function whole(text: string, least: number, most: number, what: string): number {
  const number = /^\d+$/.test(text) ? Number(text) : Number.NaN
  if (number >= least && number <= most) return number
  throw new InvalidArgumentError(`The ${what} must be a whole number from ${least} to ${most}.`)
}

function parseScale(text: string): number {
  const scale = /^\d+(\.\d+)?$/.test(text) ? Number(text) : Number.NaN
  if (scale >= 0.1 && scale <= 8) return scale
  throw new InvalidArgumentError('The scale must be a number from 0.1 to 8.')
}

function parsePaper(text: string): PaperName {
  const [paper] = listOf(Object.keys(paperSizes) as PaperName[], 'Paper sizes')(text, undefined)
  if (paper === undefined || text.includes(',')) throw new InvalidArgumentError('Give one paper size.')
  return paper
}

function parsePerPage(text: string): PerPage {
  const choice = perPageChoices.find((one) => String(one) === text)
  if (choice !== undefined) return choice
  throw new InvalidArgumentError(`A handout page holds ${perPageChoices.join(', ')} slides.`)
}

function parseShard(text: string): Shard {
  const [, number = 0, of = 0] = (/^(\d{1,4})\/(\d{1,4})$/.exec(text) ?? []).map(Number)
  if (number >= 1 && number <= of) return { number, of }
  throw new InvalidArgumentError('Give two numbers such as 2/5: the second of five shards.')
}
