/**
 * Remembers results of expensive pure work (packing CSS, highlighting, typesetting) under a key that covers all of the
 * work's input. What it gives back may be trusted; what it cannot give is `undefined`.
 */
export interface Memo {
  get(key: string): string | undefined
  set(key: string, value: string): void
}
