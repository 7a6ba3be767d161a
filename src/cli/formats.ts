/** Formats that `build` can make. */
export const formats = ['html', 'pdf'] as const

export type Format = (typeof formats)[number]
