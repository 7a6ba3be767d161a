/** `{1,3-5}` as ranges of lines, both ends inside. */
export function linesIn(attributes: string): [from: number, to: number][] {
  const list = /\{([\d,-]+)\}/.exec(attributes)?.[1]
  return (list?.split(',') ?? []).map((part) => {
    const [from = '', to = from] = part.split('-')
    return [Number.parseInt(from, 10), Number.parseInt(to, 10)]
  })
}
