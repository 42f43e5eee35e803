import { once } from 'node:events'
import { connect } from 'node:net'
import { describe, expect, it } from 'vitest'
import { startSlack } from '../slack/stand-in.ts'
import { overHttp, overSocket, RunningHearth } from './hearth.ts'

/** Whether somebody answers there. Whoever listens on every address answers on 127.0.0.2 as well. */
async function answers(host: string, port: number): Promise<boolean> {
  const socket = connect({ host, port })
  const open = await Promise.race([
    once(socket, 'connect').then(() => true),
    once(socket, 'error').then(() => false),
  ]).catch(() => false)
  socket.destroy()
  return open
}

describe.skipIf(process.platform !== 'linux')('The HTTP server', () => {
  it('listens on this computer alone in Socket Mode, where nobody calls; over HTTP on every address', async () => {
    const slack = await startSlack()
    for (const [settings, everywhere] of [
      [overSocket(slack), false],
      [overHttp(slack), true],
    ] as const) {
      const hearth = new RunningHearth({ env: settings })
      const port = await hearth.ready()
      expect(await answers('127.0.0.1', port)).toBe(true)
      expect(await answers('127.0.0.2', port)).toBe(everywhere)
      await hearth.kill()
    }
    await slack.close()
  })
})
