export function assemble(changelog: string, changes: readonly string[], title: string): string
