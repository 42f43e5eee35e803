import fc from 'fast-check'
import { anyLine } from './lines.ts'
import { anyStep, type Step } from './mutate.ts'
import { anyWire, type Wire } from './wire.ts'

/** One hostile request, before it is known what the platform's payloads look like now. */
export interface Shot {
  to: 'slack' | 'teams'
  /** Which payload, whose, where, and which button: each counted round. */
  base: number
  who: number
  where: number
  button: number
  line: string
  steps: readonly Step[]
  wire: Wire
}

const pick = fc.nat(1_000)

/** Any of them. Many are spoiled in one way only, so that they come far. */
export const anyShot: fc.Arbitrary<Shot> = fc.record({
  to: fc.constantFrom('slack', 'teams'),
  base: pick,
  who: pick,
  where: pick,
  button: pick,
  line: anyLine,
  steps: fc.oneof(
    { weight: 2, arbitrary: fc.constant([]) },
    { weight: 5, arbitrary: fc.array(anyStep, { minLength: 1, maxLength: 1 }) },
    { weight: 2, arbitrary: fc.array(anyStep, { minLength: 2, maxLength: 8 }) },
  ),
  wire: anyWire,
})
