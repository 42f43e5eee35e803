import { describe, expect, it } from 'vitest'
import { nameOf, pathOf } from '../../../src/features/own-content/path.ts'

describe('Where a content file that was sent stands', () => {
  it.each([
    ['our-icebreakers.yaml', 'icebreakers/our-icebreakers.yaml'],
    ['My icebreakers.YML', 'icebreakers/my-icebreakers.yaml'],
    ['us-readings.yaml', 'readings/us-readings.yaml'],
    ['es-icebreakers.yaml', 'es/icebreakers/icebreakers.yaml'],
    ['es-phrases.yaml', 'es/phrases.yaml'],
    ['phrases.yaml', 'en/phrases.yaml'],
    ['C:\\files\\seed swap walkthrough.yaml', 'walkthroughs/seed-swap-walkthrough.yaml'],
    ['../../icebreakers.yaml', 'icebreakers/icebreakers.yaml'],
    ['guide.yaml', 'guide.yaml'],
    ['en-icebreakers.yaml', 'icebreakers/icebreakers.yaml'],
  ])('%s: %s', (name, path) => {
    expect(pathOf(name, '')).toBe(path)
    expect(pathOf(nameOf(path), ''), 'sent back').toBe(path)
  })
})
