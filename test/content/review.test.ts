import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { z } from 'zod'
import { packageRoot } from '../../src/config/paths.ts'
import type { Icebreaker } from '../../src/features/icebreaker/schema.ts'
import { builtInContent } from '../content.ts'

const folder = join(packageRoot(), 'content')
const { icebreakers } = builtInContent

const verdict = z.enum(['clean', 'weak', 'fault'])
const reviewSchema = z.record(
  z.string(),
  z
    .strictObject({
      words: z.string().regex(/^[0-9a-f]{8}$/),
      first: verdict,
      second: verdict,
      third: verdict.default('clean'),
      why: z.string().min(1).optional(),
      settled: z.string().min(1).optional(),
    })
    .refine(
      ({ first, second, third, why, settled }) =>
        [first, second, third].every(one => one === 'clean') || (why !== undefined && settled !== undefined),
      'what is not clean says why, and what was done about it',
    ),
)
const reviewed = reviewSchema.parse(parse(readFileSync(join(folder, 'review', 'icebreakers.yaml'), 'utf8')))

/** What a reader judges, in short: another word anywhere is another fingerprint. */
const fingerprint = ({ text, chat, board }: Icebreaker) =>
  createHash('sha256').update([text, chat, board].join('\n')).digest('hex').slice(0, 8)

describe('what two outside readers said of the icebreakers', () => {
  it('is of the words that stand there today', () => {
    const byId = new Map(icebreakers.map(one => [one.id, one]))
    const stale = Object.entries(reviewed).flatMap(([id, { words }]) => {
      const one = byId.get(id)
      const now = one ? fingerprint(one) : 'gone'
      return now === words ? [] : [`${id}: judged as ${words}, now ${now}`]
    })
    expect(stale).toEqual([])
  })

  it('is kept for every one of them', () => {
    expect(icebreakers.filter(one => !reviewed[one.id]).map(one => one.id)).toEqual([])
  })
})
