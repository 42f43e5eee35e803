import type { HealthIssue } from '../../src/core/health-issue.ts'
import type { Logger } from '../../src/core/logger.ts'
import { errorCode, isOfToken, operatorAdvice } from './errors.ts'
import type { Installation } from './installation.ts'

interface HealthDeps {
  /** By the id of their workspace. */
  installations: ReadonlyMap<string, Installation>
  isConnected(): boolean
  now(): number
  log: Logger
}

/** How long Hearth trusts the last answer of Slack, good or bad. */
const believedMs = { well: 5 * 60_000, ill: 15_000 }

/** Checks whether Slack still lets Hearth in: the token may be revoked, and the connection lost, at any time. */
export function createHealth({ installations, isConnected, now, log }: HealthDeps) {
  let asked: { until: number; answer: Promise<HealthIssue | undefined> } | undefined

  return {
    /** Slack tells by itself that Hearth was removed, or its token taken back: it is asked whether that is so. */
    removed(installation: Installation): void {
      asked = renewed(installation)
      void asked.answer.then(issue => {
        if (issue) log.error(`slack ${installation.team}: ${issue.says} ${issue.mend}`)
      })
    },
    /** A refused call makes the last answer out of date. */
    doubt(error: unknown): void {
      if (asked && isOfToken(error)) asked.until = Number.NEGATIVE_INFINITY
    },
    async issue(): Promise<HealthIssue | undefined> {
      const [installation] = installations.values()
      if (!installation)
        return { says: 'Slack has not let me in yet.', mend: 'wait a moment, or look into the log.' }
      if (!isConnected()) return disconnected
      if (!asked || now() > asked.until) asked = renewed(installation)
      return asked.answer
    },
  }

  function renewed(installation: Installation) {
    const answer = ask(installation)
    const word = { until: now() + believedMs.well, answer }
    void answer.then(issue => {
      if (issue) word.until = now() + believedMs.ill
    })
    return word
  }
}

async function ask({ client }: Installation): Promise<HealthIssue | undefined> {
  try {
    await client.auth.test()
    return undefined
  } catch (error) {
    if (!isOfToken(error)) return unreached
    return {
      says: `Slack doesn’t let me in anymore (${errorCode(error)}).`,
      mend: operatorAdvice(error) ?? reinstall,
    }
  }
}

const reinstall = 'Install Hearth again at api.slack.com/apps, and set SLACK_BOT_TOKEN.'
const unreached: HealthIssue = {
  says: 'Slack cannot be reached from the computer I run on.',
  mend: 'look at its way to the internet.',
}
const disconnected: HealthIssue = {
  says: 'My connection to Slack is lost, and I am trying to open it again.',
  mend: 'look at the way to the internet of the computer I run on.',
}
