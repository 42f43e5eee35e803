import type { AddressInfo } from 'node:net'
import type { App } from '@slack/bolt'

/** Starts a Bolt app, says where, and ends when told to. */
export async function listen(app: App): Promise<void> {
  const server = await app.start({ port: Number(process.env.PORT ?? 0), host: '127.0.0.1' })
  console.log(`ready: http://localhost:${(server.address() as AddressInfo).port}`)
  process.on('SIGTERM', () => process.exit(0))
}
