import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { strToU8 } from 'fflate'
import { describe, expect, it } from 'vitest'
import { packageRoot } from '../../src/config/paths.ts'
import { readPaper } from '../../src/paper/read.ts'
import { createReadingBeside } from '../../src/paper/read-beside.ts'
import { readSheet } from '../../src/paper/read-sheet.ts'

/** `npm test` has built it. */
const built = pathToFileURL(join(packageRoot(), 'dist/start/read-worker.js'))
/** A thread that does this with what it is asked for. */
const thread = (code: string) =>
  new URL(
    `data:text/javascript,${encodeURIComponent(`import { parentPort, workerData } from 'node:worker_threads'; ${code}`)}`,
  )

const form = {
  name: 'tea.md',
  bytes: strToU8('# Spring tea\n\n## Why are you gathering this group?\n\n> To meet\n'),
}
const list = { name: 'ours.csv', bytes: strToU8('question,audience\nWhat squeaks?,teens\n') }

describe('A file that is read beside everything else', () => {
  it('is the same as one that is read here: a form, and a list', async () => {
    const read = createReadingBeside(built)
    expect(await read('paper', form)).toEqual(await readPaper(form))
    expect(await read('sheet', list)).toEqual(await readSheet(list))
  })

  it('is refused in the same sentence', async () => {
    const damaged = { name: 'tea.docx', bytes: strToU8('PK\u0003\u0004 and nothing else') }
    const [there, here] = await Promise.allSettled([
      createReadingBeside(built)('paper', damaged),
      readPaper(damaged),
    ])
    expect(there).toMatchObject({ status: 'rejected', reason: { name: 'UserError' } })
    expect((there as PromiseRejectedResult).reason.answer).toEqual(
      (here as PromiseRejectedResult).reason.answer,
    )
  })

  it('is given up in a sentence where it takes too long, or too much memory, and the next is read', async () => {
    const read = createReadingBeside(
      thread(`
        if (workerData.file.name === 'long') for (;;);
        if (workerData.file.name === 'odd') process.exit(1)
        parentPort.postMessage({ read: [workerData.file.name] })`),
      { processorMs: 2_000 },
    )
    const asked = ['long', 'odd', 'good'].map(name => read('paper', { name, bytes: new Uint8Array() }))
    const [long, odd, good] = await Promise.allSettled(asked)
    for (const one of [long, odd])
      expect(one).toMatchObject({
        status: 'rejected',
        reason: { message: expect.stringMatching(/gave up on that file/) },
      })
    expect(good).toEqual({ status: 'fulfilled', value: ['good'] })
    const patient = createReadingBeside(
      thread(`const all = []; for (;;) all.push(new Array(1e6).fill(all.length))`),
    )
    await expect(patient('paper', form)).rejects.toThrow(/gave up on that file/)
  })

  it('is read on a computer that has no time for it, and given up at last where it has none at all', async () => {
    const idle = (ms: number) =>
      thread(`
        Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ${ms})
        parentPort.postMessage({ read: ['late'] })`)
    const busy = (mostMs: number, used: () => number) => ({ processorMs: 50, mostMs, used })
    const patient = createReadingBeside(
      idle(500),
      busy(60_000, () => 0),
    )
    expect(await patient('paper', form)).toEqual(['late'])
    let used = 0
    const worked = createReadingBeside(
      idle(60_000),
      busy(60_000, () => (used += 50)),
    )
    await expect(worked('paper', form)).rejects.toThrow(/gave up on that file/)
    const endless = createReadingBeside(
      idle(60_000),
      busy(200, () => 0),
    )
    await expect(endless('paper', form)).rejects.toThrow(/gave up on that file/)
  })

  it('keeps nobody waiting: the loop turns many times while one is read that takes long', async () => {
    const read = createReadingBeside(thread('for (;;);'), { processorMs: 500 })
    let rounds = 0
    let isOver = false
    const count = () => {
      rounds++
      if (!isOver) setImmediate(count)
    }
    const reading = read('paper', form).catch(() => {})
    count()
    await reading
    isOver = true
    expect(rounds).toBeGreaterThan(100)
  })
})
