/**
 * How long to wait before looking for a lost server again: a tenth of a second to a second at first, later one to nine
 * seconds. `failures` counts the tries without success; `luck`, from 0 to 1, keeps windows from coming all at once.
 */
export function retryAfterMs(failures: number, luck: number): number {
  return Math.min(5000, 550 * 1.6 ** Math.max(0, failures - 1)) * (0.2 + 1.6 * luck)
}
