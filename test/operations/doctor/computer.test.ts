import { chmod, mkdir, readdir, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { clockCheck, zonesCheck } from '../../../src/operations/doctor/clock.ts'
import { nodeCheck, portCheck } from '../../../src/operations/doctor/computer.ts'
import { diskCheck } from '../../../src/operations/doctor/disk.ts'
import { tempFolder } from '../../store/folder.ts'
import { look, serving } from './looking.ts'

const mega = 1024 * 1024

describe('The doctor, about Node', () => {
  it.each([
    ['18.20.0', /^broken: Node 18\.20\.0 is too old.* → Install the version marked “LTS”/],
    ['20.18.1', /^broken: Node 20\.18\.1 is too old/],
    ['20.19.0', /^advice: .*no security updates.* → Install the version marked “LTS”/],
    ['22.11.0', /^fine: Node 22\.11\.0$/],
    ['26.0.0', /^fine/],
  ])('says of %s what is to be done', async (version, said) => {
    expect(await look(nodeCheck(version))).toEqual([expect.stringMatching(said)])
  })
})

describe('The doctor, about the disk', () => {
  const plenty = async () => 5000 * mega

  it('is content with a folder of one’s own and room on the disk, and leaves nothing there', async () => {
    const folder = join(await tempFolder(), 'data')
    await mkdir(folder, { mode: 0o700 })
    expect(await look(diskCheck('Disk', folder, plenty))).toEqual([
      `fine: ${folder} can be written to`,
      'fine: 5000 MB are free',
    ])
    expect(await readdir(folder)).toEqual([])
  })

  it('looks where the folder will be made, where it is not there yet', async () => {
    const folder = join(await tempFolder(), 'to', 'come')
    expect(await look(diskCheck('Disk', folder, plenty))).toHaveLength(2)
    await expect(stat(folder)).rejects.toThrow(/ENOENT/)
  })

  it('says where it cannot be written', async () => {
    const file = join(await tempFolder(), 'file')
    await writeFile(file, '')
    expect(await look(diskCheck('Disk', file, plenty))).toEqual([
      expect.stringMatching(/^broken: .*file cannot be written to: ENOTDIR: not a directory\. → /),
    ])
  })

  it.each([
    [10, /^broken: Only 10 MB are free.*nothing can be saved\. → Free some space/],
    [200, /^advice: Only 200 MB are free.* → Free some space/],
  ])('warns of %i MB', async (mb, said) => {
    const lines = await look(diskCheck('Disk', await tempFolder(), async () => mb * mega))
    expect(lines[1]).toMatch(said)
  })

  it('names the line that keeps other users of the computer out', async () => {
    const folder = await tempFolder()
    await chmod(folder, 0o755)
    expect((await look(diskCheck('Disk', folder, plenty))).at(-1)).toBe(
      `advice: Other users of this computer can look into ${folder}. → Type: chmod 700 ${folder}`,
    )
  })
})

describe('The doctor, about the clock', () => {
  const now = Date.UTC(2026, 10, 24, 12)
  const at = async (offMs: number) => {
    const { url } = await serving({ date: now - offMs })
    return (await look(clockCheck([url], () => now, 1000)))[0]
  }

  it('is content where the platform tells the same time', async () => {
    expect(await at(0)).toMatch(/^fine: right to within 1 s; time zone /)
  })

  it('says how far it is off, and how to set it', async () => {
    expect(await at(90_000)).toMatch(
      /^advice: This computer’s clock is 90 seconds ahead\. → .*timedatectl set-ntp true/,
    )
    expect(await at(-600_000)).toMatch(
      /^broken: This computer’s clock is 60[01] seconds behind\. Requests are refused/,
    )
  })

  it('says so where nobody can be asked', async () => {
    expect(await look(clockCheck([], () => now, 1000))).toEqual([
      expect.stringMatching(/^fine: 2026-11-24T12:00:00.000Z.*no platform is on to compare it with/),
    ])
    expect((await look(clockCheck(['http://127.0.0.1:1/'], () => now, 1000)))[0]).toMatch(
      /no platform could be asked/,
    )
  })
})

describe('The doctor, about the web server', () => {
  const [running, stopped] = [async () => true, async () => false]

  it('finds the port free, or taken by another program', async () => {
    expect(await look(portCheck(0, stopped, 1000))).toEqual(['fine: port 0 is free for Hearth'])
    const { port } = await serving({})
    expect(await look(portCheck(port, stopped, 1000))).toEqual([
      expect.stringMatching(
        /^broken: Port \d+ is used by another program\. → Set PORT in \.env to another number/,
      ),
    ])
  })

  it('asks a Hearth that runs whether it is ready, and passes on why not', async () => {
    expect(await look(portCheck((await serving({})).port, running, 1000))).toEqual([
      expect.stringMatching(/^fine: .*readyz: ready$/),
    ])
    const { port } = await serving({ status: 503, body: 'Slack is not connected.\n' })
    expect(await look(portCheck(port, running, 1000))).toEqual([
      expect.stringMatching(/^broken: Hearth runs, but is not ready: Slack is not connected\. → /),
    ])
    expect(await look(portCheck(1, running, 1000))).toEqual([
      expect.stringMatching(/^advice: .*does not answer on port 1/),
    ])
  })
})

describe('The doctor, about time zones', () => {
  it('says which tables Node has, and whose clocks they have wrong', async () => {
    expect(await look(zonesCheck('2026b'))).toEqual(['fine: time zone tables 2026b'])
    expect(await look(zonesCheck('2025c'))).toEqual([
      expect.stringMatching(/^advice: .*2025c.*Vancouver, Edmonton and Casablanca.*→ .*Node 22 or newer/),
    ])
    expect(await look(zonesCheck(undefined))).toEqual([expect.stringMatching(/^advice: /)])
  })
})
