/** Runs the jobs of one lane one after another, in the order they came; different lanes run side by side. */
export function createKeyedQueue(): <R>(lane: string, job: () => Promise<R>) => Promise<R> {
  const tails = new Map<string, Promise<unknown>>()
  return (lane, job) => {
    const before = tails.get(lane)
    const result = before ? before.then(job) : job()
    const tail = result.then(forget, forget)
    tails.set(lane, tail)
    return result

    function forget() {
      if (tails.get(lane) === tail) tails.delete(lane)
    }
  }
}
