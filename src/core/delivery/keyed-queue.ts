/** Runs the jobs of one key one after another, in the order they came; jobs of different keys run side by side. */
export function createKeyedQueue(): <R>(key: string, job: () => Promise<R>) => Promise<R> {
  const tails = new Map<string, Promise<unknown>>()
  return (key, job) => {
    const before = tails.get(key)
    const result = before ? before.then(job) : job()
    const tail = result.then(forget, forget)
    tails.set(key, tail)
    return result

    function forget() {
      if (tails.get(key) === tail) tails.delete(key)
    }
  }
}
