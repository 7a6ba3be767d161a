export interface Build {
  readonly kind?: 'release' | 'dev'
  readonly staleFor?: string
  readonly keptBy?: number
}
type Inputs = Readonly<Record<string, string>>
export function readInputs(root?: string): Inputs
export function writeStamp(
  built: { readonly kind: 'release' | 'dev'; readonly inputs?: Inputs; readonly keptBy?: number },
  root?: string,
): void
export function readBuild(root?: string): Build
