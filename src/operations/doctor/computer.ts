import { request } from 'node:http'
import { createServer } from 'node:net'
import { advice, broken, type Check, type Finding, fine } from '../../core/health-check.ts'

const install = 'Install the version marked “LTS” from nodejs.org, and start Hearth again.'

/** Node: what Hearth needs, and what still gets security updates (nodejs.org/en/about/previous-releases). */
export const nodeCheck = (version: string): Check => ({
  name: 'Node',
  async run() {
    const [major = 0, minor = 0] = version.split('.').map(Number)
    if (major < 20 || (major === 20 && minor < 19))
      return [broken(`Node ${version} is too old for Hearth, which needs 20.19 or newer.`, install)]
    if (major < 22)
      return [advice(`Node ${version} works, but has had no security updates since April 2026.`, install)]
    return [fine(`Node ${version}`)]
  },
})

/** Whether the port can be had, or Hearth itself answers there. */
export const portCheck = (port: number, isRunning: () => Promise<boolean>, patienceMs: number): Check => ({
  name: 'Web server',
  async run() {
    if (await isRunning()) return [await answering(port, patienceMs)]
    const code = await listeningFails(port)
    if (code === undefined) return [fine(`port ${port} is free for Hearth`)]
    return [
      broken(
        code === 'EADDRINUSE'
          ? `Port ${port} is used by another program.`
          : `Port ${port} cannot be listened on (${code}).`,
        'Set PORT in .env to another number, such as 3001, and give the new address to whatever leads to Hearth.',
      ),
    ]
  },
})

async function answering(port: number, patienceMs: number): Promise<Finding> {
  const at = `http://127.0.0.1:${port}/readyz`
  const answer = await directly(at, patienceMs)
  if (answer?.status === 200) return fine(`Hearth answers at ${at}: ready`)
  if (answer?.status === 503)
    return broken(`Hearth runs, but is not ready: ${answer.said.trim()}`, 'Mend what it names; see below.')
  return advice(
    `Hearth runs, but does not answer on port ${port}.`,
    'If it was started with another PORT, all is well; else stop it and start it again.',
  )
}

/** Asks this computer itself, whatever proxy leads elsewhere. */
function directly(url: string, patienceMs: number): Promise<{ status: number; said: string } | undefined> {
  return new Promise(resolve => {
    // A port that the system was to choose is not known here; Node would take 80 for it.
    if (new URL(url).port === '0') return resolve(undefined)
    const asked = request(url, { signal: AbortSignal.timeout(patienceMs) }, response => {
      let said = ''
      response.setEncoding('utf8').on('data', words => {
        said += words
      })
      response.on('error', () => resolve(undefined))
      response.on('end', () => resolve({ status: response.statusCode ?? 0, said }))
    })
    asked.on('error', () => resolve(undefined)).end()
  })
}

function listeningFails(port: number): Promise<string | undefined> {
  return new Promise(resolve => {
    const server = createServer()
    server.once('error', (error: NodeJS.ErrnoException) => resolve(error.code ?? error.message))
    server.listen(port, () => server.close(() => resolve(undefined)))
  })
}
