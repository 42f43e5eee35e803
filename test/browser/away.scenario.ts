import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openHouse, say } from './house.ts'

let house: Awaited<ReturnType<typeof openHouse>>
beforeAll(async () => {
  house = await openHouse()
})
afterAll(() => house.close())

/** A line that somebody typed, where it stands. */
const typed = (page: Page, words: string) => page.locator('#entries .words', { hasText: words })

/**
 * A browser without a window never hides a page, nor puts a notification on a screen: the page is told that it is hidden, and what it
 * asks of the real `Notification` is noted on the way.
 */
const watched = `
  window.isAway = false
  window.told = []
  Object.defineProperty(document, 'hidden', { get: () => window.isAway })
  window.Notification = class extends Notification {
    constructor(title, options) {
      super(title, options)
      window.told.push(title + ': ' + options.body)
    }
  }
`

const isAway = (page: Page, away: boolean) =>
  page.evaluate(`window.isAway = ${away}; document.dispatchEvent(new Event('visibilitychange'))`)
const told = (page: Page) => page.evaluate('window.told')

describe('somebody who looks elsewhere', () => {
  it('is notified of what comes to any of their places once they want that, and of nothing while they look', async () => {
    const ben = await house.visit('/as/ben/c/staff')
    const { page, strange } = await house.visit('/as/ana/', { permissions: ['notifications'] })
    await page.addInitScript(watched)
    await page.reload()
    const button = page.getByRole('button', { name: 'Notify me' })
    await isAway(page, true)
    await say(ben.page, 'Nobody asked to be told of this')
    await page.locator('.mark[data-mark="#staff"]:not([hidden])').waitFor()
    expect(await told(page)).toEqual([])
    await button.click()
    await expect.poll(() => button.getAttribute('aria-pressed')).toBe('true')
    await say(ben.page, 'Who brings the cake?')
    await expect.poll(() => told(page)).toEqual(['#staff: Ben: Who brings the cake?'])
    await isAway(page, false)
    await say(ben.page, 'And the tea?')
    await page.locator('.mark[data-mark="#staff"] .count', { hasText: '3' }).waitFor()
    expect(await told(page)).toHaveLength(1)
    await page.reload()
    await expect.poll(() => button.getAttribute('aria-pressed')).toBe('true')
    await button.click()
    await expect.poll(() => button.getAttribute('aria-pressed')).toBe('false')
    expect(strange).toEqual([])
    for (const one of [page, ben.page]) await one.context().close()
  })

  it('is told in the button itself where the browser allows no notifications', async () => {
    const { page } = await house.visit('/as/ana/')
    await page.getByRole('button', { name: 'Notify me' }).click()
    await page.getByText('Your browser does not allow notifications here').waitFor()
    await page.context().close()
  })
})

describe('a laptop that is closed for a day', () => {
  it('shows all that came when it is opened, keeps what was half typed, and sends what is typed then', async () => {
    const ben = await house.visit('/as/ben/c/staff')
    const { page, strange } = await house.visit('/as/ana/c/staff')
    // A clock of the page’s own, which stands still while it sleeps and is a day ahead when it wakes.
    await page.clock.install()
    await page.reload()
    await page.fill('#line', 'half a thought')
    const cdp = await page.context().newCDPSession(page)
    await page.context().setOffline(true)
    await cdp.send('Page.setWebLifecycleState', { state: 'frozen' })
    await house.kill()
    await house.start()
    await say(ben.page, 'said in the night')
    await typed(ben.page, 'said in the night').waitFor({ timeout: 60_000 })
    await cdp.send('Page.setWebLifecycleState', { state: 'active' })
    await page.context().setOffline(false)
    await page.clock.fastForward('24:00:00')
    await typed(page, 'said in the night').waitFor({ timeout: 60_000 })
    expect(await page.inputValue('#line')).toBe('half a thought')
    await say(page, 'half a thought, and the rest')
    await typed(ben.page, 'half a thought, and the rest').waitFor({ timeout: 60_000 })
    await expect.poll(() => page.locator('#status').innerText()).toBe('')
    expect(strange).toEqual([])
    for (const one of [page, ben.page]) await one.context().close()
  })
})
