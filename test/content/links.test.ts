import { spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { packageRoot } from '../../src/config/paths.ts'

/** Runs the check of the links, as `npm run links` does. */
function links(args: readonly string[], own: string): Promise<{ code: number | null; said: string }> {
  const child = spawn(process.execPath, [join(packageRoot(), 'scripts', 'links.mjs'), ...args], {
    cwd: own,
    env: { PATH: process.env.PATH ?? '', CONTENT_DIR: own },
  })
  let said = ''
  for (const stream of [child.stdout, child.stderr]) stream.on('data', data => (said += data))
  return new Promise(resolve => child.on('close', code => resolve({ code, said })))
}

/** A library's own reading whose addresses lead to a server on this computer. */
async function ownReading(): Promise<string> {
  const server = createServer((request, response) => {
    if (request.url === '/old') return response.writeHead(301, { location: '/here' }).end()
    if (request.url === '/picky' && request.method === 'HEAD') return response.writeHead(405).end()
    return response.writeHead(request.url === '/gone' ? 404 : 200).end('ok')
  }).listen(0, '127.0.0.1')
  onTestFinished(() => void server.close())
  await new Promise(resolve => server.once('listening', resolve))
  const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const folder = mkdtempSync(join(tmpdir(), 'hearth-links-'))
  const also = ['old', 'picky', 'gone']
    .map(name => `    - { url: '${base}/${name}', label: ${name} }\n`)
    .join('')
  writeFileSync(
    join(folder, 'readings.yaml'),
    `- id: ours\n  section: front-matter\n  title: Ours\n  kind: article\n  tags: [libraries]\n  summary: Of our own.\n  link: { url: '${base}/here' }\n  also:\n${also}`,
  )
  return folder
}

describe('the check of the links', () => {
  it('asks nobody unless it is told to', async () => {
    const folder = await ownReading()
    const { code, said } = await links([], folder)
    expect(code).toBe(2)
    expect(said).toMatch(
      /This asks \d+ web addresses on the internet, so it does nothing by itself\. To do it, type: npm run links -- --ask/,
    )
  })

  it('writes which addresses open, which lead elsewhere and which are gone', async () => {
    const folder = await ownReading()
    const { code, said } = await links(['--ask', '--only', 'ours'], folder)
    expect(said).toMatch(/3 of 4 open\. Written: links\.md/)
    expect(code).toBe(1)
    const report = readFileSync(join(folder, 'links.md'), 'utf8')
    expect(report).toMatch(/\| Ours \| gone \| .*\/gone> \| {2}it answers 404 \|/)
    expect(report).toMatch(/\| Ours \| old \| .*\/old> \| opens leads to .*\/here \|/)
    expect(report).toMatch(/\| Ours \| picky \| .*\/picky> \| opens {2}\|/)
  })
})
