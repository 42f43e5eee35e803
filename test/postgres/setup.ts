import { startServer } from './server.ts'

/** Starts a server for these tests, unless TEST_DATABASE_URL names one; where none can be had, says so, and nothing fails for it. */
export default async function setup(): Promise<(() => Promise<void>) | undefined> {
  if (process.env.TEST_DATABASE_URL) return undefined
  const server = await startServer(why => console.log(`The tests on PostgreSQL were left out: ${why}.`))
  if (!server) process.exit(0)
  process.env.TEST_DATABASE_URL = server.url
  return () => server.stop()
}
