import { forwardingTx, type Index, type Kind, type Store, type Tx, withChanges } from '../store.ts'
import { UserError } from '../user-error.ts'

/** How much there can be of one kind of document, so that nobody can fill the disk or the memory of everybody. */
export interface Bound<T = unknown> {
  /**
   * Why there are not any number of them: each stands for something that is bounded elsewhere (`person`, `channel`, `content`, `library`,
   * or the kind of document that it hangs on); or they are `counted`.
   */
  readonly each: 'person' | 'channel' | 'content' | 'library' | 'counted' | (string & {})
  /** So large may one become; what is larger already may only shrink. */
  readonly size: number
  /** How large one is, where not all of it was put into words by people; left out: all of it as it is stored. */
  measure?(document: T): number
  /** What is said where one would become too large. */
  tooLarge?(document: T, size: number): string
  readonly counted?: readonly Counted<T>[]
}

/** How many there may be of somebody's, and how much in all. */
interface Counted<T> {
  /** Whose they are; left out: the library's. */
  readonly by?: Index<T>
  readonly most: number
  tooMany(most: string): string
  /** How large they may be together. */
  readonly together?: { most: number; tooMuch(most: string): string }
}

/** Settings, marks and the like: no list of anything. */
export const small = 20_000

/** A small one for each of something. */
export const eachOf = (each: Bound['each'], size = small): Pick<Bound, 'each' | 'size'> => ({ each, size })

/** What is this small does not count against what there may be together: it is bounded by how many there may be. */
const slight = 20_000

/** As `String`, with commas for people: `1,000,000`. */
const numeral = (count: number): string => count.toLocaleString('en-US')

/**
 * The same store, in which nothing grows without bound: what would become too large, or too many, is refused in a sentence that says the
 * limit and the way on. It stands between the store and all who write, so that no feature has to think of it.
 */
export function withBounds(store: Store, inventory: readonly { kind: Kind<unknown>; bound: Bound }[]): Store {
  const bounds = new Map(inventory.map(one => [one.kind as string, one.bound]))
  return withChanges(store, (tx, change) => change(within(tx, bounds)))
}

const within = (tx: Tx, bounds: ReadonlyMap<string, Bound>): Tx => ({
  ...forwardingTx(tx),
  put(what, id, document) {
    const bound = bounds.get(what)
    const put = () => tx.put(what, id, document)
    return bound === undefined || isPlainlySmall(document, bound)
      ? put()
      : mustFit(tx, { what, id, document, bound }).then(put)
  },
})

const isPlainlySmall = (document: unknown, { size, measure, counted }: Bound): boolean =>
  !counted && !measure && sizeAtMost(document) <= size

interface Put {
  what: Kind<unknown>
  id: string
  document: unknown
  bound: Bound
}

/** @throws {UserError} */
async function mustFit(tx: Tx, put: Put): Promise<void> {
  const { what, id, document, bound } = put
  const size = sizeOf(document, bound)
  if (size <= bound.size && !bound.counted) return
  const old = await tx.get(what, id)
  const before = old === undefined ? undefined : sizeOf(old, bound)
  if (size > bound.size && size > (before ?? 0))
    throw new UserError((bound.tooLarge ?? anyTooLarge)(document, bound.size))
  for (const counted of bound.counted ?? []) {
    // One that becomes somebody else's is new among theirs.
    const keys = old === undefined ? [] : keysIn(counted, old, id)
    const isMore = keysIn(counted, document, id).some(key => !keys.includes(key))
    const mayBeMuch = counted.together && size > (before ?? 0) && (isMore || size > slight)
    if (isMore || mayBeMuch) await mustBeFew(tx, put, { size, counted, keys })
  }
}

/** @throws {UserError} */
async function mustBeFew(
  tx: Tx,
  { what, id, document, bound }: Put,
  { size, counted, keys }: { size: number; counted: Counted<unknown>; keys: readonly string[] },
): Promise<void> {
  const { by, most, together } = counted
  for (const key of keysIn(counted, document, id)) {
    let [many, sum] = [0, size]
    /** Looked at where it is: where all are counted, none is copied. */
    const count = (one: unknown, other: string): false => {
      if (other !== id) many++
      if (other !== id && together) sum += sizeOf(one, bound)
      return false
    }
    if (by) for (const [other, one] of await tx.find(by, key)) count(one, other)
    else await tx.select(what, count)
    if (!keys.includes(key) && many >= most) throw new UserError(counted.tooMany(numeral(most)))
    if (together && sum > together.most) throw new UserError(together.tooMuch(numeral(together.most)))
  }
}

/** Whose one is, among those that are counted; where all of a library are, they have one key. */
const keysIn = ({ by }: Counted<unknown>, document: unknown, id: string): readonly string[] =>
  by ? by.keysOf(document, id) : ['']

const sizeOf = (document: unknown, { measure }: Bound): number =>
  measure ? measure(document) : JSON.stringify(document).length

/** No character takes more than six in JSON, and no number more than twenty-five: what is small by that need not be written down to be measured. */
function sizeAtMost(document: unknown): number {
  if (typeof document === 'string') return 6 * document.length + 2
  if (typeof document !== 'object' || document === null) return 25
  let size = 2
  if (Array.isArray(document)) for (const one of document) size += sizeAtMost(one) + 1
  else for (const name in document) size += 6 * name.length + 4 + sizeAtMost(Reflect.get(document, name))
  return size
}

const anyTooLarge = (_: unknown, size: number): string =>
  `That is more than I can keep in one piece: ${numeral(size)} characters. Nothing was changed; please try again with less.`
