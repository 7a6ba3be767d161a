/** The name of a draft, as a process of this machine gave it that has ended. */
export function ended(name: string): string {
  return name.replace(`-${process.pid}-`, '-4194304-')
}

/** The same, of another machine or PID namespace. */
export function elsewhere(name: string, where: 'machine' | 'namespace'): string {
  const at = /([\da-f]{8})-(\d+)-\d+-[\da-f]{8}/
  return ended(name).replace(at, (made, machine: string, namespace: string) =>
    where === 'machine'
      ? made.replace(
          machine,
          machine.replace(/./g, (digit) => (digit === 'f' ? '0' : 'f')),
        )
      : made.replace(`-${namespace}-`, `-1${namespace}-`),
  )
}
