type Slide = (n: number) => string
export const kinds: { readonly rich: readonly Slide[]; readonly plain: readonly Slide[] }
export function textOf(name: string, count: number, kinds?: readonly Slide[], edit?: string, theme?: string): string
export function picture(seed: number): Uint8Array
