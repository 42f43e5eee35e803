import { advice, broken, type Check, type Finding, fine, whyUnreached } from '../../src/core/health-check.ts'

interface WebCheckOptions {
  /** Where browsers reach the page. */
  publicUrl: string
  /** How long it may take to answer. */
  patienceMs: number
}

/** The page behind an address: whether its address leads here, as a browser asks for it. */
export const webCheck = ({ publicUrl, patienceMs }: WebCheckOptions): Check => ({
  name: 'The page in the browser',
  run: async () => [await answers(publicUrl, patienceMs), ...onlyHere(publicUrl)],
})

async function answers(publicUrl: string, patienceMs: number): Promise<Finding> {
  try {
    const answer = await fetch(`${publicUrl}/here`, {
      redirect: 'manual',
      signal: AbortSignal.timeout(patienceMs),
    })
    const said = await answer.text()
    if (answer.status === 401) return fine(`${publicUrl} leads here`)
    if (answer.status === 403 && said.includes('PUBLIC_URL'))
      return broken(
        `${publicUrl} leads here, but the name that the browser asked for is lost on the way.`,
        'Have the proxy pass on Host (docs/operations.md, “The page behind an address”).',
      )
    return broken(
      `${publicUrl} is answered by something else than Hearth (${answer.status}).`,
      'Look where the proxy leads that name, and whether Hearth runs (docs/operations.md, “The page behind an address”).',
    )
  } catch (error) {
    return advice(
      `${publicUrl} cannot be reached from this computer. ${whyUnreached(error)}`,
      'Start Hearth and the proxy, and look at the name and its certificate. Where your network lets nobody reach it from inside, open it on a phone.',
    )
  }
}

const onlyHere = (publicUrl: string): Finding[] =>
  publicUrl.startsWith('http:')
    ? [
        advice(
          `PUBLIC_URL is ${publicUrl}, so nobody but this computer finds the page.`,
          'That is for trying it. For colleagues, set it to an https:// address that a proxy leads to Hearth.',
        ),
      ]
    : []
