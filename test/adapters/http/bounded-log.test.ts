import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { createBoundedLog } from '../../../adapters/http/bounded-log.ts'

beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] }))
afterEach(() => void vi.useRealTimers())

it('What strangers can cause as often as they like is one line a minute, with a count, for a day and more', () => {
  const lines: string[] = []
  const log = createBoundedLog(line => lines.push(line))
  for (let second = 0; second < 600; second++) {
    for (let at = 0; at < 100; at++) log(`refused ${second}`)
    vi.advanceTimersByTime(1_000)
  }
  expect(lines[0]).toBe('refused 0')
  expect(lines[1]).toBe('refused 59 (5999 times in the last minute.)')
  expect(lines.length).toBeLessThanOrEqual(11)
  vi.advanceTimersByTime(3_600_000)
  const quiet = lines.length
  vi.advanceTimersByTime(3_600_000)
  expect(lines.length).toBe(quiet)
  log('refused again')
  expect(lines.at(-1)).toBe('refused again')
})
