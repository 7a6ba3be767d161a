import type { Engine } from '../../compile/engine/engine.js'
import type { Client } from '../../load/client.js'
import type { ExportBrowser } from '../browser.js'
import type { Common } from '../common.js'
import type { Machine } from '../machine.js'
import type { OutputSettings, ProjectSettings } from '../settings.js'
import type { Target } from './targets.js'

/** What all decks of a run share. */
export interface Run {
  readonly settings: ProjectSettings & OutputSettings
  readonly machine: Machine
  readonly engine: Engine
  readonly client: Client
  readonly browser: ExportBrowser
  readonly common: Common
  readonly signal: AbortSignal
  /** Where an artefact goes that is asked for as `-`. */
  readonly bytes: NodeJS.WritableStream
  /** Every source of the run; none is ever overwritten. */
  readonly sources: readonly string[]
  /** Told which targets need no browser any more. Absent: it runs until the end. */
  readonly released?: (done: readonly Target[]) => void
  /** Told what is being made. */
  readonly progress: (what: string) => void
  /** Told how long each part took, with `--debug`. */
  readonly time: (what: string) => void
}
