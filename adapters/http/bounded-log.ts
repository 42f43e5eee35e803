/** How long one line stands for all that are like it. */
const everyMs = 60_000

/**
 * A log for what strangers can cause as often as they like: the first at once, and then one line a minute that counts the others.
 * `write` gets the newest one's words.
 */
export function createBoundedLog(write: (message: string) => void): (message: string) => void {
  let more = 0
  let newest = ''
  let timer: NodeJS.Timeout | undefined

  return message => {
    if (timer) {
      more++
      newest = message
      return
    }
    write(message)
    timer = setTimeout(sumUp, everyMs).unref()
  }

  function sumUp(): void {
    timer = undefined
    if (more === 0) return
    write(`${newest} (${more === 1 ? 'Once' : `${more} times`} in the last minute.)`)
    more = 0
    timer = setTimeout(sumUp, everyMs).unref()
  }
}
