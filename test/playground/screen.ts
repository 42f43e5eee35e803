import { join } from 'node:path'
import type { Locator, Page } from 'playwright-core'

const PATIENCE = 20_000
type Place = 'Personal Chat' | 'Branch heads' | 'Programs'

/** What a person can do and see in the playground's window. */
export class Screen {
  readonly page: Page
  readonly #shots: string

  private constructor(page: Page, shots: string) {
    this.page = page
    this.#shots = shots
  }

  static async open(page: Page, url: string, shots: string): Promise<Screen> {
    page.setDefaultTimeout(PATIENCE)
    await page.goto(url)
    await page.getByRole('button', { name: 'Hide log panel' }).click()
    return new Screen(page, shots)
  }

  /** Chooses a chat or a channel at the left. */
  async goTo(place: Place): Promise<void> {
    await this.page.getByRole('treeitem', { name: place }).click()
  }

  /** Types a line in the chat that is open. */
  async say(line: string): Promise<void> {
    await this.#type(this.page.getByRole('textbox').last(), line)
    await this.page.getByRole('button', { name: 'Send Message' }).last().click()
  }

  /** Starts a post in the channel that is open. “@Hearth” at its start is a mention. */
  async post(line: string): Promise<void> {
    const composer = this.page
      .getByRole('group')
      .filter({ has: this.page.getByRole('button', { name: 'Post', exact: true }) })
    await this.#type(composer.getByRole('textbox'), line)
    await composer.getByRole('button', { name: 'Post', exact: true }).click()
  }

  /** A post of the channel with all that stands in its thread, found by its own first words. */
  thread(words: string | RegExp): Locator {
    return this.page.getByRole('group').filter({ hasText: words }).first()
  }

  /** Answers in a thread. */
  async answer(thread: Locator, line: string): Promise<void> {
    await this.#type(thread.getByRole('textbox').last(), line)
    await thread.getByRole('button', { name: 'Send Message' }).click()
  }

  /** Waits until these words can be read, and hands back the newest place where they stand. */
  async see(words: string | RegExp, within: Page | Locator = this.page): Promise<Locator> {
    const found = within.getByText(words).last()
    await found.waitFor()
    return found
  }

  /** Presses the newest button of this name. */
  async press(label: string, within: Page | Locator = this.page): Promise<void> {
    await within.getByRole('button', { name: label, exact: true }).last().click()
  }

  /** Writes into the newest field of this label. */
  async fill(label: string | RegExp, words: string, within: Page | Locator = this.page): Promise<void> {
    await within.getByLabel(label).last().fill(words)
  }

  /** Ticks the newest box of this label. */
  async tick(label: string): Promise<void> {
    await this.page.getByRole('checkbox', { name: label }).last().check()
  }

  /** All that can be read in the chat that is open. */
  text(): Promise<string> {
    return this.page.locator('body').innerText()
  }

  /** How often these words stand there. */
  count(words: string | RegExp): Promise<number> {
    return this.page.getByText(words).count()
  }

  /** Lets the playground tell Hearth what only Teams' own menus cause, such as “Uninstall application”. */
  async mock(what: string): Promise<void> {
    await this.page.getByRole('button', { name: 'Mock an Activity' }).click()
    await this.page
      .getByRole('menuitem')
      .filter({ hasText: new RegExp(`^${what}$`) })
      .click()
    await this.page.getByRole('dialog', { name: what }).getByRole('button', { name: 'Send activity' }).click()
  }

  /** A picture of the window, with this at its top. */
  async shoot(name: string, from?: Locator): Promise<void> {
    await from?.evaluate(element => {
      if (element instanceof HTMLElement) element.style.scrollMarginTop = '40px'
      element.scrollIntoView({ block: 'start' })
    })
    await this.page.screenshot({ path: join(this.#shots, `${name}.png`) })
  }

  async #type(box: Locator, line: string): Promise<void> {
    const mention = '@Hearth'
    await box.click()
    if (line.startsWith(mention)) {
      await this.page.keyboard.type('@')
      await this.page.getByRole('listbox').getByText('Hearth', { exact: true }).click()
    }
    await this.page.keyboard.type(line.startsWith(mention) ? line.slice(mention.length) : line)
  }
}
