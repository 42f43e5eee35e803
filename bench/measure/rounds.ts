/** Goes through the contenders in turn (A B C A B C …), so that what disturbs the machine disturbs all. */
export async function alternately<Name extends string, R>(
  names: readonly Name[],
  rounds: number,
  measure: (name: Name, round: number) => Promise<R>,
): Promise<Record<Name, R[]>> {
  const found = Object.fromEntries(names.map(name => [name, [] as R[]])) as Record<Name, R[]>
  for (let round = 0; round < rounds; round++)
    for (const name of names) found[name].push(await measure(name, round))
  return found
}
