import { describe, expect, it } from 'vitest'
import { every } from '../../src/operations/every.ts'
import { createUndoExpiry } from '../../src/operations/undo-expiry.ts'
import { until } from '../until.ts'

const away = new Error('The database cannot be reached')

/** Sleeps no longer than it takes others to have their turn. */
const wait = () => new Promise(resolve => setImmediate(resolve))

describe('What is looked after again and again', () => {
  it('is looked at again after a look that failed, which is told', async () => {
    const told: unknown[] = []
    let looks = 0
    const rounds = every(
      wait,
      1,
      async () => {
        if (looks++ === 0) throw away
      },
      error => told.push(error),
    )
    rounds.start()
    await until(() => looks > 1)
    await rounds.stop()
    expect(told).toEqual([away])
  })

  it('lets Hearth go on, where the database is away when it is looked for changes that are a day old', async () => {
    const lines: string[] = []
    const log = { info() {}, warn() {}, error: (line: string) => void lines.push(line) }
    let looks = 0
    const workspaces = async () => {
      if (looks++ === 0) throw away
      return []
    }
    const none = () => Promise.reject(new Error('nothing is kept here'))
    const store = { workspaces, list: none, scrub: none }
    const rounds = createUndoExpiry({ store: () => store, now: () => 0, wait, log })
    rounds.start()
    await until(() => looks > 1)
    await rounds.stop()
    expect(lines).toEqual([expect.stringMatching(/tried again in an hour.*cannot be reached/)])
  })
})
