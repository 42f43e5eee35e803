import { expect, it } from 'vitest'
import { newRunId } from '../../../../src/features/walkthrough/run/run.ts'

it('an id of a run is never a number, so that runs are listed in the order in which they were begun', () => {
  const ids = Array.from({ length: 2000 }, newRunId)
  expect(ids.filter(id => !/^[0-9a-f]{8}$/.test(id) || /^\d+$/.test(id))).toEqual([])
})
