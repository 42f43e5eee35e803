import type { Message, World } from '../world.ts'

/** Messages by a name each has, in their order. Messages are only ever added, so each is looked at once. */
class Shelves {
  readonly #nameOf: (message: Message) => string | undefined
  readonly #all: readonly Message[]
  readonly #shelves = new Map<string, Message[]>()
  #seen = 0

  constructor(all: readonly Message[], nameOf: (message: Message) => string | undefined) {
    this.#all = all
    this.#nameOf = nameOf
  }

  at(name: string): readonly Message[] {
    for (; this.#seen < this.#all.length; this.#seen++) {
      const message = this.#all[this.#seen] as Message
      const own = this.#nameOf(message)
      if (own === undefined) continue
      const shelf = this.#shelves.get(own)
      if (shelf) shelf.push(message)
      else this.#shelves.set(own, [message])
    }
    return this.#shelves.get(name) ?? []
  }
}

const made = new WeakMap<World, ReturnType<typeof shelvesOf>>()

const shelvesOf = ({ messages }: World) => ({
  channel: new Shelves(messages, one => one.channel),
  thread: new Shelves(messages, one => one.thread_ts && `${one.channel} ${one.thread_ts}`),
  ts: new Shelves(messages, one => `${one.channel} ${one.ts}`),
  to: new Shelves(messages, one => one.to),
})

/** The messages of a channel (its id), of a thread or at a time stamp (`channel ts`), or to one person alone; a long run has many thousand. */
export function messagesBy(world: World, what: 'channel' | 'thread' | 'ts' | 'to', name: string) {
  const known = made.get(world) ?? shelvesOf(world)
  made.set(world, known)
  return known[what].at(name)
}
