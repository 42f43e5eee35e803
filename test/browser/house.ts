import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Browser, chromium, type Page } from 'playwright-core'
import { packageRoot } from '../../src/config/paths.ts'

/** Nothing is to be asked of anywhere else. */
const quietly = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

/** Hearth as it is started, with its page, and a browser to look at it. */
export async function openHouse({ signIn = false }: { signIn?: boolean } = {}) {
  const scratch = mkdtempSync(join(tmpdir(), 'hearth-browser-'))
  const port = await freePort()
  const origin = `http://localhost:${port}`
  const behind = { WEB_SECRET: 'a secret of the browser’s tests, which is long enough', PUBLIC_URL: origin }
  const env = {
    PATH: process.env.PATH,
    PORT: String(port),
    DATA_DIR: join(scratch, 'data'),
    ...(signIn && behind),
  }
  let hearth: ChildProcess | undefined
  const browser: Browser = await chromium.launch({
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    args: quietly,
  })
  const house = {
    origin,
    browser,
    /** What it is started with. */
    env,
    async start() {
      hearth = spawn(process.execPath, ['dist/src/start.cjs'], {
        cwd: packageRoot(),
        env,
        stdio: ['ignore', 'pipe', 'inherit'],
      })
      for await (const said of hearth.stdout ?? []) if (String(said).includes('is ready')) return
      throw new Error('Hearth did not start')
    },
    /** The power goes. */
    async kill() {
      const gone = hearth && once(hearth, 'exit')
      hearth?.kill('SIGKILL')
      await gone
    },
    /** A window of somebody’s, which notes what it asks of elsewhere, and what its script complains of. */
    async visit(path = '/', options: Parameters<Browser['newContext']>[0] = {}) {
      const context = await browser.newContext({ acceptDownloads: true, ...options })
      const page = await context.newPage()
      const strange: string[] = []
      page.on('request', one => {
        if (!one.url().startsWith(origin) && !/^(?:data|blob):/.test(one.url())) strange.push(one.url())
      })
      page.on('pageerror', error => strange.push(String(error)))
      await page.goto(origin + path)
      return { page, strange }
    },
    async close() {
      await browser.close()
      await house.kill()
      rmSync(scratch, { recursive: true, force: true })
    },
  }
  await house.start()
  return house
}

/** Types a line, and sends it. */
export async function say(page: Page, line: string): Promise<void> {
  await page.fill('#line', line)
  await page.press('#line', 'Enter')
}

/** Presses a button at the foot; on a narrow page it is behind the menu. */
export async function pressAtFoot(page: Page, name: string): Promise<void> {
  const menu = page.getByRole('button', { name: 'Menu', exact: true })
  if (await menu.isVisible()) await menu.click()
  await page.locator('#tools').getByRole('button', { name, exact: true }).click()
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as { port: number }
  server.close()
  await once(server, 'close')
  return port
}
