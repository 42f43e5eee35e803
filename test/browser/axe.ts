import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { Page } from 'playwright-core'

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

/** What axe finds wrong, in a line each. */
export async function faultsOf(page: Page): Promise<string[]> {
  // The page lets no script in but its own; a look from outside is none of the page’s.
  return page.evaluate(async source => {
    const run = new Function(`${source}; return axe.run({ resultTypes: ['violations'] })`)
    const { violations } = (await run()) as {
      violations: { id: string; nodes: { html: string }[] }[]
    }
    return violations.map(
      ({ id, nodes }) =>
        `${id}: ${nodes
          .map(one => one.html)
          .join(' ')
          .slice(0, 300)}`,
    )
  }, axe)
}
