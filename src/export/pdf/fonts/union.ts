/** Both maps in one; absent when they say different things of a key. */
export function unionOf<Key, Value>(
  one: ReadonlyMap<Key, Value>,
  other: ReadonlyMap<Key, Value>,
  isSame: (a: Value, b: Value) => boolean = (a, b) => a === b,
): Map<Key, Value> | undefined {
  const union = new Map(one)
  for (const [key, value] of other) {
    const known = union.get(key)
    if (known !== undefined && !isSame(known, value)) return undefined
    if (known === undefined) union.set(key, value)
  }
  return union
}
