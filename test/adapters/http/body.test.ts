import { once } from 'node:events'
import { type ClientRequest, createServer, request } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createEndpoint, end } from '../../../adapters/http/endpoint.ts'
import { until } from '../../until.ts'

const megabyte = 1_000_000

describe('Bodies that are not whole yet', () => {
  let port: number
  let close: () => void
  const open: ClientRequest[] = []
  beforeEach(async () => {
    const endpoint = createEndpoint({ bodyBytes: megabyte, failed: () => {} })
    endpoint.start(async (_request, response) => void end(response, 200))
    const server = createServer(endpoint.handler).listen(0)
    await once(server, 'listening')
    port = (server.address() as AddressInfo).port
    close = () => {
      server.closeAllConnections()
      server.close()
    }
  })
  afterEach(() => {
    for (const one of open.splice(0)) one.destroy()
    close()
  })

  /** Announces a megabyte and sends nearly all of it; tells what is answered meanwhile. */
  function hold(): { status?: number } {
    const answered: { status?: number } = {}
    const sending = request({ port, method: 'POST', headers: { 'content-length': megabyte } })
    sending.on('error', () => {})
    sending.on('response', response => {
      answered.status = response.statusCode ?? 0
      response.resume()
    })
    sending.write(Buffer.alloc(megabyte - 1))
    open.push(sending)
    return answered
  }

  const whole = (bytes: number) =>
    fetch(`http://127.0.0.1:${port}/`, { method: 'POST', body: Buffer.alloc(bytes) }).then(one => one.status)

  it('take no more than so much memory, whoever sends them; what is as long as usual is read all the same', async () => {
    const strangers = Array.from({ length: 60 }, hold)
    // 32 MB are as many as 34 of them hold.
    await until(() => strangers.filter(one => one.status === 503).length >= 60 - 35)
    expect(await whole(8_000)).toBe(200)
    expect(strangers.filter(one => one.status === 503).length).toBeLessThan(60 - 30)
    for (const one of open.splice(0)) one.destroy()
    await until(async () => (await whole(900_000)) === 200)
  })
})
