import { expect, it } from 'vitest'
import { selected } from '../../src/store/select.ts'

it('many documents are looked through a little at a time, so that others get a word in', async () => {
  const documents = Array.from({ length: 400 }, (_, at): [string, unknown] => [`n${at}`, { at }])
  let interruptions = 0
  let over = false
  const others = (async () => {
    for (; !over; interruptions++) await new Promise(resolve => setImmediate(resolve))
  })()
  const thorough = ({ at }: { at: number }) =>
    'ä'.repeat(20_000).normalize('NFD').length > 0 && at % 200 === 7
  expect(await selected(documents, thorough)).toEqual([
    ['n7', { at: 7 }],
    ['n207', { at: 207 }],
  ])
  over = true
  await others
  expect(interruptions).toBeGreaterThan(10)
})
