import type { BuildOptions } from 'esbuild'

export function commandBundles(outdir: string, options?: { readonly dev?: boolean }): readonly BuildOptions[]
