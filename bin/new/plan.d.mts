export interface Plan {
  /** Path in the checkout → content. */
  readonly files: ReadonlyMap<string, string>
  readonly next: readonly string[]
}
export const recipes: Readonly<Record<string, unknown>>
export function plan(kind: string, name: string, read: (path: string) => string | undefined): Plan
