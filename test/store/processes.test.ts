import { unlink } from 'node:fs/promises'
import { connect } from 'node:net'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { kind } from '../../src/core/store.ts'
import { openJsonStore } from '../../src/store/json.ts'
import { type Child, startChild } from './children.ts'
import { newLog, tempFolder } from './folder.ts'
import { seeded } from './forgetful-disk.ts'

const marks = kind<{ n: number }>('mark')
const kills = 8
const started: Child[] = []

afterAll(() => {
  for (const child of started) if (child.process.exitCode === null) child.process.kill('SIGKILL')
})

function start(...args: string[]): Child {
  const child = startChild(...args)
  started.push(child)
  return child
}

/** The highest update acknowledged for each document of each workspace. */
function acknowledged(lines: string[], into: Map<string, number>): void {
  for (const [, workspace, n] of lines.map(line => line.split(' ')).filter(([what]) => what === 'a')) {
    into.set(`w${workspace} m${Number(n) % 50}`, Number(n))
  }
}

describe('A process that is killed', () => {
  it(`has lost nothing it acknowledged, and left no half of an update, ${kills} times on the same folder`, async () => {
    const folder = await tempFolder()
    const expected = new Map<string, number>()
    const random = seeded(3)
    let next = 1
    for (let kill = 0; kill < kills; kill++) {
      const child = start(folder, 'write', `${next}`)
      await child.said('a ')
      await new Promise(resolve => setTimeout(resolve, 20 + random() * 130))
      await child.kill('SIGKILL')
      acknowledged(child.lines(), expected)
      next += 1_000_000
      const log = newLog()
      const store = await openJsonStore(folder, { log, waitMs: 0 })
      for (const [document, n] of expected) {
        const [workspace = '', id = ''] = document.split(' ')
        const found = await store.get(workspace, marks, id)
        expect(found?.n, document).toBeGreaterThanOrEqual(n)
        expect(await store.get(workspace, marks, id.replace('m', 'twin')), document).toEqual(found)
      }
      expect(log.lines.filter(line => !line.includes('unacknowledged'))).toEqual([])
      await store.close()
    }
    expect(expected.size).toBeGreaterThan(100)
  })
})

describe('A process that was frozen while its lock was taken away', () => {
  it('writes nothing more when it goes on, and what the other one saved stays whole', async () => {
    const folder = await tempFolder()
    const first = start(folder, 'calmly')
    await first.said('a ')
    await first.kill('SIGSTOP')
    await unlink(join(folder, 'lock'))
    const next = await openJsonStore(folder, { waitMs: 0 })
    const begun = performance.now()
    let last = 1_000_000
    // As long as it takes to notice: another process needs longer to start.
    while (performance.now() - begun < 100) await next.update('w0', tx => tx.put(marks, 'm', { n: ++last }))
    await first.kill('SIGCONT')
    expect(await first.said('refused')).toMatch(/ELOCKED .*taken by another process/)
    await next.close()
    const again = await openJsonStore(folder, { waitMs: 0 })
    expect(await again.get('w0', marks, 'm')).toEqual({ n: last })
    await again.close()
  })

  it('tells nothing more of what it knew, for that is old', async () => {
    const folder = await tempFolder()
    const before = await openJsonStore(folder, { waitMs: 0 })
    await before.update('w0', tx => tx.put(marks, 'm', { n: 1 }))
    await before.close()
    const first = start(folder, 'read')
    await first.said('r 1')
    await first.kill('SIGSTOP')
    await unlink(join(folder, 'lock'))
    const next = await openJsonStore(folder, { waitMs: 0 })
    const begun = performance.now()
    // As long as it takes to notice: another process needs longer to start.
    while (performance.now() - begun < 100) await next.update('w0', tx => tx.put(marks, 'm', { n: 2 }))
    const told = first.lines().length
    await first.kill('SIGCONT')
    expect(await first.said('refused')).toMatch(/ELOCKED .*taken by another process/)
    expect(first.lines().slice(told)).toEqual([expect.stringContaining('refused')])
    await next.close()
  })
})

describe('A second process', () => {
  it('is refused with the process id of the first and the cure, and gets in as soon as that one is killed', async () => {
    const folder = await tempFolder()
    const first = start(folder)
    await first.said('ready')
    const refused = openJsonStore(folder, { waitMs: 0 })
    const message = expect.stringMatching(
      `in use by another Hearth .pid ${first.process.pid}.. Stop that one first`,
    )
    await expect(refused).rejects.toMatchObject({ code: 'ELOCKED', message })
    const second = start(folder)
    await first.kill('SIGKILL')
    await second.said('ready')
    await second.kill('SIGKILL')
  })

  it('is refused while the first is frozen, and also when the first can no longer take calls', async () => {
    const folder = await tempFolder()
    const first = start(folder)
    await first.said('ready')
    await first.kill('SIGSTOP')
    const refusal = { code: 'ELOCKED', message: expect.stringContaining('does not answer') }
    await expect(openJsonStore(folder, { waitMs: 0 })).rejects.toMatchObject(refusal)
    const calls = Array.from({ length: 600 }, () => connect(join(folder, 'lock')).on('error', () => {}))
    const full = { code: 'ELOCKED', message: expect.stringContaining('EAGAIN') }
    await expect(openJsonStore(folder, { waitMs: 0 })).rejects.toMatchObject(full)
    for (const call of calls) call.destroy()
    await first.kill('SIGKILL')
    const store = await openJsonStore(folder, { waitMs: 0 })
    await store.close()
  })
})
