/**
 * How much of each data colour is in an area, the rest being the ground. Themes choose their data colours so that text in them can be read, which
 * makes them equally dark; areas are told apart by lightness as well, so that people who lack one kind of cone see them, and so does a print in grey.
 */
export const areaShares = [1, 0.6, 1, 0.36] as const
