import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'

/** Listens, says where, and ends when told to. */
export function ready(server: Server): void {
  server.listen(Number(process.env.PORT ?? 0), '127.0.0.1', () => {
    console.log(`ready: http://localhost:${(server.address() as AddressInfo).port}`)
  })
  process.on('SIGTERM', () => process.exit(0))
}
