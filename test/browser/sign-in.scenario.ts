import { execFileSync } from 'node:child_process'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { packageRoot } from '../../src/config/paths.ts'
import { faultsOf } from './axe.ts'
import { openHouse, pressAtFoot, say } from './house.ts'

let house: Awaited<ReturnType<typeof openHouse>>
beforeAll(async () => {
  house = await openHouse({ signIn: true })
})
afterAll(() => house.close())

/** What `npm run invite` prints last. */
function operatorLink(name: string): string {
  const said = execFileSync(process.execPath, ['dist/start/invite.js', name], {
    cwd: packageRoot(),
    env: house.env,
    encoding: 'utf8',
  })
  return said.trim().split('\n').at(-1) ?? ''
}

const pathOf = (link: string): string => link.slice(house.origin.length)

/** Somebody in a window of their own, who came by a link of whoever runs Hearth. */
async function arrive(name: string, options?: Parameters<typeof house.visit>[1]): Promise<Page> {
  const { page } = await house.visit(pathOf(operatorLink(name)), options)
  await page.getByRole('button', { name: `Go in as ${name}` }).click()
  await page.getByRole('heading', { name: `Welcome, ${name}` }).waitFor()
  return page
}

/** A line that somebody typed, where it stands. */
const typed = (page: Page, words: string) => page.locator('#entries .words', { hasText: words })

const sideways = (page: Page) =>
  page.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth')

describe('two people with an invitation each', () => {
  it('write to each other in two windows, with no keyboard command on the way there', async () => {
    const ana = await arrive('Ana Ruiz')
    await pressAtFoot(ana, 'People')
    await ana.getByLabel('Invite a colleague').fill('Ben Okafor')
    await ana.getByRole('button', { name: 'Make a link' }).click()
    const [shown] = await Promise.all([
      ana.context().waitForEvent('page'),
      ana.getByRole('link', { name: 'Show the link' }).click(),
    ])
    const link = await shown.getByLabel('The link').inputValue()
    const { page: ben, strange } = await house.visit(pathOf(link))
    await ben.getByRole('button', { name: 'Go in as Ben Okafor' }).click()
    await ben.getByRole('link', { name: '#staff' }).click()
    await ana.getByRole('link', { name: '#staff' }).click()
    await say(ana, 'Who brings the cake on Friday?')
    await typed(ben, 'Who brings the cake on Friday?').waitFor()
    await say(ben, 'I do')
    await typed(ana, 'I do').waitFor()
    expect(strange).toEqual([])
    for (const one of [ana, ben]) await one.context().close()
  })

  it('loses no typed line where somebody is signed out meanwhile, and sends it once they are back', async () => {
    const page = await arrive('Cleo Park')
    const other = await page.context().newPage()
    await page.fill('#line', 'half a thought')
    await other.goto(house.origin)
    await other.getByRole('button', { name: 'Sign out', exact: true }).waitFor()
    await say(other, 'sign me out everywhere')
    await page.getByText(/You are not signed in with this browser/).waitFor()
    expect(await page.getByText('can’t be reached').count()).toBe(0)
    await page.locator('#line').press('End')
    await page.locator('#line').pressSequentially(', whole')
    await page.press('#line', 'Enter')
    await page.getByText('What you typed stays in its field').waitFor()
    expect(await page.inputValue('#line')).toBe('half a thought, whole')
    await other.goto(operatorLink('Cleo Park'))
    await other.getByRole('button', { name: 'Go in as Cleo Park' }).click()
    await other.getByRole('heading', { name: 'Welcome, Cleo Park' }).waitFor()
    await page.press('#line', 'Enter')
    await typed(page, 'half a thought, whole').waitFor()
    await page.context().close()
  })

  it('finds the page up to date that a closed laptop shows again, after the server was away, too', async () => {
    const ana = await arrive('Dana Lee')
    const ben = await arrive('Eli Stone')
    for (const one of [ana, ben]) await one.goto(`${house.origin}/c/programs`)
    await ana.context().setOffline(true)
    await ana.fill('#line', 'typed in a tunnel')
    await ana.press('#line', 'Enter')
    await say(ben, 'said meanwhile')
    await typed(ben, 'said meanwhile').waitFor()
    await house.kill()
    await house.start()
    await ana.context().setOffline(false)
    await typed(ana, 'said meanwhile').waitFor({ timeout: 60_000 })
    await typed(ben, 'typed in a tunnel').waitFor({ timeout: 60_000 })
    for (const one of [ana, ben]) await one.context().close()
  })
})

describe('the way in', () => {
  it.each([
    [320, 'light'],
    [320, 'dark'],
    [1280, 'light'],
    [1280, 'dark'],
  ] as const)('has room at %i pixels in %s, and nothing that axe finds wrong', async (width, colorScheme) => {
    const name = `Wilhelmina Featherstonehaugh ${width} ${colorScheme}`
    const options = { colorScheme, viewport: { width, height: 800 }, bypassCSP: true }
    const link = pathOf(operatorLink(name))
    const { page } = await house.visit('/', options)
    for (const path of ['/', link, `${link}x`]) {
      await page.goto(house.origin + path)
      expect([path, await sideways(page)]).toEqual([path, 0])
      expect(await faultsOf(page)).toEqual([])
    }
    await page.goto(house.origin + link)
    if (process.env.SCREENS)
      await page.screenshot({ path: `${process.env.SCREENS}/join-${width}-${colorScheme}.png` })
    await page.getByRole('button', { name: 'Go in as' }).click()
    await pressAtFoot(page, 'People')
    await page.getByLabel('Invite a colleague').fill('Ben Okafor')
    await page.getByRole('button', { name: 'Make a link' }).click()
    const shown = page.getByRole('link', { name: 'Show the link' })
    await shown.waitFor()
    expect(await sideways(page)).toBe(0)
    expect(await faultsOf(page)).toEqual([])
    if (process.env.SCREENS)
      await page.screenshot({ path: `${process.env.SCREENS}/people-${width}-${colorScheme}.png` })
    await page.goto((await shown.getAttribute('href')) ?? '')
    expect(await sideways(page)).toBe(0)
    expect(await faultsOf(page)).toEqual([])
    await page.goto(house.origin)
    await page.getByRole('button', { name: 'Sign out', exact: true }).click()
    await page.getByRole('heading', { name: 'You are signed out' }).waitFor()
    expect(await faultsOf(page)).toEqual([])
    await page.context().close()
  })

  it('can be gone with the keyboard alone, in and out', async () => {
    const { page } = await house.visit(pathOf(operatorLink('Finn Moss')))
    await page.keyboard.press('Tab')
    expect(await page.evaluate('document.activeElement?.textContent')).toBe('Go in as Finn Moss')
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { name: 'Welcome, Finn Moss' }).waitFor()
    await page.keyboard.press('Tab')
    await page.keyboard.press('Tab')
    expect(await page.evaluate('document.activeElement?.textContent')).toBe('Sign out')
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { name: 'You are signed out' }).waitFor()
    expect(await page.evaluate('sessionStorage.length')).toBe(0)
    await page.context().close()
  })
})
