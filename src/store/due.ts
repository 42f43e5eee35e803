import type { Workspace } from '../core/incoming.ts'

/** When a schedule comes up. */
export interface Due {
  at: number
  workspace: Workspace
  id: string
}

/**
 * What is due next, over all workspaces: a binary heap. An entry that was replaced stays in the heap until it comes up,
 * and is then skipped. Derived from the schedules: never written, built anew at the start.
 */
export class DueTimes {
  #heap: Due[] = []
  #current = new Map<string, Due>()
  /** Told when something comes before all else. */
  onSooner: (at: number) => void = () => {}

  /** Notes when a schedule is due; undefined: never. */
  set(workspace: Workspace, id: string, at: number | undefined): void {
    const name = nameOf(workspace, id)
    if (at === this.#current.get(name)?.at) return
    if (at === undefined) {
      this.#current.delete(name)
    } else {
      const due = { at, workspace, id }
      const before = this.next()
      this.#current.set(name, due)
      this.#push(due)
      if (before === undefined || at < before) this.onSooner(at)
    }
    if (this.#heap.length > 1000 && this.#heap.length > 4 * this.#current.size) this.#rebuild()
  }

  next(): number | undefined {
    while (this.#heap[0] && !this.#isCurrent(this.#heap[0])) this.#pop()
    return this.#heap[0]?.at
  }

  after(at: number): Due[] {
    return [...this.#current.values()].filter(due => due.at > at)
  }

  /** Takes out what is due, oldest first: nobody else is given the same. Who takes one sets its next time. */
  take(now: number, limit: number, except: readonly Workspace[] = []): Due[] {
    const taken: Due[] = []
    const left: Due[] = []
    for (let at = this.next(); at !== undefined && at <= now && taken.length < limit; at = this.next()) {
      const due = this.#pop()
      if (except.includes(due.workspace)) left.push(due)
      else {
        this.#current.delete(nameOf(due.workspace, due.id))
        taken.push(due)
      }
    }
    for (const due of left) this.#push(due)
    return taken
  }

  #isCurrent(due: Due): boolean {
    return this.#current.get(nameOf(due.workspace, due.id)) === due
  }

  #rebuild(): void {
    this.#heap = [...this.#current.values()].sort((a, b) => a.at - b.at) // a sorted list is a heap
  }

  #push(due: Due): void {
    let place = this.#heap.push(due) - 1
    for (let above = (place - 1) >> 1; place > 0 && this.#at(above) > due.at; above = (place - 1) >> 1) {
      this.#swap(place, above)
      place = above
    }
  }

  #pop(): Due {
    this.#swap(0, this.#heap.length - 1)
    const top = this.#heap.pop() as Due
    for (let place = 0, low = this.#lowest(0); low !== place; low = this.#lowest(place)) {
      this.#swap(place, low)
      place = low
    }
    return top
  }

  /** The earliest of an entry and the two below it. */
  #lowest(place: number): number {
    const below = [2 * place + 1, 2 * place + 2]
    return below.reduce((low, other) => (this.#at(other) < this.#at(low) ? other : low), place)
  }

  #at(place: number): number {
    return this.#heap[place]?.at ?? Number.POSITIVE_INFINITY
  }

  #swap(a: number, b: number): void {
    const heap = this.#heap as Due[]
    ;[heap[a], heap[b]] = [heap[b] as Due, heap[a] as Due]
  }
}

const nameOf = (workspace: Workspace, id: string) => `${workspace}/${id}`
