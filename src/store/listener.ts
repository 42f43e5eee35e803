import { connect, createServer, type Server } from 'node:net'

/** What one that holds a folder says of itself behind its name, once it was told to end. */
const leaving = ', leaving'

/** Only a refused connection, or no socket at all, means that nobody is there: anything else counts as held. */
export function ask(path: string): Promise<{ held?: string; isLeaving?: boolean }> {
  return new Promise(resolve => {
    let who = ''
    const socket = connect(path)
    const answer = (held?: string, isLeaving = false) => {
      socket.destroy()
      resolve({ held, isLeaving })
    }
    socket.setTimeout(1500, () => answer('a process that does not answer')) // frozen, or busy
    socket.on('data', data => (who += data))
    socket.on('end', () => {
      const [held = '', isLeaving] = who.endsWith(leaving) ? [who.slice(0, -leaving.length), true] : [who]
      answer(held || 'a process that does not answer', isLeaving)
    })
    socket.on('error', ({ code }: NodeJS.ErrnoException) =>
      answer(
        code === 'ECONNREFUSED' || code === 'ENOENT' ? undefined : `a process that cannot be asked (${code})`,
      ),
    )
  })
}

/** Tells its process id to whoever connects, and whether it is ending. Does not keep the process running. */
export function listen(path: string, isLeaving = () => false): Promise<Server> {
  return new Promise((resolve, reject) => {
    const server = createServer(socket => {
      socket.on('error', () => {})
      socket.end(`pid ${process.pid}${isLeaving() ? leaving : ''}`)
    })
    server.once('error', reject)
    server.listen(path, () => resolve(server.unref()))
  })
}

/** Stops listening; the name it listened under is removed with it. */
export const shut = (server: Server) => new Promise<void>(resolve => server.close(() => resolve()))
