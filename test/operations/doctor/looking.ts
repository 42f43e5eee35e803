import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { onTestFinished } from 'vitest'
import { type Check, examine, type Finding } from '../../../src/core/health-check.ts'

/** What a check says: a line for each finding, with what mends it. */
export async function look(check: Check): Promise<string[]> {
  const [report] = await examine([check])
  return (report?.findings ?? []).map(line)
}

const line = (one: Finding): string =>
  one.level === 'fine' ? `fine: ${one.says}` : `${one.level}: ${one.says} → ${one.mend}`

/** A server on loopback that answers every request alike; tells what it was asked. */
export async function serving(answer: { status?: number; body?: unknown; date?: number; hang?: true }) {
  const asked: { path: string; body: string }[] = []
  const server = createServer(async (request, response) => {
    let body = ''
    for await (const chunk of request) body += chunk
    asked.push({ path: request.url ?? '', body })
    if (answer.hang) return
    if (answer.date !== undefined) response.setHeader('date', new Date(answer.date).toUTCString())
    const { body: said = 'ok' } = answer
    response.writeHead(answer.status ?? 200).end(typeof said === 'string' ? said : JSON.stringify(said))
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(
    () =>
      new Promise<void>(resolve => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  )
  const { port } = server.address() as AddressInfo
  return { url: `http://127.0.0.1:${port}/`, port, asked }
}
