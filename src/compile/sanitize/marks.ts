/** The two marks around file keys (see `fileMark`) are ours alone: an author's are replaced. */
export function withoutMarks(text: string): string {
  return /[\uFDD0\uFDD1]/.test(text) ? text.replace(/[\uFDD0\uFDD1]/g, '\uFFFD') : text
}
