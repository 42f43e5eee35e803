import { describe, expect, it } from 'vitest'
import { chained } from '../../src/store/disk/format.ts'
import { newestFormat } from '../../src/store/disk/migrations.ts'
import { everything, ForgetfulDisk, seeded } from './forgetful-disk.ts'
import { marksIn, openWorkspace, putMark } from './workspace-on.ts'

const folder = '/data/ws-library'
const runs = 800
const updates = 150

/** A workspace with a snapshot, a log of many lines, and the generation before. */
async function workspaceOnDisk(minLog = 8000) {
  const disk = new ForgetfulDisk('/')
  await disk.makeFolder('/data')
  const workspace = await openWorkspace(disk, folder, { minLog })
  for (let n = 1; n <= updates; n++) await putMark(workspace, n)
  await workspace.file.close()
  return disk
}

async function overwrite(
  disk: ForgetfulDisk,
  name: string,
  change: (bytes: Buffer) => Buffer,
): Promise<void> {
  const bytes = (await disk.read(`${folder}/${name}`)) ?? Buffer.alloc(0)
  const file = await disk.open(`${folder}/${name}`, 'create')
  await file.write(change(Buffer.from(bytes)))
}

/** The log of a Hearth that made no note of how long it is: its first line tells of none, and the checksums go on from there. */
function withoutMark(log: string): string {
  let before = 0
  const line = (json: string) => {
    const { text, chain } = chained(json, before)
    before = chain
    return text
  }
  const [head = '', ...commits] = log.trimEnd().split('\n')
  const { marked, ...rest } = JSON.parse(head.slice(9))
  expect(marked).toBe(true)
  return [JSON.stringify(rest), ...commits.map(one => one.slice(9))].map(line).join('')
}

/** How many updates are there; or the code of the refusal. */
async function outcomeOf(disk: ForgetfulDisk): Promise<number | string> {
  try {
    return marksIn(await openWorkspace(disk, folder))
  } catch (error) {
    return (error as { code?: string }).code ?? `unnamed: ${error}`
  }
}

/** One kind of harm a file can come to. */
function damage(random: () => number): (bytes: Buffer) => Buffer {
  const upTo = (n: number) => Math.floor(random() * n)
  const damages: ((bytes: Buffer) => Buffer)[] = [
    bytes => bytes.subarray(0, upTo(bytes.length)),
    bytes => {
      const at = upTo(bytes.length)
      bytes[at] = (bytes[at] ?? 0) ^ (1 << upTo(8))
      return bytes
    },
    bytes => {
      const at = upTo(bytes.length)
      return bytes.fill(0, at, Math.min(at + 512, bytes.length))
    },
    bytes => Buffer.concat([bytes, Buffer.from(Array.from({ length: 1 + upTo(200) }, () => upTo(256)))]),
    bytes => {
      const at = upTo(bytes.length)
      return Buffer.concat([bytes.subarray(0, at), bytes.subarray(at + 1 + upTo(300))])
    },
  ]
  return damages[upTo(damages.length)] as (bytes: Buffer) => Buffer
}

describe('A damaged file', () => {
  it(`gives, in each of ${runs} ways, a state that was once acknowledged, or a refusal with a name`, async () => {
    const whole = await workspaceOnDisk()
    const random = seeded(5)
    const tally = { states: 0, refusals: 0 }
    for (let run = 0; run < runs; run++) {
      const disk = whole.afterCut(everything)
      await overwrite(disk, random() < 0.75 ? 'data.log' : 'data.json', damage(random))
      const outcome = await outcomeOf(disk)
      if (typeof outcome === 'number') {
        expect(outcome).toBeLessThanOrEqual(updates)
        tally.states++
      } else {
        expect(['ECORRUPT', 'EMISSING']).toContain(outcome)
        tally.refusals++
      }
    }
    expect(Math.min(tally.states, tally.refusals)).toBeGreaterThan(runs / 10)
  })

  const line = (bytes: Buffer, n: number) => bytes.toString().split('\n')[n] ?? ''
  const without = (n: number) => (bytes: Buffer) =>
    Buffer.from(bytes.toString().replace(`${line(bytes, n)}\n`, ''))
  const twice = (n: number) => (bytes: Buffer) =>
    Buffer.from(bytes.toString().replace(`${line(bytes, n)}\n`, `${line(bytes, n)}\n`.repeat(2)))
  const swapped = (bytes: Buffer) => {
    const lines = bytes.toString().split('\n')
    return Buffer.from([lines[0], lines[2], lines[1], ...lines.slice(3)].join('\n'))
  }
  it.each([
    ['a lost line', 'data.log', without(3)],
    ['a lost first line', 'data.log', without(0)],
    ['a doubled line', 'data.log', twice(2)],
    ['two lines the wrong way round', 'data.log', swapped],
    ['no line at all', 'data.log', () => Buffer.alloc(0)],
    ['nothing in it', 'data.json', () => Buffer.alloc(0)],
    ['null in it', 'data.json', () => Buffer.from('null\n')],
    ['a list in it', 'data.json', () => Buffer.from('[]\n')],
    ['an edit by hand', 'data.json', (bytes: Buffer) => Buffer.from(bytes.toString().replace('café', 'tea'))],
    [
      'another format number',
      'data.json',
      (b: Buffer) => Buffer.from(b.toString().replace(/"format":\d+/, `"format":${newestFormat + 1}`)),
    ],
  ])('is refused with %s in %s', async (_what, name, change) => {
    const disk = await workspaceOnDisk()
    await overwrite(disk, name, change)
    expect(await outcomeOf(disk)).toBe('ECORRUPT')
  })

  it.each([6000, Number.POSITIVE_INFINITY])(
    'is refused if it was cut short, wherever it was cut (snapshot after %d bytes)',
    async minLog => {
      const whole = await workspaceOnDisk(minLog)
      const log = (await whole.read(`${folder}/data.log`)) ?? Buffer.alloc(0)
      const cuts = [...log.entries()].flatMap(([at, byte]) => (byte === 10 ? [at, at + 1] : []))
      for (const length of cuts.filter(cut => cut < log.length)) {
        const disk = whole.afterCut(everything)
        await overwrite(disk, 'data.log', bytes => bytes.subarray(0, length))
        expect(await outcomeOf(disk), `${length} of ${log.length} bytes`).toBe('ECORRUPT')
        expect((await disk.read(`${folder}/data.log`))?.equals(log.subarray(0, length))).toBe(true)
      }
    },
  )

  it.each(['data.json', 'data.log'])('is refused if it is another library’s %s', async name => {
    const disk = await workspaceOnDisk()
    const other = await openWorkspace(disk, '/data/ws-another', { minLog: 8000 })
    for (let n = 1; n <= updates; n++) await putMark(other, n)
    await other.file.close()
    const theirs = (await disk.read(`/data/ws-another/${name}`)) ?? Buffer.alloc(0)
    await overwrite(disk, name, () => theirs)
    expect(await outcomeOf(disk)).toBe('ECORRUPT')
  })

  it.each([6000, Number.POSITIVE_INFINITY])(
    'is refused without the note of how long the log is, also if it was cut back to its first line (snapshot after %d bytes)',
    async minLog => {
      for (const isCut of [false, true]) {
        for (const how of ['removed', 'damaged', 'emptied'] as const) {
          const disk = await workspaceOnDisk(minLog)
          if (isCut) await overwrite(disk, 'data.log', bytes => bytes.subarray(0, bytes.indexOf(10) + 1))
          if (how === 'removed') await disk.remove(`${folder}/data.mark`)
          else await overwrite(disk, 'data.mark', bytes => bytes.subarray(0, how === 'damaged' ? 3 : 0))
          expect(await outcomeOf(disk), `${how}, ${isCut ? 'and cut' : 'whole'}`).toBe('ECORRUPT')
        }
      }
    },
  )

  it('is refused with another library’s note of how long its log is', async () => {
    // One of another generation, and one of the same, which nothing but the name in it tells apart.
    for (const minLog of [6000, 8000]) {
      const disk = await workspaceOnDisk()
      const other = await openWorkspace(disk, '/data/ws-another', { minLog })
      for (let n = 1; n <= updates; n++) await putMark(other, n)
      await other.file.close()
      const theirs = (await disk.read('/data/ws-another/data.mark')) ?? Buffer.alloc(0)
      await overwrite(disk, 'data.mark', () => theirs)
      expect(await outcomeOf(disk)).toBe('ECORRUPT')
    }
  })

  it('is refused if it was killed after its first update, and its log cut back to its first line', async () => {
    const disk = new ForgetfulDisk('/')
    await putMark(await openWorkspace(disk, folder), 1)
    await overwrite(disk, 'data.log', bytes => bytes.subarray(0, bytes.indexOf(10) + 1))
    expect(await outcomeOf(disk)).toBe('ECORRUPT')
  })

  it('is opened without that note if a Hearth wrote it that made none', async () => {
    const disk = await workspaceOnDisk(Number.POSITIVE_INFINITY)
    await overwrite(disk, 'data.log', bytes => Buffer.from(withoutMark(bytes.toString())))
    await disk.remove(`${folder}/data.mark`)
    expect(await outcomeOf(disk)).toBe(updates)
  })

  it.each(['data.json', 'data.log'])('is refused if it is the older %s, put back alone', async name => {
    const disk = await workspaceOnDisk()
    const older = await disk.read(`${folder}/${name}.bak`)
    await overwrite(disk, name, () => older ?? Buffer.alloc(0))
    expect(await outcomeOf(disk)).toBe('ECORRUPT')
  })

  it.each(['data.json', 'data.log'])(
    'is refused if %s has vanished, also in a young workspace',
    async name => {
      const disk = await workspaceOnDisk()
      await disk.remove(`${folder}/${name}`)
      expect(await outcomeOf(disk)).toBe('EMISSING')
      const young = new ForgetfulDisk('/')
      await putMark(await openWorkspace(young, folder), 1)
      await young.remove(`${folder}/${name}`)
      expect(await outcomeOf(young)).toBe('EMISSING')
    },
  )
})

describe('Both older files, put back together', () => {
  it('are refused, for the note of how long the log is tells of a newer one', async () => {
    const disk = await workspaceOnDisk()
    for (const name of ['data.json', 'data.log']) {
      const older = await disk.read(`${folder}/${name}.bak`)
      await overwrite(disk, name, () => older ?? Buffer.alloc(0))
    }
    expect(await outcomeOf(disk)).toBe('ECORRUPT')
  })
})
