/** A name that is passed over, and why, in a sentence. */
export interface PassedOver {
  name: string
  why: string
}

const yaml = /\.ya?ml$/i
const copies =
  /(?: \(\d+\)| - copy(?: \(\d+\))?|[ .-]*(?:conflicted copy|conflict|sync-conflict)[^/]*|~)(?=\.ya?ml$)|\.ya?ml~$/i

/**
 * Which of the names in a folder are content, in their order, and which only look so: what a Mac or a cloud drive leaves beside
 * a file, and what Windows calls `.yaml.txt`. Passing one over without a word would look as if it were in use.
 */
export function contentNames(names: readonly string[]): { names: string[]; passedOver: PassedOver[] } {
  const passedOver: PassedOver[] = []
  const kept = [...names].sort().filter(name => {
    const why = whyNot(name)
    if (why) passedOver.push({ name, why })
    return !why && yaml.test(name)
  })
  return { names: kept, passedOver }
}

function whyNot(name: string): string | undefined {
  const plain = name.replace(/\.txt$/i, '')
  if (plain !== name && yaml.test(plain)) return `I do not read it. Rename it to ${plain}.`
  if (name.startsWith('._') && yaml.test(name))
    return 'I do not read it: a Mac keeps its own notes about a file in it. You can delete it.'
  if (copies.test(name))
    return 'I do not read it: it looks like a second copy of another file. Put what is new in it into that file, and delete it.'
  return undefined
}

/** Files at the top of the folder whose name says nothing to Hearth. */
export const strangeNames = (names: readonly string[], known: readonly string[]): PassedOver[] =>
  names
    .filter(name => yaml.test(name) && !known.includes(name.replace(yaml, '').toLowerCase()))
    .map(name => ({
      name,
      why: `I don’t know what it holds. Name it ${known.map(one => `${one}.yaml`).join(', ')}, or put it into a folder of that name.`,
    }))
