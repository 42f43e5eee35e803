/** The files of a library, by name, and those of another library of the same age. */
export interface Shelf {
  files: Map<string, Buffer>
  other: ReadonlyMap<string, Buffer>
}

/** Damages one file of a library in one way; tells which, or undefined where it changed nothing. */
export function damageOne(shelf: Shelf, random: () => number): string | undefined {
  const upTo = (most: number) => Math.floor(random() * most)
  const one = <T>(list: readonly T[]): T => list[upTo(list.length)] as T
  const names = [...shelf.files.keys()]
  // The two that matter most get most of the damage.
  const name = random() < 0.8 ? one(names.filter(each => /^data\.(json|log)$/.test(each))) : one(names)
  const [kind, change] = one(Object.entries(damages))
  const before = shelf.files.get(name)
  if (name === undefined || before === undefined) return undefined
  const after = change(Buffer.from(before), { name, shelf, upTo })
  if (after === undefined) shelf.files.delete(name)
  else shelf.files.set(name, after)
  return after?.equals(before) ? undefined : `${kind} ${name}`
}

interface About {
  name: string
  shelf: Shelf
  upTo(most: number): number
}

type Change = (bytes: Buffer, about: About) => Buffer | undefined

const damages: Readonly<Record<string, Change>> = {
  'flipped a bit of': (bytes, { upTo }) => {
    const at = upTo(bytes.length)
    bytes[at] = (bytes[at] ?? 0) ^ (1 << upTo(8))
    return bytes
  },
  'flipped many bits of': (bytes, { upTo }) => {
    for (let left = 2 + upTo(40); left > 0; left--) bytes[upTo(bytes.length)] = upTo(256)
    return bytes
  },
  'cut short': (bytes, { upTo }) => bytes.subarray(0, upTo(bytes.length)),
  'cut at a line': (bytes, { upTo }) => {
    const text = lines(bytes)
    return Buffer.from(text.slice(0, upTo(text.length)).join(''))
  },
  emptied: () => Buffer.alloc(0),
  'zeroed a part of': (bytes, { upTo }) => {
    const at = upTo(bytes.length)
    return bytes.fill(0, at, Math.min(at + 1 + upTo(4096), bytes.length))
  },
  'took a part out of': (bytes, { upTo }) => {
    const at = upTo(bytes.length)
    return Buffer.concat([bytes.subarray(0, at), bytes.subarray(at + 1 + upTo(300))])
  },
  'added to': (bytes, { upTo }) =>
    Buffer.concat([bytes, Buffer.from(Array.from({ length: 1 + upTo(200) }, () => upTo(256)))]),
  'doubled a line of': (bytes, { upTo }) => {
    const text = lines(bytes)
    const at = upTo(text.length)
    return Buffer.from([...text.slice(0, at + 1), ...text.slice(at)].join(''))
  },
  'swapped lines of': (bytes, { upTo }) => {
    const text = lines(bytes)
    const [a, b] = [upTo(text.length), upTo(text.length)]
    ;[text[a], text[b]] = [text[b] ?? '', text[a] ?? '']
    return Buffer.from(text.join(''))
  },
  'lost a line of': (bytes, { upTo }) => {
    const text = lines(bytes)
    text.splice(upTo(text.length), 1)
    return Buffer.from(text.join(''))
  },
  deleted: () => undefined,
  'put back the older': (bytes, { name, shelf }) => shelf.files.get(`${name}.bak`) ?? bytes,
  'put in another library’s': (bytes, { name, shelf }) => shelf.other.get(name) ?? bytes,
  'put something else into': (_, { upTo }) =>
    Buffer.from(['null\n', '[]\n', '{}\n', '7', '"docs"', '\uFEFF{}'][upTo(6)] ?? ''),
}

/** The lines of a file, each with its end. */
const lines = (bytes: Buffer): string[] => bytes.toString('latin1').split(/(?<=\n)/)
