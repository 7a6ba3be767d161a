import type { Memo } from '../model/memo.js'
import type { RawValue } from '../model/source.js'
import type { Theme } from '../model/theme.js'
import type { Engine } from './engine/engine.js'
import type { TokenSetting } from './looks/tokenCss.js'

/** What compiling depends on besides the deck itself. */
export interface CompileJob {
  readonly engine: Engine
  readonly memo: Memo
  /** A hash of a text, hex or base64url; the same text always gives the same. */
  readonly hash: (text: string) => string
  /** Themes with CSS that the deck can use, and their imports. */
  readonly themes: readonly Theme[]
  /** Every name that `theme:` may have. */
  readonly themeNames: readonly string[]
  /** Theme that the command line asks for, instead of the deck's. */
  readonly forcedTheme?: string
  /** Tokens of the project, for every deck. */
  readonly brand?: ReadonlyMap<string, TokenSetting>
  /** Logo of the project, named from the deck's folder, for decks that name none. Absent: none. */
  readonly logo?: RawValue
  /** Blocks say on which line they begin (`data-l`, see `plugins/positions.ts`). Absent: they do not. */
  readonly positions?: boolean
  readonly unsafeHtml: boolean
  readonly allowNet: boolean
}
