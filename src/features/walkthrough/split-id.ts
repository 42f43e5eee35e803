/** Splits `@7f3a edit 3` into the id of a run and what follows it. A line that names none follows whole, without its `@`. */
export function splitId(line: string): { id?: string; rest: string } {
  if (!line.startsWith('@')) return { rest: line }
  const behind = line.slice(1)
  const [id = ''] = behind.split(/\s/, 1)
  return id === '' ? { rest: behind } : { id, rest: behind.slice(id.length).trimStart() }
}

/** What the card on the screen asks to delete: “yes, delete it” is about that, and nothing else. */
export function askedToDelete(offered: readonly string[]): string | undefined {
  const ids = new Set(offered.flatMap(one => /^\S+ @(\S+) delete yes$/.exec(one)?.[1] ?? []))
  return ids.size === 1 ? [...ids][0] : undefined
}
