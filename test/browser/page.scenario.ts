import { readFileSync } from 'node:fs'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { faultsOf } from './axe.ts'
import { openHouse, pressAtFoot, say } from './house.ts'

let house: Awaited<ReturnType<typeof openHouse>>
beforeAll(async () => {
  house = await openHouse()
})
afterAll(() => house.close())

/** A line that somebody typed, where it stands. */
const typed = (page: Page, words: string) => page.locator('#entries .words', { hasText: words })

describe('somebody with a browser', () => {
  it('has an icebreaker within a minute, and asks nothing of anywhere else', async () => {
    const began = Date.now()
    const { page, strange } = await house.visit()
    await pressAtFoot(page, 'Icebreaker')
    await page
      .getByRole('button', { name: /Another/ })
      .first()
      .waitFor()
    expect(Date.now() - began).toBeLessThan(60_000)
    expect(strange).toEqual([])
    await page.context().close()
  })

  it('has the checklist at the printer with nothing but clicks', async () => {
    const { page, strange } = await house.visit('/as/ben/')
    const card = page.locator('#entries article')
    const press = (name: string) => card.last().getByRole('button', { name, exact: true }).click()
    await press('Plan a gathering')
    await card.last().getByText('Begin a new one?').waitFor()
    await press('Begin a new one for me')
    for (let question = 1; question <= 11; question++) {
      await card.last().getByText(`Question ${question} of 11`).waitFor()
      const no = card.last().getByRole('button', { name: 'No', exact: true })
      if ((await no.count()) > 0) expect(await no.isVisible()).toBe(true)
      if (question === 4) {
        await press('No')
        await card.last().getByText('Question 5 of 11').waitFor()
      } else if ((await no.count()) > 0) {
        await card.last().locator('.more > summary').click()
        await press('Skip')
      } else await press('Skip')
    }
    await card.last().getByText('where it stands').waitFor()
    await card.last().locator('.more > summary').click()
    await press('Print it')
    const link = page.getByRole('link', { name: /^Print / })
    await link.waitFor()
    const [paper] = await Promise.all([page.context().waitForEvent('page'), link.click()])
    await paper.getByRole('heading', { level: 1 }).waitFor()
    expect(await paper.getByRole('button', { name: 'Print', exact: true }).isVisible()).toBe(true)
    await paper.emulateMedia({ media: 'print' })
    expect(await paper.getByRole('button', { name: 'Print', exact: true }).isVisible()).toBe(false)
    expect(strange).toEqual([])
    await page.context().close()
  })

  it('has the checklist as a file, too', async () => {
    const { page } = await house.visit('/as/ana/')
    await say(page, 'gathering dm Spring tea')
    await page.getByText('What is your ‘why’?').first().waitFor()
    await say(page, 'So that neighbors meet')
    await page.locator('#entries').getByText('So that neighbors meet').last().waitFor()
    await say(page, 'export page')
    const link = page.getByRole('link', { name: /^Page: spring-tea\.html/ })
    await link.first().waitFor()
    const [download] = await Promise.all([page.waitForEvent('download'), link.first().click()])
    const printed = readFileSync(await download.path(), 'utf8')
    expect(printed).toContain('So that neighbors meet')
    expect(printed).toContain('A checklist for gatherings')
    await page.context().close()
  })

  it.each([
    [1280, true],
    [360, true],
    [1280, false],
  ])(
    'sees what a file came to, however long the chat is (%i pixels, its script: %s)',
    async (width, javaScriptEnabled) => {
      const long = await house.visit('/as/ana/')
      for (const word of ['tea', 'teens', 'staff', 'winter'])
        await say(long.page, `hearth icebreaker ${word}`)
      await long.page.context().close()
      const { page } = await house.visit('/as/ana/', { viewport: { width, height: 740 }, javaScriptEnabled })
      const words = `# Tea ${width}\n\n## What is your ‘why’?\n\nSo that neighbors meet`
      await page.setInputFiles('#file', {
        name: 'tea.md',
        mimeType: 'text/markdown',
        buffer: Buffer.from(words),
      })
      await page.evaluate("document.getElementById('send').requestSubmit()")
      const save = page.getByRole('button', { name: 'Save it', exact: true }).last()
      await save.waitFor()
      await expect.poll(async () => (await save.boundingBox())?.y).toBeLessThan(740)
      expect((await save.boundingBox())?.y).toBeGreaterThan(0)
      await page.context().close()
    },
  )

  it.each([1280, 360])(
    'reads whole words in the table of a list that they sent, at %i pixels',
    async width => {
      const { page } = await house.visit('/as/ben/', { viewport: { width, height: 740 } })
      const rows = [
        `What hums in here at ${width}?,staff,nothing`,
        `What rattles at ${width}?,adults,nothing`,
      ]
      await page.setInputFiles('#file', {
        name: 'ours.csv',
        mimeType: 'text/csv',
        buffer: Buffer.from(['question,audience,needs', ...rows].join('\n')),
      })
      await page.evaluate("document.getElementById('send').requestSubmit()")
      await page.getByRole('button', { name: 'Save all 2', exact: true }).last().waitFor()
      const lines = `(() => {
      const words = document.createRange()
      words.selectNodeContents([...document.querySelectorAll('#entries td')].findLast(one => one.textContent === 'staff'))
      return words.getClientRects().length
    })()`
      expect(await page.evaluate(lines)).toBe(1)
      const sideways = 'document.documentElement.scrollWidth - document.documentElement.clientWidth'
      expect(await page.evaluate(sideways)).toBeLessThanOrEqual(0)
      await page.context().close()
    },
  )

  it('sees what a colleague says in another window, without asking for it', async () => {
    const ana = await house.visit('/as/ana/c/staff')
    const ben = await house.visit('/as/ben/c/staff')
    await say(ana.page, 'Who brings the cake on Friday?')
    await ben.page.locator('#entries .words', { hasText: 'Who brings the cake on Friday?' }).waitFor()
    await say(ben.page, '/icebreaker post staff')
    await ana.page.locator('#entries .entry').nth(1).waitFor()
    for (const one of [ana, ben]) await one.page.context().close()
  })

  it('loses nothing when the power of the server goes while they type, and is back by itself', async () => {
    const { page } = await house.visit('/as/ana/c/programs')
    await say(page, 'This was said before')
    await typed(page, 'This was said before').waitFor()
    await page.fill('#line', 'This is half ty')
    await house.kill()
    await page.locator('#line').press('End')
    await page.locator('#line').pressSequentially('ped')
    await page.press('#line', 'Enter')
    await house.start()
    await typed(page, 'This is half typed').waitFor({ timeout: 60_000 })
    expect(await typed(page, 'This was said before').count()).toBe(1)
    await page.reload()
    expect(await typed(page, 'This is half typed').count()).toBe(1)
    await page.context().close()
  })
})

describe('the page', () => {
  it.each([
    [320, 'light'],
    [320, 'dark'],
    [1280, 'light'],
    [1280, 'dark'],
    [2560, 'light'],
  ] as const)('has room at %i pixels in %s, and nothing that axe finds wrong', async (width, colorScheme) => {
    const { page } = await house.visit('/as/ana/', {
      colorScheme,
      viewport: { width, height: 800 },
      bypassCSP: true,
    })
    await pressAtFoot(page, 'My things')
    await page
      .getByText(/by section of the guide|Nothing is yours here yet/)
      .last()
      .waitFor()
    const sideways = await page.evaluate(
      'document.documentElement.scrollWidth - document.documentElement.clientWidth',
    )
    expect(sideways).toBeLessThanOrEqual(0)
    expect(await faultsOf(page)).toEqual([])
    if (process.env.SCREENS)
      await page.screenshot({ path: `${process.env.SCREENS}/${width}-${colorScheme}.png` })
    await page.context().close()
  })

  it.each([
    [320, 568],
    [360, 640],
    [390, 844],
  ])('leaves what is read at least seven eighths of a phone of %i by %i', async (width, height) => {
    const { page } = await house.visit('/as/ana/', { viewport: { width, height } })
    const foot = await page.locator('footer').boundingBox()
    expect(foot?.height).toBeLessThanOrEqual(height / 8)
    await page.getByRole('button', { name: 'Menu', exact: true }).click()
    await page.getByText('Send a file').click()
    await page.getByLabel(/A form that was filled in/).waitFor()
    await page.keyboard.press('Escape')
    await page.getByRole('button', { name: 'Help', exact: true }).waitFor({ state: 'hidden' })
    await page.context().close()
  })

  it.each([
    [1280, 800],
    [360, 640],
  ])('brings an answer into sight that stands below a long list, at %i by %i', async (width, height) => {
    const { page } = await house.visit('/as/ben/', { viewport: { width, height } })
    for (const name of ['Tea', 'Soup', 'Books', 'Songs', 'Seeds'])
      await say(page, `gathering dm ${name} ${width}`)
    await page.getByText(`Question 1 of 11 · Seeds ${width}`).waitFor()
    await pressAtFoot(page, 'My things')
    await typed(page, 'My things').last().waitFor()
    const list = page.locator('#entries article', { hasText: 'by section of the guide' }).last()
    const row = list.locator('.row', { hasText: `Seeds ${width}` })
    await row.locator('.more > summary').click()
    await row.getByRole('button', { name: `Delete “Seeds ${width}”` }).click()
    const question = page.locator('#entries article').last()
    await question.getByText(`Delete “Seeds ${width}” and all its answers`).waitFor()
    await expect
      .poll(async () => {
        const [foot, shown] = [await page.locator('footer').boundingBox(), await question.boundingBox()]
        return foot && shown ? shown.y >= 0 && shown.y + shown.height <= foot.y : false
      })
      .toBe(true)
    await expect
      .poll(() => page.evaluate('document.activeElement?.innerText'))
      .toContain(`Delete “Seeds ${width}”`)
    await question.getByRole('button', { name: 'Delete it' }).click()
    await question.getByText('is deleted').waitFor()
    await expect.poll(() => page.getByRole('button', { name: 'Delete it' }).count()).toBe(0)
    await page.context().close()
  })

  it('shows a menu that opens at its foot, and the buttons beside it keep their height', async () => {
    const { page } = await house.visit('/as/ana/', { viewport: { width: 1200, height: 600 } })
    await say(page, 'gathering dm Autumn tea')
    await page.getByText('Question 1 of 11 · Autumn tea').waitFor()
    const card = page.locator('#entries article').last()
    const save = card.getByRole('button', { name: 'Save and continue', exact: true })
    const before = (await save.boundingBox())?.height
    await card.locator('.more > summary').click()
    const [menu, footer] = [card.locator('.menu'), page.locator('footer')]
    await expect
      .poll(async () => {
        const [opened, foot] = [await menu.boundingBox(), await footer.boundingBox()]
        return opened && foot ? opened.y + opened.height <= foot.y : false
      })
      .toBe(true)
    expect((await save.boundingBox())?.height).toBe(before)
    await page.context().close()
  })

  it.each([
    ['My things', /by section of the guide/],
    ['Home', /The guide, section by section/],
    ['Icebreaker', /Another/],
  ])('has a button %s that is no answer while a question waits', async (label, answer) => {
    const { page } = await house.visit('/as/ana/')
    await say(page, `gathering dm Tea before ${label.toLowerCase()}`)
    const card = page.locator('#entries article')
    await card.last().getByRole('button', { name: 'Save and continue', exact: true }).waitFor()
    await pressAtFoot(page, label)
    await expect.poll(() => card.last().innerText()).toMatch(answer)
    expect(await page.getByText('I saved that as your answer').count()).toBe(0)
    await page.context().close()
  })

  it('can be gone through with the keyboard alone', async () => {
    const { page } = await house.visit('/as/ana/')
    await say(page, 'hearth help')
    await page.getByText('What I can do').last().waitFor()
    await page.reload()
    await page.keyboard.press('Tab')
    expect(await page.evaluate('document.activeElement?.textContent')).toBe('Skip to the message field')
    await page.keyboard.press('Enter')
    await page.locator('#line').focus()
    await page.keyboard.type('help')
    await page.keyboard.press('Enter')
    await page.locator('#entries').getByText('help', { exact: true }).last().waitFor()
    await page.context().close()
  })
})
